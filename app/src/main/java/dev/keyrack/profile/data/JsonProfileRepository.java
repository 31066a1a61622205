package dev.keyrack.profile.data;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.file.FileGuard;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// [ProfileRepository] in `profiles.json`. The file is read afresh each time, so that several processes see each
/// other's changes; a damaged one is never overwritten.
public final class JsonProfileRepository implements ProfileRepository {
    private static final Comparator<Profile> ORDER = Comparator
            .comparing((Profile profile) -> profile.environment().kind())
            .thenComparing(profile -> profile.environment().word()).thenComparing(Profile::name);

    private final Path file;
    private final FileGuard guard;
    private final ProfileJson json = new ProfileJson();

    /// Keeps the profiles in `profiles.json` in `folder`, which is made when there is something to keep.
    public JsonProfileRepository(Path folder) {
        file = folder.resolve("profiles.json");
        guard = new FileGuard(file);
    }

    @Override
    public List<Profile> findAll() {
        return all().values().stream().sorted(ORDER).toList();
    }

    @Override
    public Optional<Profile> find(ProfileName name) {
        return Optional.ofNullable(all().get(name));
    }

    @Override
    public void save(Profile profile) {
        change("saving profile " + profile.name(), profiles -> profiles.put(profile.name(), profile));
    }

    @Override
    public void remove(ProfileName name) {
        change("removing profile " + name, profiles -> profiles.remove(name));
    }

    private void change(String what, Consumer<Map<ProfileName, Profile>> change) {
        try {
            PrivateFiles.createFolderOf(file);
            guard.alone(() -> {
                Map<ProfileName, Profile> before = read();
                Map<ProfileName, Profile> after = new LinkedHashMap<>(before);
                change.accept(after);
                if (!after.equals(before)) {
                    byte[] text = json.write(after.values().stream().sorted(ORDER).toList());
                    json.read(text); // what could not be read again must not be written
                    PrivateFiles.replace(file, text);
                }
                return after;
            });
        } catch (IOException e) {
            throw new StorageException(what + " in " + file, e);
        }
    }

    private Map<ProfileName, Profile> all() {
        try {
            return read();
        } catch (IOException e) {
            throw new StorageException("reading " + file, e);
        }
    }

    private Map<ProfileName, Profile> read() throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return Map.of();
        }
        return json.read(text);
    }
}
