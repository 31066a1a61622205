package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.shared.result.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of the lock")
class JsonLockSettingsTest {
    private JsonLockSettings settings;
    private Path file;

    @TempDir
    Path folder;

    @BeforeEach
    void make() {
        file = folder.resolve("config/settings.json");
        settings = new JsonLockSettings(file);
    }

    @Test
    void areTheUsualOnesUntilSomebodyChooses() {
        assertThat(settings.load()).isEqualTo(LockSettings.DEFAULT);
        assertThat(file).doesNotExist();
    }

    @Test
    void areKept() {
        for (Optional<Duration> after : LockSettings.CHOICES) {
            LockSettings chosen = new LockSettings(after, after.isEmpty(), after.isPresent());
            settings.save(chosen);
            assertThat(new JsonLockSettings(file).load()).isEqualTo(chosen);
        }
    }

    @Test
    void leaveOtherMembersAlone() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"other\":{\"a\":[1,2]}}");
        settings.save(LockSettings.DEFAULT.after(Optional.empty()));
        assertThat(Files.readString(file)).contains("\"other\"", "\"after_minutes\" : null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"lock\":{\"after_minutes\":7}}",
            "{\"lock\":{\"after_minutes\":\"x\"}}", "{\"lock\":{\"after_minutes\":99999999999999999999}}",
            "{\"lock\":[]}"})
    void areTheUsualOnesWhereTheFileCannotBeUsed(String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(settings.load()).isEqualTo(LockSettings.DEFAULT);
    }

    @Test
    void doNotReplaceAFileThatIsNoJson() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ half");
        assertThatThrownBy(() -> settings.save(LockSettings.DEFAULT)).isInstanceOf(StorageException.class);
        assertThat(Files.readString(file)).isEqualTo("{ half");
    }
}
