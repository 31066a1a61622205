package dev.keyrack.key.domain;

import dev.keyrack.shared.secret.Secret;
import java.util.HexFormat;

/// What is kept of a value that was seen being issued, so that it can be recognised when it leaks.
///
/// @param sha256 SHA-256 of the value, 64 hexadecimal digits
/// @param length length of the value in bytes
/// @param prefix its first characters, which all values of its kind share
public record Fingerprint(String sha256, int length, String prefix) {
    /// Takes the fingerprint of `value`, which stays open.
    ///
    /// @param prefix what all values of its kind begin with; may be empty
    public static Fingerprint of(Secret value, String prefix) {
        return new Fingerprint(HexFormat.of().formatHex(value.sha256()), value.length(), prefix);
    }

    /// The first and last digits, for people.
    public String abridged() {
        return sha256.substring(0, 4) + "…" + sha256.substring(60);
    }
}
