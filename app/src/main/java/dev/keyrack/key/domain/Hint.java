package dev.keyrack.key.domain;

/// A visible fragment of a key's value, always told with its kind.
///
/// @param kind what the fragment is
/// @param text the fragment alone, without an ellipsis
public record Hint(Kind kind, String text) {
    /// What a fragment is.
    public enum Kind {
        /// The value begins with it.
        PREFIX,
        /// The value ends with it.
        LAST,
        /// It is of the id, and no part of the value.
        ID,
        /// The provider shows nothing.
        NONE
    }
}
