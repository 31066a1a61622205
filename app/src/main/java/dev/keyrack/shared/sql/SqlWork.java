package dev.keyrack.shared.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// Work on a lent connection, which it must neither keep, close, commit nor roll back.
///
/// @param <T> what it gives
@FunctionalInterface
public interface SqlWork<T> {
    /// Does the work inside one transaction.
    ///
    /// @throws SQLException if the database refuses; the transaction is rolled back then
    T run(Connection connection) throws SQLException;
}
