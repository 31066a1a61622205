package dev.keyrack.key.domain;

/// One permission of a key, as its provider writes it, such as `databases:read`.
///
/// @param value not blank
public record Scope(String value) implements Comparable<Scope> {
    /// Checks that there is something.
    ///
    /// @throws IllegalArgumentException if `value` is blank
    public Scope {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a scope must not be blank");
        }
    }

    @Override
    public int compareTo(Scope other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
