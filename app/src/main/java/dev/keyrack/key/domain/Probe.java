package dev.keyrack.key.domain;

import dev.keyrack.shared.result.Call;

/// What a harmless request with the value of a key came to.
///
/// @param verdict whether the value is still good
/// @param call    the request
public record Probe(Verdict verdict, Call call) {
    /// Whether a value is still good.
    public enum Verdict {
        /// The provider took it, even if it lacks a permission.
        ACCEPTED,
        /// The provider refused the value itself.
        REFUSED,
        /// The answer says nothing about the value.
        UNCLEAR
    }
}
