package dev.keyrack.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.result.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The database")
class DatabaseTest {
    @TempDir
    Path folder;

    private Database open() {
        return Database.open(folder.resolve("data").resolve("keyrack.db"));
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void belongsToTheUserAlone() throws Exception {
        try (Database database = open()) {
            database.write("test", connection -> run(connection, "CREATE TABLE t (x)"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                    .isEqualTo("rwx------");
            Path wal = folder.resolve("data").resolve("keyrack.db-wal");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wal))).isEqualTo("rw-------");
        }
    }

    @Test
    void isInWalModeAndForcesEachCommitToDisk() {
        try (Database database = open()) {
            List<String> settings = database.write("test",
                    connection -> List.of(ask(connection, "PRAGMA journal_mode"),
                            ask(connection, "PRAGMA synchronous"), ask(connection, "PRAGMA foreign_keys")));
            assertThat(settings).containsExactly("wal", "2", "1");
        }
    }

    @Test
    void changesNothingWhenTheWorkFailsHalfWay() {
        try (Database database = open()) {
            database.write("test", connection -> run(connection, "CREATE TABLE t (x)"));
            assertThatThrownBy(() -> database.write("adding rows", connection -> {
                run(connection, "INSERT INTO t VALUES (1)");
                return run(connection, "INSERT INTO missing VALUES (1)");
            })).isInstanceOf(StorageException.class).hasMessage("adding rows");
            assertThat(database.<String>read("test", connection -> ask(connection, "SELECT count(*) FROM t")))
                    .isEqualTo("0");
        }
    }

    @Test
    void rollsBackWhenTheWorkThrowsABug() {
        try (Database database = open()) {
            database.write("test", connection -> run(connection, "CREATE TABLE t (x)"));
            assertThatThrownBy(() -> database.write("adding rows", connection -> {
                run(connection, "INSERT INTO t VALUES (1)");
                throw new IllegalStateException("bug");
            })).isInstanceOf(IllegalStateException.class);
            database.write("test", connection -> run(connection, "INSERT INTO t VALUES (2)"));
            assertThat(database.<String>read("test", connection -> ask(connection, "SELECT group_concat(x) FROM t")))
                    .isEqualTo("2");
        }
    }

    @Test
    void refusesToWriteThroughAReader() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.read("reading", connection -> run(connection, "CREATE TABLE t (x)")))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void letsTwoProgramsWriteToOneFile() throws Exception {
        try (Database one = open(); Database two = open(); ExecutorService pool = Executors.newCachedThreadPool()) {
            one.write("test", connection -> run(connection, "CREATE TABLE t (x)"));
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Database mine = i % 2 == 0 ? one : two;
                Callable<Integer> work = () -> {
                    int sum = 0;
                    for (int n = 0; n < 100; n++) {
                        sum += mine.write("test", connection -> run(connection, "INSERT INTO t VALUES (1)"));
                    }
                    return sum;
                };
                all.add(pool.submit(work));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(100);
            }
            assertThat(two.<String>read("test", connection -> ask(connection, "SELECT count(*) FROM t")))
                    .isEqualTo("400");
        }
    }

    @Test
    void saysSoWhenTheFileIsNoDatabase() throws Exception {
        Path file = folder.resolve("keyrack.db");
        Files.writeString(file, "this is no database, and long enough to be sure of it".repeat(20));
        assertThatThrownBy(() -> {
            try (Database database = Database.open(file)) {
                database.read("reading", connection -> ask(connection, "SELECT 1 FROM sqlite_schema"));
            }
        }).isInstanceOf(StorageException.class);
        assertThat(file).content().startsWith("this is no database");
    }

    @Test
    void readsNothingAfterItWasClosed() {
        Database database = open();
        database.close();
        assertThatThrownBy(() -> database.read("reading", connection -> ask(connection, "SELECT 1")))
                .isInstanceOf(StorageException.class);
    }
}
