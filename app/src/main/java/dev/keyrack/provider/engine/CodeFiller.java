package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.WayIn.Begun;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.Totp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Fills in the second factor where the user keeps its shared key. A code works once (RFC 6238 section 5.2), and another
/// program may have used this moment's: so a refused one is followed by the next, and that is all. Whoever is to type a
/// code instead is told that one was refused.
final class CodeFiller {
    private final Engine engine;
    private final SessionStore store;
    private long used = Long.MIN_VALUE;

    CodeFiller(Engine engine, SessionStore store) {
        this.engine = engine;
        this.store = store;
    }

    /// Signs in by `way`, with a code of the key that is kept if the provider asks for one and none was given.
    Begun signIn(WayIn way, Optional<String> code) throws CallFailed {
        try {
            return way.signIn(code);
        } catch (CallFailed failed) {
            boolean isAsked = code.isEmpty() && failed.failure() instanceof Failure.SecondFactorNeeded;
            if (!isAsked) {
                throw failed;
            }
            try (OtpAuthUri key = key().orElse(null)) {
                if (key == null) {
                    throw failed;
                }
                return filled(way, key);
            }
        }
    }

    /// One that cannot be read, or does not go by time, is none.
    private Optional<OtpAuthUri> key() throws CallFailed {
        try (Secret text = store.totp().orElse(null)) {
            return text != null && OtpAuthUri.parse(text) instanceof Outcome.Ok<OtpAuthUri>(var key)
                    && key.type() == OtpAuthUri.Type.TOTP ? Optional.of(key) : Optional.empty();
        }
    }

    private Begun filled(WayIn way, OtpAuthUri key) throws CallFailed {
        if (Totp.step(key, now()) == used) {
            awaitNext(key);
            return attempt(way, key);
        }
        try {
            return attempt(way, key);
        } catch (CallFailed failed) {
            boolean again = failed.failure() instanceof Failure.SecondFactorNeeded
                    && Totp.left(key, now()).compareTo(engine.limits().longestWait()) < 0;
            if (!again) {
                throw failed;
            }
            awaitNext(key);
            return attempt(way, key);
        }
    }

    private Begun attempt(WayIn way, OtpAuthUri key) throws CallFailed {
        long step = Totp.step(key, now());
        used = step;
        try (Secret code = Totp.code(key, step)) {
            return way.signIn(Optional.of(code.reveal()));
        }
    }

    /// Waits unless the step that was used is over already.
    private void awaitNext(OtpAuthUri key) throws CallFailed {
        if (Totp.step(key, now()) == used) {
            engine.rest(Totp.left(key, now()).plus(Duration.ofMillis(1)));
        }
    }

    private Instant now() {
        return engine.clock().instant();
    }
}
