package dev.keyrack.key.domain;

/// What the provider calls a key.
///
/// @param value not blank
public record KeyId(String value) {
    /// Checks that there is something.
    ///
    /// @throws IllegalArgumentException if `value` is blank
    public KeyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a key id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
