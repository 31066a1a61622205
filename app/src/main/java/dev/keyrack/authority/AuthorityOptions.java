package dev.keyrack.authority;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How to start an authority.
///
/// @param home        folder under which it keeps its own folder, `authority`
/// @param systems     ids of the systems to start, one or more of [Authority#systems]
/// @param port        port of the first system, each further one takes the next; empty for the ports of last time where
///                    they are free
/// @param databaseUrl JDBC URL of the database, for a single system; empty for a SQLite file in the folder
/// @param sample      what to fill an empty database with
/// @param plan        what the organisation pays for
public record AuthorityOptions(Path home, Set<String> systems, OptionalInt port, Optional<String> databaseUrl,
        Sample sample, Plan plan) {
    /// Copies the set.
    public AuthorityOptions {
        systems = Set.copyOf(systems);
    }

    /// All systems on the home folder, with nothing in them.
    public static AuthorityOptions in(Path home) {
        return new AuthorityOptions(home, Authority.systems(), OptionalInt.empty(), Optional.empty(), new Sample.None(),
                Plan.FREE);
    }
}
