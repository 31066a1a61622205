package dev.keyrack.credential.domain;

import dev.keyrack.shared.secret.Secret;
import java.util.Optional;

/// Where the passphrase of the encrypted file comes from: a file, a prompt, a dialog. Blocks until it is there.
@FunctionalInterface
public interface PassphraseSource {
    /// Nobody can be asked.
    PassphraseSource NONE = _ -> Optional.empty();

    /// Asks for the passphrase; the caller closes it.
    ///
    /// @param purpose what it is for
    /// @return empty if nobody can be asked, or the user declined
    Optional<Secret> ask(Purpose purpose);

    /// Whether credentials are kept in memory when nobody gives a passphrase for a new file. Else nothing is kept.
    default boolean isOptional() {
        return false;
    }

    /// What a passphrase is for.
    enum Purpose {
        /// To open the file that exists.
        OPEN,
        /// To make a new file; a prompt asks twice.
        CREATE
    }
}
