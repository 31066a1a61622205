package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes to a key; what is empty stays as it is.
///
/// @param name    the new name
/// @param scopes  the new scopes, all of them
/// @param enabled whether it is switched on
/// @param expiry  the new end
public record KeyPatch(Optional<String> name, Optional<List<String>> scopes, Optional<Boolean> enabled,
        Optional<Expiry> expiry) {
    /// An end, or none.
    ///
    /// @param at when the key stops working; empty for never
    public record Expiry(Optional<Instant> at) {}

    /// The same, with one more scope if the scopes are changed.
    KeyPatch withScope(String scope) {
        return new KeyPatch(name,
                scopes.map(wanted -> Stream.concat(wanted.stream(), Stream.of(scope)).distinct().toList()), enabled,
                expiry);
    }

    /// Whether nothing would change.
    public boolean isEmpty() {
        return name.isEmpty() && scopes.isEmpty() && enabled.isEmpty() && expiry.isEmpty();
    }
}
