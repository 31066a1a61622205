package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Tokens of applications. An access token is a JWT for a day, as the documents show it, and works only while its grant
/// lives; each refresh token is good once, and one that comes again ends the grant (RFC 9700 section 4.14.2).
public final class Grants {
    /// How long an access token holds.
    public static final Duration ACCESS_LIFE = Duration.ofHours(24);
    /// How long a refresh token holds.
    public static final Duration REFRESH_LIFE = Duration.ofDays(30);

    /// Tokens for an application. Close it when it was handed over.
    ///
    /// @param access  opens the system for [#ACCESS_LIFE]
    /// @param refresh gets the next pair, once; empty if the application can get a token at any time
    /// @param scopes  what they may do
    public record Issued(Secret access, Optional<Secret> refresh, List<String> scopes) implements AutoCloseable {
        @Override
        public void close() {
            access.close();
            refresh.ifPresent(Secret::close);
        }
    }

    /// What is known of a token that works.
    ///
    /// @param grant     its grant
    /// @param access    what an access token says; empty for a refresh token
    /// @param expiresAt when it runs out
    public record Known(Grant grant, Optional<AccessTokens.Claims.OfGrant> access, Instant expiresAt) {}

    private final GrantStore store;
    private final AccountStore accounts;
    private final AccessTokens tokens;
    private final SecureRandom random;
    private final InstantSource clock;

    Grants(AuthorityStore store, AccessTokens tokens, SecureRandom random, InstantSource clock) {
        this.store = store.grants();
        this.accounts = store.accounts();
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
    }

    /// Adds an application.
    public void register(Client client) {
        store.register(client, clock.instant());
    }

    /// The application with the id.
    public Optional<Client> client(String id) {
        return store.client(id);
    }

    /// An id for a grant to come.
    public String newId() {
        return Base62.id("grant_", random);
    }

    /// Starts a grant and gives its first tokens.
    ///
    /// @param refreshable whether a refresh token comes along
    public Issued open(Grant grant, boolean refreshable) {
        Instant now = clock.instant();
        store.open(grant, now, now.plus(ACCESS_LIFE));
        Optional<Secret> refresh = Optional.of(fresh()).filter(_ -> refreshable);
        refresh.ifPresent(token -> store.addRefresh(grant.id(), Digest.of(token), now.plus(REFRESH_LIFE)));
        return new Issued(tokens.issue(grant, grant.scopes(), ACCESS_LIFE), refresh, grant.scopes());
    }

    /// The next tokens of a grant.
    ///
    /// @param wanted scopes of the new access token; empty for all of the grant
    public Ruling<Issued> refresh(Client client, String token, Optional<List<String>> wanted) {
        Instant now = clock.instant();
        Digest old = Digest.ofText(token);
        Optional<Grant> known = store.refresh(old, now).map(GrantStore.Refresh::grant);
        if (known.isPresent() && wanted.isPresent()
                && !new HashSet<>(known.get().scopes()).containsAll(wanted.get())) {
            return Ruling.denied(Denial.invalid("scope", "The grant does not have all of these scopes."));
        }
        Secret next = fresh();
        return switch (store.rotate(client.id(), old, Digest.of(next), now, now.plus(REFRESH_LIFE))) {
            case GrantStore.Rotation.Rotated(var grant) -> {
                List<String> scopes = wanted.orElse(grant.scopes());
                yield Ruling.granted(new Issued(tokens.issue(grant, scopes, ACCESS_LIFE), Optional.of(next), scopes));
            }
            case GrantStore.Rotation.Unknown() -> refused(next, Reason.TOKEN_INVALID,
                    "The refresh token was not issued to this application, or was revoked.");
            case GrantStore.Rotation.Expired() ->
                refused(next, Reason.TOKEN_EXPIRED, "The refresh token has expired.");
            case GrantStore.Rotation.Reused() -> refused(next, Reason.TOKEN_REUSED,
                    "The refresh token was used before. To be safe, everything that came from it was ended.");
        };
    }

    /// What is known of a token, be it one for access or for refreshing; empty if it does not work.
    public Optional<Known> know(String token) {
        Optional<Known> refresh = store.refresh(Digest.ofText(token), clock.instant())
                .map(found -> new Known(found.grant(), Optional.empty(), found.expiresAt()));
        return refresh.isPresent() ? refresh : knowAccess(token);
    }

    /// Ends a grant with all its tokens.
    public void end(String grantId) {
        store.end(grantId, clock.instant());
    }

    /// The application that an access token stands for.
    Ruling<Caller> application(AccessTokens.Claims.OfGrant claims) {
        Optional<Grant> grant = store.live(claims.grantId());
        Optional<Client> client = grant.flatMap(found -> store.client(found.clientId()));
        return client.isEmpty()
                ? Ruling.denied(Denial.of(Reason.TOKEN_INVALID,
                        "This access token was revoked. Let the application sign in again."))
                : Ruling.granted(new Caller.Application(client.get(),
                        grant.flatMap(Grant::accountId).flatMap(accounts::byId), claims.scopes()));
    }

    private Optional<Known> knowAccess(String token) {
        return switch (tokens.verify(token)) {
            case Ruling.Granted<AccessTokens.Claims>(AccessTokens.Claims.OfGrant claims) -> store.live(claims.grantId())
                    .map(grant -> new Known(grant, Optional.of(claims), claims.expiresAt()));
            case Ruling.Granted<AccessTokens.Claims>(AccessTokens.Claims.OfSession _) -> Optional.empty();
            case Ruling.Denied<AccessTokens.Claims> _ -> Optional.empty();
        };
    }

    private Secret fresh() {
        return Secret.wrap(Base62.random(random, KeyMint.RANDOM_LENGTH));
    }

    private static Ruling<Issued> refused(Secret unused, Reason reason, String message) {
        unused.close();
        return Ruling.denied(Denial.of(reason, message));
    }
}
