package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Sign-in by e-mail, password and code, and sessions that go on by refresh tokens. Each refresh token is good once;
/// when an old one comes again, two hold it, nobody knows who is right, and the session is ended for both (RFC 9700
/// section 4.14.2).
public final class SignIn {
    /// How long a refresh token holds.
    public static final Duration REFRESH_LIFE = Duration.ofDays(30);
    /// 43 digits of 62 are 256 bits.
    private static final int REFRESH_LENGTH = 43;

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final PasswordHasher hasher;
    private final AccessTokens tokens;
    private final SecondFactor secondFactor;
    private final Throttle throttle;
    private final SecureRandom random;
    private final InstantSource clock;

    SignIn(AuthorityStore store, PasswordHasher hasher, AccessTokens tokens, SecondFactor secondFactor,
            Throttle throttle, SecureRandom random, InstantSource clock) {
        this.accounts = store.accounts();
        this.sessions = store.sessions();
        this.hasher = hasher;
        this.tokens = tokens;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
        this.random = random;
        this.clock = clock;
    }

    /// Signs in.
    ///
    /// @param code a code of the authenticator app or a backup code; empty if none was given
    public Ruling<Tokens> withPassword(String email, Secret password, Optional<String> code) {
        return check(email, password, code).map(this::open);
    }

    /// Finds out who somebody is, without signing them in.
    ///
    /// @param code a code of the authenticator app or a backup code; empty if none was given
    public Ruling<Account> check(String email, Secret password, Optional<String> code) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<Duration> barred = throttle.barredFor(address);
        if (barred.isPresent()) {
            return Ruling.denied(
                    Denial.wait(barred.get(),
                            "Too many failed sign-ins for this account. Wait a moment, then try again."));
        }
        Optional<Account> account = accounts.byEmail(address);
        if (!isRight(account, password)) {
            throttle.failed(address);
            return Ruling.denied(Denial.of(Reason.LOGIN_REFUSED, "E-mail or password is wrong."));
        }
        throttle.succeeded(address);
        return account.map(known -> factorOf(known, code)).orElseThrow();
    }

    /// Goes on with a session.
    public Ruling<Tokens> withRefreshToken(String refresh) {
        Secret next = refreshToken();
        Instant now = clock.instant();
        return switch (sessions.rotate(Digest.ofText(refresh), Digest.of(next), now, now.plus(REFRESH_LIFE))) {
            case SessionStore.Rotation.Rotated(var session, var accountId) -> Ruling.granted(new Tokens(
                    tokens.issue(accounts.byId(accountId).orElseThrow(), session), next, AccessTokens.LIFE));
            case SessionStore.Rotation.Unknown() -> refused(next, Reason.TOKEN_INVALID,
                    "The refresh token was not issued here, or its session is over. Sign in again.");
            case SessionStore.Rotation.Expired() ->
                refused(next, Reason.TOKEN_EXPIRED, "The refresh token has expired. Sign in again.");
            case SessionStore.Rotation.Reused() -> refused(next, Reason.TOKEN_REUSED,
                    "The refresh token was used before. To be safe, the whole session was ended. Sign in again.");
        };
    }

    /// The member whom an access token stands for.
    Ruling<Caller> member(AccessTokens.Claims.OfSession claims) {
        Optional<Account> account = accounts.byId(claims.accountId());
        if (account.isEmpty() || !sessions.isLive(claims.sessionId())) {
            return Ruling.denied(Denial.of(Reason.TOKEN_INVALID, "This session is over. Sign in again."));
        }
        return Ruling.granted(new Caller.Member(account.get()));
    }

    private boolean isRight(Optional<Account> account, Secret password) {
        Optional<String> phc = account.flatMap(known -> accounts.phcOf(known.id()));
        return password.use(bytes -> {
            if (phc.isEmpty()) {
                hasher.pretend(bytes);
                return false;
            }
            return hasher.matches(bytes, phc.get());
        });
    }

    private Ruling<Account> factorOf(Account account, Optional<String> code) {
        if (secondFactor.status(account).enabledAt().isEmpty()) {
            return Ruling.granted(account);
        }
        return code.map(given -> secondFactor.check(account, given))
                .orElseGet(() -> Ruling.denied(Denial.about(Reason.SECOND_FACTOR_REQUIRED, "code",
                        "Two-factor authentication is on. "
                                + "Send the code of the authenticator app or a backup code as \"code\".")));
    }

    private Tokens open(Account account) {
        Secret refresh = refreshToken();
        String session = Base62.id("ses_", random);
        Instant now = clock.instant();
        sessions.open(session, account.id(), now, Digest.of(refresh), now.plus(REFRESH_LIFE));
        return new Tokens(tokens.issue(account, session), refresh, AccessTokens.LIFE);
    }

    private Secret refreshToken() {
        return Secret.wrap(Base62.random(random, REFRESH_LENGTH));
    }

    private static Ruling<Tokens> refused(Secret unused, Reason reason, String message) {
        unused.close();
        return Ruling.denied(Denial.of(reason, message));
    }
}
