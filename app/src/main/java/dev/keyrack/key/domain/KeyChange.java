package dev.keyrack.key.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.SequencedSet;

/// What shall change about a key; what is empty stays as it is.
///
/// @param preset  id of the provider's preset whose scopes these are; empty if they were chosen one by one
/// @param expiry  a new expiry
/// @param enabled `false` to switch it off, `true` to switch it on again
/// @param reason  why it shall be able to do that much, for the journal; never sent
public record KeyChange(Optional<String> name, Optional<SequencedSet<Scope>> scopes, Optional<String> preset,
        Optional<Expiry> expiry, Optional<Boolean> enabled, Optional<String> reason) {
    /// A change for which no reason was given.
    public KeyChange(Optional<String> name, Optional<SequencedSet<Scope>> scopes, Optional<String> preset,
            Optional<Expiry> expiry, Optional<Boolean> enabled) {
        this(name, scopes, preset, expiry, enabled, Optional.empty());
    }

    /// A change whose scopes were chosen one by one.
    public KeyChange(Optional<String> name, Optional<SequencedSet<Scope>> scopes, Optional<Expiry> expiry,
            Optional<Boolean> enabled) {
        this(name, scopes, Optional.empty(), expiry, enabled);
    }

    /// A new expiry.
    public sealed interface Expiry {
        /// It shall work for this long from now on.
        record In(Duration duration) implements Expiry {}

        /// It shall never expire.
        record Never() implements Expiry {}
    }

    /// Nothing but on or off.
    public static KeyChange enabled(boolean enabled) {
        return new KeyChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(enabled));
    }

    /// Whether it would change nothing.
    public boolean isEmpty() {
        return name.isEmpty() && scopes.isEmpty() && expiry.isEmpty() && enabled.isEmpty();
    }
}
