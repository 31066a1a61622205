package dev.keyrack.authority.store;

import dev.keyrack.shared.result.StorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One SQLite file with one connection that writes and one that reads. WAL, so that readers never wait for the writer;
/// `synchronous=FULL`, so that what was committed is on disk.
final class SqliteFile implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    /// Work on a connection.
    ///
    /// @param <T> its result
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Connection writing;
    private final Connection reading;
    private final ReentrantLock writeLock = new ReentrantLock();
    private final ReentrantLock readLock = new ReentrantLock();

    private SqliteFile(Connection writing, Connection reading) {
        this.writing = writing;
        this.reading = reading;
    }

    /// Opens the file, making it if there is none, and brings its schema up to date.
    static SqliteFile open(Path file) {
        String url = "jdbc:sqlite:" + file;
        Connection writing = null;
        try {
            writing = connect(url);
            Migrations.apply(writing);
            return new SqliteFile(writing, connect(url));
        } catch (SQLException e) {
            closeQuietly(writing, e);
            throw new StorageException("opening the database " + file, e);
        }
    }

    /// Runs `work` in a transaction of its own: all of it is on disk when this returns, or nothing of it.
    <T> T write(String what, Work<T> work) {
        writeLock.lock();
        try {
            T result = work.on(writing);
            writing.commit();
            return result;
        } catch (SQLException e) {
            throw new StorageException(what, e);
        } finally {
            rollBackWhatIsLeft(writing);
            writeLock.unlock();
        }
    }

    /// Runs `work`, which only reads.
    <T> T read(String what, Work<T> work) {
        readLock.lock();
        try {
            return work.on(reading);
        } catch (SQLException e) {
            throw new StorageException(what, e);
        } finally {
            rollBackWhatIsLeft(reading);
            readLock.unlock();
        }
    }

    @Override
    public void close() {
        writeLock.lock();
        readLock.lock();
        try {
            reading.close();
            writing.close();
        } catch (SQLException e) {
            throw new StorageException("closing the database", e);
        } finally {
            readLock.unlock();
            writeLock.unlock();
        }
    }

    /// After a commit there is nothing left and this does nothing; after reading it lets the snapshot go.
    private static void rollBackWhatIsLeft(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new StorageException("rolling back", e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void closeQuietly(@Nullable Connection connection, SQLException cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
