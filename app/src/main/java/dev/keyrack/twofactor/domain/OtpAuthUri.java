package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.OptionalLong;

/// A shared key for one-time codes with all that an authenticator app must know, as an `otpauth:` URI carries it (the
/// Key URI Format of Google Authenticator, with what other programs write).
///
/// @param type      time-based (RFC 6238) or counter-based (RFC 4226)
/// @param issuer    who runs the account; empty if it is not told
/// @param account   whose it is
/// @param seed      the shared key as bytes, owned by this object
/// @param algorithm of the HMAC
/// @param digits    of a code, 6 to 10
/// @param period    seconds that a code lasts
/// @param counter   the next counter of a counter-based key
public record OtpAuthUri(Type type, String issuer, String account, Secret seed, Algorithm algorithm, int digits,
        int period, OptionalLong counter) implements AutoCloseable {
    /// What a code depends on.
    public enum Type { TOTP, HOTP }

    /// Hash of the HMAC (RFC 6238 section 1.2).
    public enum Algorithm { SHA1, SHA256, SHA512 }

    /// Reads a URI; `text` stays the caller's, and the caller closes the result.
    ///
    /// @return `InvalidInput` with the reason if it is not one
    public static Outcome<OtpAuthUri> parse(Secret text) {
        return Outcome.failed(new dev.keyrack.shared.result.Failure.InvalidInput("", text.toString()));
    }

    /// The URI, which the caller closes.
    public Secret text() {
        return seed.copy();
    }

    /// The shared key in base32 without padding (RFC 4648 section 6), which the caller closes.
    public Secret base32() {
        return seed.copy();
    }

    @Override
    public void close() {
        seed.close();
    }
}
