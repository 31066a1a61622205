package dev.keyrack.shared.sql;

import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings one series of tables to the form that this version of Keyrack knows. Scripts are the resources
/// `migrations/NNN-name.sql` beside a class; the table `schema_version` says how many of each series have run.
public final class Migrator {
    private final String series;
    private final Class<?> home;
    private final List<String> scripts;

    /// One series.
    ///
    /// @param series  its name in the table
    /// @param home    the class beside whose resources `migrations/` stands
    /// @param scripts file names, oldest first; one that was released never changes
    public Migrator(String series, Class<?> home, List<String> scripts) {
        this.series = series;
        this.home = home;
        this.scripts = List.copyOf(scripts);
    }

    /// Runs the scripts that have not run yet, all or none.
    ///
    /// @throws StorageException if one fails, or a newer Keyrack has been here
    public void migrate(Database database) {
        if (database.read("reading the schema version of " + series, this::version) == scripts.size()) {
            return;
        }
        int found = database.write("migrating " + series, this::runMissing);
        if (found > scripts.size()) {
            throw new StorageException("opening " + database.file(),
                    new IOException("a newer Keyrack has changed it to form " + found + " of " + series
                            + " and this one knows form " + scripts.size() + ": use the newer Keyrack"));
        }
    }

    private int runMissing(Connection connection) throws SQLException {
        int found = version(connection); // again: another process may have been faster
        try (Statement statement = connection.createStatement()) {
            for (String script : scripts.subList(Math.min(found, scripts.size()), scripts.size())) {
                statement.executeUpdate(text(script)); // the driver runs all statements of an update
            }
            statement.executeUpdate(
                    "CREATE TABLE IF NOT EXISTS schema_version (series TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        }
        if (found < scripts.size()) {
            record(connection);
        }
        return found;
    }

    private void record(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("INSERT OR REPLACE INTO schema_version (series, version) VALUES (?, ?)")) {
            statement.setString(1, series);
            statement.setInt(2, scripts.size());
            statement.executeUpdate();
        }
    }

    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet table = statement
                        .executeQuery("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'")) {
            if (!table.next()) {
                return 0;
            }
        }
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT version FROM schema_version WHERE series = ?")) {
            statement.setString(1, series);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private String text(String script) {
        try (InputStream in = home.getResourceAsStream("migrations/" + script)) {
            if (in == null) {
                throw new IllegalStateException("no migration " + script + " beside " + home.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StorageException("reading migration " + script, e);
        }
    }
}
