package dev.keyrack.audit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.sql.Database;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The journal")
class SqliteJournalTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    @TempDir
    Path folder;

    private Database database;
    private SqliteJournal journal;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("keyrack.db"));
        journal = new SqliteJournal(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JournalEntry entry(String action) {
        return new JournalEntry(NOON, action, "demo", "key_1", "für Ada");
    }

    private String ask(String sql) {
        return database.read("test", connection -> {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    @Test
    void numbersEntriesFromOne() {
        assertThat(journal.size()).isZero();
        assertThat(journal.append(entry("a"))).isEqualTo(1);
        assertThat(journal.append(entry("b"))).isEqualTo(2);
        assertThat(journal.size()).isEqualTo(2);
    }

    @Test
    void givesTheLatestFirst() {
        assertThat(journal.lastWrittenAt()).isEmpty();
        journal.append(entry("a"));
        journal.append(entry("b"));
        journal.append(entry("c"));
        assertThat(journal.latest(2)).containsExactly(entry("c"), entry("b"));
        assertThat(journal.lastWrittenAt()).contains(NOON);
    }

    @Test
    void survivesBeingReopened() {
        journal.append(entry("a"));
        database.close();
        open();
        assertThat(journal.append(entry("b"))).isEqualTo(2);
        assertThat(journal.latest(9)).containsExactly(entry("b"), entry("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE journal SET detail = 'x' WHERE number = 1", "DELETE FROM journal WHERE number = 2",
            "INSERT OR REPLACE INTO journal SELECT 1, at, 'x', profile, subject, detail, leaf, chain FROM journal LIMIT 1",
            "INSERT INTO journal SELECT 9, at, 'x', profile, subject, detail, leaf, chain FROM journal LIMIT 1"})
    void refusesToBeChanged(String sql) {
        journal.append(entry("a"));
        journal.append(entry("b"));
        assertThatThrownBy(() -> database.write("changing the past", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        })).isInstanceOf(StorageException.class).rootCause().hasMessageContaining("the journal is append-only");
        assertThat(journal.latest(9)).containsExactly(entry("b"), entry("a"));
    }

    @Test
    void hashesEachEntryAndAllBeforeIt() throws Exception {
        journal.append(entry("a"));
        journal.append(entry("bb"));
        String first = "17:keyrack-journal-1,1:1,30:2026-11-22T12:00:00.123456789Z,1:a,4:demo,5:key_1,8:für Ada,";
        String second = "17:keyrack-journal-1,1:2,30:2026-11-22T12:00:00.123456789Z,2:bb,4:demo,5:key_1,8:für Ada,";
        byte[] leaf1 = sha256(new byte[]{0}, first.getBytes(StandardCharsets.UTF_8));
        byte[] leaf2 = sha256(new byte[]{0}, second.getBytes(StandardCharsets.UTF_8));
        byte[] chain1 = sha256(new byte[]{2}, new byte[32], leaf1);
        byte[] chain2 = sha256(new byte[]{2}, chain1, leaf2);
        assertThat(ask("SELECT group_concat(lower(hex(leaf))) FROM journal"))
                .isEqualTo(HexFormat.of().formatHex(leaf1) + "," + HexFormat.of().formatHex(leaf2));
        assertThat(ask("SELECT lower(hex(chain)) FROM journal WHERE number = 2"))
                .isEqualTo(HexFormat.of().formatHex(chain2));
    }

    /// Another program that writes entries until it is killed.
    static final class Writer {
        private Writer() {
        }

        public static void main(String[] args) {
            SqliteJournal mine = new SqliteJournal(Database.open(Path.of(args[0])));
            while (true) {
                System.out.println(mine.append(entry("written")));
            }
        }
    }

    @Test
    void keepsWhatItHasAcknowledgedWhenTheProgramIsKilled() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Writer.class.getName(), database.file().toString()).start();
        long acknowledged = 0;
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged < 50) {
                acknowledged = Long.parseLong(said.readLine());
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(journal.size()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(journal.append(entry("after"))).isEqualTo(journal.size());
        assertThat(ask("PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void losesNoEntryOfManyWriters() {
        try (Database other = Database.open(folder.resolve("keyrack.db"))) {
            SqliteJournal second = new SqliteJournal(other);
            try (ExecutorService pool = Executors.newCachedThreadPool()) {
                for (int i = 0; i < 8; i++) {
                    SqliteJournal mine = i % 2 == 0 ? journal : second;
                    pool.execute(() -> List.of("a", "b", "c", "d", "e").forEach(action -> mine.append(entry(action))));
                }
            }
            assertThat(journal.size()).isEqualTo(40);
            assertThat(ask("SELECT count(*) FROM journal")).isEqualTo("40");
        }
    }
}
