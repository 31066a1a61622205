package dev.keyrack.shared.sql;

import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One SQLite file in WAL mode that several threads and several processes may use at once. What a write has returned
/// for survives a crash of the program and of the machine (`synchronous=FULL`).
///
/// Calls block on disk; make them off the JavaFX thread.
public final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = Math.toIntExact(Duration.ofSeconds(10).toMillis());
    private static final int IDLE_READERS = 4;

    private final Path file;
    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    private Database(Path file, Connection writer) {
        this.file = file;
        this.writer = writer;
    }

    /// Opens the file, or makes it (0600, in a folder of 0700).
    ///
    /// @throws StorageException if it cannot be opened, or is no SQLite database
    public static Database open(Path file) {
        try {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createIfMissing(file); // before SQLite does, which would give it the umask's permissions
            return new Database(file, connect(file, false));
        } catch (IOException | SQLException e) {
            throw new StorageException("opening " + file, e);
        }
    }

    /// Reads, in one transaction that sees one state of the database.
    ///
    /// @param what what is being read, for the message of a failure, such as `reading the inventory`
    /// @throws StorageException if the database cannot be read
    public <T> T read(String what, SqlWork<T> work) {
        try {
            Connection reader = borrow();
            boolean fit = false;
            try {
                T result = transaction(reader, "BEGIN DEFERRED", work);
                fit = true;
                return result;
            } finally {
                giveBack(reader, fit);
            }
        } catch (SQLException e) {
            throw new StorageException(what, e);
        }
    }

    /// Writes, in one transaction that is on disk when this returns. Writers of this and of other processes take turns.
    ///
    /// @param what what is being written, for the message of a failure, such as `saving key 17`; never a secret
    /// @throws StorageException if the database cannot be written; nothing is changed then
    public <T> T write(String what, SqlWork<T> work) {
        writing.lock();
        try {
            return transaction(writer, "BEGIN IMMEDIATE", work);
        } catch (SQLException e) {
            throw new StorageException(what, e);
        } finally {
            writing.unlock();
        }
    }

    /// Where it is.
    public Path file() {
        return file;
    }

    /// Closes all connections; the write-ahead log is folded into the file if nobody else uses it.
    ///
    /// @throws StorageException if that fails
    @Override
    public void close() {
        writing.lock();
        try {
            synchronized (idle) {
                closed = true;
                while (!idle.isEmpty()) {
                    idle.pop().close();
                }
            }
            writer.close();
        } catch (SQLException e) {
            throw new StorageException("closing " + file, e);
        } finally {
            writing.unlock();
        }
    }

    // The driver's own auto-commit would begin the next transaction, and take the write lock, right after a commit.
    private static <T> T transaction(Connection connection, String begin, SqlWork<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
            boolean done = false;
            try {
                T result = work.run(connection);
                statement.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(statement);
                }
            }
        }
    }

    private static void rollBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            return; // SQLite has rolled back by itself, as it does when the disk is full
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("the database is closed");
            }
            @Nullable
            Connection waiting = idle.poll();
            if (waiting != null) {
                return waiting;
            }
        }
        return connect(file, true);
    }

    private void giveBack(Connection reader, boolean fit) throws SQLException {
        synchronized (idle) {
            if (fit && !closed && idle.size() < IDLE_READERS) {
                idle.push(reader);
                return;
            }
        }
        reader.close();
    }

    private static Connection connect(Path file, boolean forReading) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        if (forReading) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON"); // a file opened read-only could not follow a WAL
            }
        }
        return connection;
    }
}
