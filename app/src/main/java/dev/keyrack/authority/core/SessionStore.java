package dev.keyrack.authority.core;

import java.time.Instant;

/// Where sessions are kept. A session is the family of refresh tokens that came one from another. Each change is
/// durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface SessionStore {
    /// What came of a refresh.
    sealed interface Rotation {
        /// The token was good and is used up now.
        ///
        /// @param sessionId its session
        /// @param accountId whose session it is
        record Rotated(String sessionId, String accountId) implements Rotation {}

        /// No such token, or its session is over.
        record Unknown() implements Rotation {}

        /// It has run out.
        record Expired() implements Rotation {}

        /// It was used before: somebody else has it too, so the session was ended just now.
        record Reused() implements Rotation {}
    }

    /// Starts a session with its first refresh token.
    void open(String sessionId, String accountId, Instant at, Digest refresh, Instant expiresAt);

    /// Replaces a refresh token by the next one of its session.
    Rotation rotate(Digest old, Digest next, Instant at, Instant expiresAt);

    /// Whether the session exists and has not ended.
    boolean isLive(String sessionId);

    /// Forgets refresh tokens that ran out before `then`, and sessions that have none left.
    void purge(Instant then);
}
