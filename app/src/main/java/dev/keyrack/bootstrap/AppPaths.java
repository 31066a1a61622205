package dev.keyrack.bootstrap;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where this installation keeps its files. Naming a folder does not make it.
///
/// @param config profiles and the user's own descriptors
/// @param data   inventory, journal and the encrypted file
/// @param state  the log, and what may be lost
public record AppPaths(Path config, Path data, Path state) {
    private static final String FOLDER = "keyrack";

    /// The folders below `home`, where they all are together.
    public static AppPaths below(Path home) {
        Path root = home.toAbsolutePath().normalize();
        return new AppPaths(root.resolve("config"), root.resolve("data"), root.resolve("state"));
    }

    /// The folders to use: below `home` if it is given, else below `KEYRACK_HOME`, else where the platform wants them.
    ///
    /// @param environment the process environment
    /// @param system      name of the operating system, as Java tells it
    /// @param userHome    the user's home folder
    public static AppPaths resolve(Optional<Path> home, Map<String, String> environment, String system,
            Path userHome) {
        Optional<Path> together = home.or(() -> Optional.ofNullable(environment.get("KEYRACK_HOME"))
                .filter(text -> !text.isBlank()).map(Path::of));
        if (together.isPresent()) {
            return below(together.get());
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path roaming = absolute(environment, "APPDATA").orElse(userHome.resolve("AppData", "Roaming"));
            Path local = absolute(environment, "LOCALAPPDATA").orElse(userHome.resolve("AppData", "Local"));
            return new AppPaths(roaming.resolve("Keyrack"), local.resolve("Keyrack", "data"),
                    local.resolve("Keyrack", "state"));
        }
        if (name.startsWith("mac")) {
            Path library = userHome.resolve("Library");
            return new AppPaths(library.resolve("Preferences", "Keyrack"),
                    library.resolve("Application Support", "Keyrack"), library.resolve("Logs", "Keyrack"));
        }
        // XDG Base Directory Specification 0.8: paths that are not absolute are to be ignored
        return new AppPaths(
                absolute(environment, "XDG_CONFIG_HOME").orElse(userHome.resolve(".config")).resolve(FOLDER),
                absolute(environment, "XDG_DATA_HOME").orElse(userHome.resolve(".local", "share")).resolve(FOLDER),
                absolute(environment, "XDG_STATE_HOME").orElse(userHome.resolve(".local", "state")).resolve(FOLDER));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        try {
            return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()).map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// The profiles.
    public Path profiles() {
        return config.resolve("profiles.json");
    }

    /// What the user has chosen for this installation.
    public Path settings() {
        return config.resolve("settings.json");
    }

    /// The mark that `keyrack lock` leaves.
    public Path lockMarker() {
        return state.resolve("locked");
    }

    /// The user's own descriptors.
    public Path providers() {
        return config.resolve("providers");
    }

    /// The store for credentials where no keyring of the operating system answers.
    public Path vault() {
        return data.resolve("vault.json");
    }

    /// Inventory and journal.
    public Path database() {
        return data.resolve("keyrack.db");
    }

    /// Files that keep two processes from signing in at the same time.
    public Path locks() {
        return state.resolve("locks");
    }

    /// The log.
    public Path log() {
        return state.resolve("keyrack.log");
    }
}
