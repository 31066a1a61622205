package dev.keyrack.provider.engine;

import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a sign-in gave. Whoever holds it closes it.
///
/// @param token    the token; for a session of cookies alone these
/// @param renewal  the refresh token
/// @param cookies  what is sent as `Cookie`
/// @param since    when it was obtained
/// @param until    when the token runs out; empty if the provider did not say
record Session(Secret token, Optional<Secret> renewal, Optional<Secret> cookies, Instant since, Optional<Instant> until)
        implements
            AutoCloseable {
    private static final Duration EARLY = Duration.ofSeconds(30);

    /// One without cookies.
    Session(Secret token, Optional<Secret> renewal, Instant since, Optional<Instant> until) {
        this(token, renewal, Optional.empty(), since, until);
    }

    /// Whether the token is good for another request: renewed half a minute before its end, or a fifth of its life
    /// before if that is shorter.
    boolean isFresh(Instant now) {
        return until.isEmpty() || now.isBefore(until.get().minus(margin(until.get())));
    }

    private Duration margin(Instant end) {
        Duration fifth = Duration.between(since, end).dividedBy(5);
        return fifth.compareTo(EARLY) < 0 ? fifth : EARLY;
    }

    /// The same with secrets of its own.
    Session copy() {
        return new Session(token.copy(), renewal.map(Secret::copy), cookies.map(Secret::copy), since, until);
    }

    @Override
    public void close() {
        token.close();
        renewal.ifPresent(Secret::close);
        cookies.ifPresent(Secret::close);
    }
}
