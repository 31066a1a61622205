package dev.keyrack.profile.data;

import dev.keyrack.profile.domain.PendingChange;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [ProfileRepository] in `profiles.json`. The file is read afresh each time, so that several processes see each
/// other's changes; a damaged one is never overwritten.
public final class JsonProfileRepository implements ProfileRepository {
    private static final Comparator<Profile> ORDER = Comparator
            .comparing((Profile profile) -> profile.environment().kind())
            .thenComparing(profile -> profile.environment().word()).thenComparing(Profile::name);

    private final Path file;
    private final FileGuard guard;
    private final FileGuard settling;
    private final ProfileJson json = new ProfileJson();

    /// Keeps the profiles in `profiles.json` in `folder`, which is made when there is something to keep.
    public JsonProfileRepository(Path folder) {
        file = folder.resolve("profiles.json");
        guard = new FileGuard(file);
        settling = new FileGuard(folder.resolve("profiles.pending"));
    }

    @Override
    public List<Profile> findAll() {
        return all().profiles().values().stream().sorted(ORDER).toList();
    }

    @Override
    public Optional<Profile> find(ProfileName name) {
        return Optional.ofNullable(all().profiles().get(name));
    }

    @Override
    public void save(Profile profile) {
        rewrite("saving profile " + profile.name(), (profiles, _) -> profiles.put(profile.name(), profile));
    }

    @Override
    public void remove(ProfileName name) {
        rewrite("removing profile " + name, (profiles, pending) -> {
            profiles.remove(name);
            pending.removeIf(waiting -> waiting.to().equals(name));
        });
    }

    @Override
    public void change(Profile before, Profile after) {
        rewrite("changing profile " + before.name(), (profiles, pending) -> {
            profiles.remove(before.name());
            profiles.put(after.name(), after);
            pending.add(new PendingChange(before.name(), after.name(), before.provider()));
        });
    }

    @Override
    public void settle(Rest rest) {
        if (all().pending().isEmpty()) {
            return;
        }
        try {
            settling.alone(() -> {
                List<PendingChange> waiting = read().pending(); // another program may have done it meanwhile
                for (PendingChange change : waiting) {
                    if (!rest.follow(change)) {
                        break; // later ones may build on it
                    }
                    rewrite("settling profile " + change.to(), (_, pending) -> pending.remove(change));
                    rest.followed(change);
                }
                return waiting;
            });
        } catch (IOException e) {
            throw new StorageException("settling profiles in " + file, e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void make(Map<ProfileName, Profile> profiles, List<PendingChange> pending);
    }

    private void rewrite(String what, Change change) {
        try {
            PrivateFiles.createFolderOf(file);
            guard.alone(() -> {
                ProfileFile before = read();
                Map<ProfileName, Profile> profiles = new LinkedHashMap<>(before.profiles());
                List<PendingChange> pending = new ArrayList<>(before.pending());
                change.make(profiles, pending);
                ProfileFile after = new ProfileFile(profiles, pending);
                if (!after.equals(before)) {
                    byte[] text = json.write(profiles.values().stream().sorted(ORDER).toList(), pending);
                    json.read(text); // what could not be read again must not be written
                    PrivateFiles.replace(file, text);
                }
                return after;
            });
        } catch (IOException e) {
            throw new StorageException(what + " in " + file, e);
        }
    }

    private ProfileFile all() {
        try {
            return read();
        } catch (IOException e) {
            throw new StorageException("reading " + file, e);
        }
    }

    private ProfileFile read() throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new ProfileFile(Map.of(), List.of());
        }
        return json.read(text);
    }
}
