package dev.keyrack.key.data;

import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The table `traits`, read at most once per row in a transaction.
final class TraitsTable implements AutoCloseable {
    private static final String COLUMNS = "hint_kind, status, last_used, scopes, owner";
    private static final String FIND = """
            SELECT id FROM traits
            WHERE hint_kind = ? AND status = ? AND last_used = ? AND scopes = ? AND owner IS ?
            """;

    private final Map<Long, Traits> byId = new HashMap<>();
    private final Map<Traits, Long> ids = new HashMap<>();
    private final PreparedStatement read;
    private final PreparedStatement find;
    private final PreparedStatement insert;

    TraitsTable(Connection connection) throws SQLException {
        read = connection.prepareStatement("SELECT " + COLUMNS + " FROM traits WHERE id = ?");
        find = connection.prepareStatement(FIND);
        insert = connection
                .prepareStatement("INSERT INTO traits (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?) RETURNING id");
    }

    Traits get(long id) throws SQLException {
        Traits known = byId.get(id);
        if (known != null) {
            return known;
        }
        read.setLong(1, id);
        try (ResultSet row = read.executeQuery()) {
            row.next();
            Traits traits = new Traits(Hint.Kind.valueOf(row.getString(1)), KeyStatus.valueOf(row.getString(2)),
                    row.getString(3), Traits.scopes(row.getString(4)), Optional.ofNullable(row.getString(5)));
            byId.put(id, traits);
            return traits;
        }
    }

    /// The row's number; the row is made if there is none.
    long id(Traits traits) throws SQLException {
        Long known = ids.get(traits);
        if (known != null) {
            return known;
        }
        long found = lookUp(find, traits).orElse(-1L);
        long id = found >= 0 ? found : lookUp(insert, traits).orElseThrow();
        ids.put(traits, id);
        return id;
    }

    @Override
    public void close() throws SQLException {
        read.close();
        find.close();
        insert.close();
    }

    private static Optional<Long> lookUp(PreparedStatement statement, Traits traits) throws SQLException {
        statement.setString(1, traits.hintKind().name());
        statement.setString(2, traits.status().name());
        statement.setString(3, traits.lastUsed());
        statement.setString(4, traits.scopeText());
        statement.setString(5, traits.owner().orElse(null));
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }
}
