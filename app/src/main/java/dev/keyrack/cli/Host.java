package dev.keyrack.cli;

import java.nio.file.Path;
import java.util.Map;

/// The computer and account that a command runs on.
///
/// @param environment the process environment
/// @param system      name of the operating system, as Java tells it
/// @param userHome    the user's home folder
public record Host(Map<String, String> environment, String system, Path userHome) {
    /// Keeps its own copy.
    public Host {
        environment = Map.copyOf(environment);
    }

    /// This process's.
    public static Host current() {
        return new Host(System.getenv(), System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")));
    }
}
