package dev.keyrack.reveal.domain;

/// Makes the places that a new secret can be handed over to.
public interface HandOverPlaces {
    /// A new file that only its owner can read.
    HandOver file(String path);

    /// One line of an `.env` file.
    ///
    /// @param name name of the variable
    HandOver env(String path, String name);

    /// The standard input of a command, never its arguments.
    HandOver command(String commandLine);

    /// A new item of the system's keyring.
    HandOver keyring(String name);

    /// Asks the system's keyring whether it takes a secret. Takes up to a second; call it off the JavaFX thread.
    KeyringAnswer askKeyring();
}
