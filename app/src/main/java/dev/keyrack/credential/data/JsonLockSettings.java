package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.domain.LockSettingsStore;
import dev.keyrack.shared.file.FileGuard;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// [LockSettingsStore] in `settings.json`:
/// `{"lock":{"after_minutes":10,"with_screen":true,"with_sleep":true}}`, where `null` minutes mean never. Other members
/// stay as they are. A file or value that cannot be used counts as the usual settings, and is never overwritten unless it
/// is JSON.
public final class JsonLockSettings implements LockSettingsStore {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLockSettings.class);

    private final Path file;
    private final FileGuard guard;
    private final JsonMapper json = JsonMapper.builder().build();

    /// Keeps them in `file`, which is made when there is something to keep.
    public JsonLockSettings(Path file) {
        this.file = file;
        this.guard = new FileGuard(file);
    }

    @Override
    public LockSettings load() {
        try {
            return read(root().path("lock"));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.warn("{} cannot be used, so the usual settings hold", file, e);
            return LockSettings.DEFAULT;
        }
    }

    private static LockSettings read(JsonNode lock) {
        JsonNode minutes = lock.path("after_minutes");
        Optional<Duration> after = minutes.isMissingNode()
                ? LockSettings.DEFAULT.after()
                : minutes.isNull() ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes.asLong(-1)));
        return new LockSettings(after, lock.path("with_screen").asBoolean(true),
                lock.path("with_sleep").asBoolean(true));
    }

    private ObjectNode root() throws IOException {
        try {
            return json.readTree(Files.readAllBytes(file)) instanceof ObjectNode object
                    ? object
                    : json.createObjectNode();
        } catch (NoSuchFileException _) {
            return json.createObjectNode();
        }
    }

    @Override
    public void save(LockSettings settings) {
        try {
            PrivateFiles.createFolderOf(file);
            guard.alone(() -> {
                ObjectNode root = root();
                ObjectNode lock = root.putObject("lock");
                settings.after().ifPresentOrElse(after -> lock.put("after_minutes", after.toMinutes()),
                        () -> lock.putNull("after_minutes"));
                lock.put("with_screen", settings.withScreen()).put("with_sleep", settings.withSleep());
                PrivateFiles.replace(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
                return settings;
            });
        } catch (IOException | JacksonException e) {
            throw new StorageException("writing " + file, e);
        }
    }
}
