package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Optional;

/// Where applications, their grants and their refresh tokens are kept. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface GrantStore {
    /// What came of a refresh.
    sealed interface Rotation {
        /// The token was good and is used up now.
        ///
        /// @param grant its grant
        record Rotated(Grant grant) implements Rotation {}

        /// No such token of this application, or its grant is over.
        record Unknown() implements Rotation {}

        /// It has run out.
        record Expired() implements Rotation {}

        /// It was used before: somebody else has it too, so the grant was ended just now.
        record Reused() implements Rotation {}
    }

    /// A refresh token that still works.
    ///
    /// @param grant     its grant
    /// @param expiresAt when it runs out
    record Refresh(Grant grant, Instant expiresAt) {}

    /// Adds an application, or replaces the one with the same id.
    void register(Client client, Instant at);

    /// The application with the id.
    Optional<Client> client(String id);

    /// Starts a grant. If it comes from a code that was used a second time meanwhile, it is over at once.
    ///
    /// @param expiresAt when its last token runs out
    void open(Grant grant, Instant at, Instant expiresAt);

    /// Adds a refresh token to a grant, which lasts at least as long.
    void addRefresh(String grantId, Digest token, Instant expiresAt);

    /// Replaces a refresh token of the application by the next one of its grant.
    Rotation rotate(String clientId, Digest old, Digest next, Instant at, Instant expiresAt);

    /// The refresh token, if it still works.
    Optional<Refresh> refresh(Digest token, Instant now);

    /// The grant, unless it is over.
    Optional<Grant> live(String grantId);

    /// Ends a grant.
    void end(String grantId, Instant at);

    /// Forgets what ran out before `then`.
    void purge(Instant then);
}
