package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.result.Outcome;

/// Keeps the picture of a QR code. Calls block on disk; make them off the JavaFX thread.
@FunctionalInterface
public interface QrFiles {
    /// Writes a new file for its owner alone; never replaces one. `matrix` stays the caller's.
    ///
    /// @param path of a file whose name says its kind
    /// @return where it is
    Outcome<String> save(QrMatrix matrix, String path);
}
