package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.AccountTwoFactor.Setup;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at a shared key that a provider sent as base32, as an `otpauth:` URI, or as both.
///
/// What stands where the URI should be may be the address of a picture, or a picture. It is left alone: nothing is ever
/// fetched, since whoever serves the picture would see the key.
final class SharedKey {
    private static final String SCHEME = "otpauth";

    private SharedKey() {
    }

    /// The two as far as they can be used. Takes over both.
    ///
    /// @throws CallFailed if neither can, or they are two different keys
    static Setup checked(Optional<Secret> seed, Optional<Secret> given, Optional<ClockReading> clock, Call call)
            throws CallFailed {
        Optional<Secret> uri = given.filter(SharedKey::isUri);
        boolean whole = false;
        try {
            if (seed.isEmpty() && uri.isEmpty()) {
                throw Mapping.unexpected(given.isPresent()
                        ? "the answer has a picture's address instead of the key; Keyrack does not fetch pictures of keys"
                        : "the answer has no key for an authenticator app", call);
            }
            try (OtpAuthUri own = read(seed, call); OtpAuthUri other = parsed(uri, call)) {
                if (own != null && other != null && !own.seed().sameAs(other.seed())) {
                    throw Mapping.unexpected("the answer's key and its otpauth URI are two different keys", call);
                }
            }
            whole = true;
            return new Setup(seed, uri, clock);
        } finally {
            if (!whole) {
                seed.ifPresent(Secret::close);
            }
            if (!whole || uri.isEmpty()) {
                given.ifPresent(Secret::close);
            }
        }
    }

    private static boolean isUri(Secret text) {
        return text.use(bytes -> {
            if (bytes.length < SCHEME.length()) {
                return false;
            }
            StringBuilder start = new StringBuilder();
            for (int i = 0; i < SCHEME.length(); i++) {
                start.append((char) bytes[i]);
            }
            return start.toString().toLowerCase(Locale.ROOT).equals(SCHEME);
        });
    }

    private static @Nullable OtpAuthUri read(Optional<Secret> seed, Call call)
            throws CallFailed {
        return seed.isEmpty() ? null : key(OtpAuthUri.ofBase32(seed.get(), "", ""), call);
    }

    private static @Nullable OtpAuthUri parsed(Optional<Secret> uri, Call call)
            throws CallFailed {
        return uri.isEmpty() ? null : key(OtpAuthUri.parse(uri.get()), call);
    }

    private static OtpAuthUri key(Outcome<OtpAuthUri> outcome, Call call) throws CallFailed {
        return switch (outcome) {
            case Outcome.Ok<OtpAuthUri>(var key) when key.type() == OtpAuthUri.Type.TOTP -> key;
            case Outcome.Ok<OtpAuthUri>(var key) -> {
                key.close();
                throw Mapping.unexpected("the answer's key makes codes by a counter, not by time", call);
            }
            case Outcome.Failed<OtpAuthUri>(Failure.InvalidInput(var where, var problem)) ->
                throw Mapping.unexpected("the " + where + " in the answer cannot be used: " + problem, call);
            case Outcome.Failed<OtpAuthUri>(var failure) -> throw new CallFailed(failure);
        };
    }
}
