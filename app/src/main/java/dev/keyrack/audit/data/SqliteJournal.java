package dev.keyrack.audit.data;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.sql.Database;
import dev.keyrack.shared.sql.Migrator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// [Journal] in a SQLite table that refuses to be changed or shortened. Each row carries the hash of its entry and of
/// all entries before it.
public final class SqliteJournal implements Journal {
    private static final Migrator MIGRATOR = new Migrator("journal", SqliteJournal.class,
            List.of("001-journal.sql"));
    private static final String INSERT = """
            INSERT INTO journal (number, at, action, profile, subject, detail, leaf, chain)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String LATEST = """
            SELECT at, action, profile, subject, detail FROM journal ORDER BY number DESC LIMIT ?
            """;

    private final Database database;

    /// Keeps the journal in `database`, whose tables are made or brought up to date.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if that fails
    public SqliteJournal(Database database) {
        this.database = database;
        MIGRATOR.migrate(database);
    }

    @Override
    public long append(JournalEntry entry) {
        return database.write("writing the journal", connection -> {
            Last last = last(connection);
            long number = last.number() + 1;
            byte[] leaf = EntryHash.leaf(number, entry);
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setLong(1, number);
                statement.setString(2, entry.at().toString());
                statement.setString(3, entry.action());
                statement.setString(4, entry.profile());
                statement.setString(5, entry.subject());
                statement.setString(6, entry.detail());
                statement.setBytes(7, leaf);
                statement.setBytes(8, EntryHash.chain(last.chain(), leaf));
                statement.executeUpdate();
            }
            return number;
        });
    }

    @Override
    public long size() {
        return database.read("reading the journal", connection -> last(connection).number());
    }

    @Override
    public List<JournalEntry> latest(int count) {
        return database.read("reading the journal", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
                statement.setInt(1, count);
                List<JournalEntry> entries = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new JournalEntry(Instant.parse(rows.getString(1)), rows.getString(2),
                                rows.getString(3), rows.getString(4), rows.getString(5)));
                    }
                }
                return List.copyOf(entries);
            }
        });
    }

    @Override
    public Optional<Instant> lastWrittenAt() {
        return latest(1).stream().map(JournalEntry::at).findFirst();
    }

    private static Last last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("SELECT number, chain FROM journal ORDER BY number DESC LIMIT 1")) {
            return row.next() ? new Last(row.getLong(1), row.getBytes(2)) : new Last(0, EntryHash.BEFORE_FIRST.clone());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and gone with the transaction
    private record Last(long number, byte[] chain) {}
}
