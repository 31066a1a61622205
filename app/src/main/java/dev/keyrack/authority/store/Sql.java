package dev.keyrack.authority.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements in one line. Instants are epoch milliseconds, UTC; an empty `Optional` is null.
final class Sql {
    /// Reads one row.
    ///
    /// @param <T> what it reads
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {
    }

    /// Runs a change.
    ///
    /// @return how many rows it touched
    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /// All rows of a query.
    static <T> List<T> list(Connection connection, Row<T> row, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(row.read(rows));
                }
                return read;
            }
        }
    }

    /// The first row of a query, if any.
    static <T> Optional<T> first(Connection connection, Row<T> row, String sql, @Nullable Object... values)
            throws SQLException {
        return list(connection, row, sql, values).stream().findFirst();
    }

    /// Sets all parameters of a statement.
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, plain(values[i]));
        }
    }

    /// A moment that may be null.
    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /// A moment that is never null.
    static Instant instantOf(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant at -> at.toEpochMilli();
            case Optional<?> maybe -> maybe.isEmpty() ? null : plain(maybe.get());
            default -> value;
        };
    }
}
