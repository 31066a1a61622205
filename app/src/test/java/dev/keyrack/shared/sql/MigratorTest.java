package dev.keyrack.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.result.StorageException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The migrator")
class MigratorTest {
    private static final String FIRST = "001-first.sql";
    private static final String SECOND = "002-second.sql";

    @TempDir
    Path folder;

    private static void migrate(Database database, String... scripts) {
        new Migrator("test", MigratorTest.class, List.of(scripts)).migrate(database);
    }

    private static String ask(Database database, String sql) {
        return database.read("test", connection -> {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    @Test
    void runsAllStatementsOfAllScriptsOnce() {
        try (Database database = Database.open(folder.resolve("db"))) {
            migrate(database, FIRST);
            migrate(database, FIRST, SECOND);
            migrate(database, FIRST, SECOND);
            assertThat(ask(database, "SELECT group_concat(name) FROM fruit")).isEqualTo("apple,pear,plum");
        }
    }

    @Test
    void keepsTheSeriesApart() {
        try (Database database = Database.open(folder.resolve("db"))) {
            migrate(database, FIRST);
            new Migrator("other", MigratorTest.class, List.of("001-other.sql")).migrate(database);
            assertThat(ask(database, "SELECT group_concat(series || version) FROM schema_version"))
                    .isEqualTo("test1,other1");
        }
    }

    @Test
    void refusesWhatANewerKeyrackHasMade() {
        try (Database database = Database.open(folder.resolve("db"))) {
            migrate(database, FIRST, SECOND);
            assertThatThrownBy(() -> migrate(database, FIRST)).isInstanceOf(StorageException.class)
                    .rootCause().hasMessageContaining("a newer Keyrack").hasMessageContaining("form 2");
        }
    }

    @Test
    void changesNothingWhenAScriptFails() {
        try (Database database = Database.open(folder.resolve("db"))) {
            assertThatThrownBy(() -> migrate(database, FIRST, "003-broken.sql"))
                    .isInstanceOf(StorageException.class);
            assertThat(ask(database, "SELECT count(*) FROM sqlite_schema")).isEqualTo("0");
        }
    }
}
