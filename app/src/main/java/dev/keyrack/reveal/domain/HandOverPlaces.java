package dev.keyrack.reveal.domain;

import java.nio.file.Path;

/// Makes the places that a new secret can be handed over to.
public interface HandOverPlaces {
    /// A new file that only its owner can read.
    HandOver file(Path path);

    /// One line of an `.env` file.
    ///
    /// @param name name of the variable
    HandOver env(Path path, String name);

    /// The standard input of a command, never its arguments.
    HandOver command(String commandLine);
}
