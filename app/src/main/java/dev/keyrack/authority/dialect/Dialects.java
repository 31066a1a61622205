package dev.keyrack.authority.dialect;

import java.util.List;

/// All systems that the authority can speak like.
public final class Dialects {
    private Dialects() {
    }

    /// The dialects, in the order in which they are started.
    public static List<Dialect> all() {
        return List.of(new CloudheedDialect(), new MigmaDialect());
    }
}
