package dev.keyrack.reveal.domain;

import dev.keyrack.shared.secret.Secret;

/// The desktop's clipboard. JavaFX thread only.
public interface ClipboardPort {
    /// Puts the text of `secret` there, with every sign this desktop knows that it is not for a history.
    void put(Secret secret);

    /// Whether the clipboard still holds the text of `secret`.
    boolean holds(Secret secret);

    /// Empties the clipboard.
    void clear();
}
