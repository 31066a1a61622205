package dev.keyrack.key.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// What somebody wants a new key to be.
///
/// @param name      not blank
/// @param preset    id of the provider's preset whose scopes these are; empty if they were chosen one by one
/// @param expiresIn how long it shall work from its creation on; empty for no expiry
/// @param reason    why it shall be able to do that much, for the journal; never sent
public record NewKey(String name, SequencedSet<Scope> scopes, Optional<String> preset, Optional<Duration> expiresIn,
        Optional<String> reason) {
    /// Checks the name, and keeps its own copy of the scopes.
    ///
    /// @throws IllegalArgumentException if the name is blank
    public NewKey {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a key needs a name");
        }
        scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
    }

    /// A key for which no reason was given.
    public NewKey(String name, SequencedSet<Scope> scopes, Optional<String> preset, Optional<Duration> expiresIn) {
        this(name, scopes, preset, expiresIn, Optional.empty());
    }

    /// A key whose scopes were chosen one by one.
    public NewKey(String name, SequencedSet<Scope> scopes, Optional<Duration> expiresIn) {
        this(name, scopes, Optional.empty(), expiresIn);
    }
}
