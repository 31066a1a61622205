package dev.keyrack.reveal.domain;

import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;

/// A place that a new secret is handed over to. Calls block; make them off the JavaFX thread.
public interface HandOver {
    /// Checks what can be checked before a key is created for it, so that no key ends up without a place to go.
    ///
    /// @return the place for people, or why it cannot take a secret
    Outcome<String> check();

    /// Hands `secret` over, all or nothing. `secret` stays the caller's.
    ///
    /// @return where it is now, for people and the journal; never the value
    Outcome<String> deliver(Secret secret);
}
