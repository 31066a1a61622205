package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;

/// Pictures of QR codes in files. Calls block on disk; make them off the JavaFX thread.
public interface QrFiles {
    /// Writes a new file for its owner alone; never replaces one. `matrix` stays the caller's.
    ///
    /// @param path of a file whose name says its kind
    /// @return where it is
    Outcome<String> save(QrMatrix matrix, String path);

    /// The text of the QR code in a picture; the caller closes it.
    ///
    /// @return `InvalidInput` with the reason if there is none to be read
    Outcome<Secret> read(String path);
}
