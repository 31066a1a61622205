package dev.keyrack.fake;

import dev.keyrack.profile.domain.PendingChange;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Profiles in memory.
public final class FakeProfiles implements ProfileRepository {
    public final Map<ProfileName, Profile> held = new TreeMap<>();
    public final List<PendingChange> pending = new ArrayList<>();
    public boolean isBroken;
    public Runnable step = () -> {
    };

    @Override
    public List<Profile> findAll() {
        return List.copyOf(held.values());
    }

    @Override
    public Optional<Profile> find(ProfileName name) {
        return Optional.ofNullable(held.get(name));
    }

    @Override
    public void save(Profile profile) {
        if (isBroken) {
            throw new StorageException("saving profiles", new IOException("disk full"));
        }
        step.run();
        held.put(profile.name(), profile);
    }

    @Override
    public void remove(ProfileName name) {
        held.remove(name);
    }

    @Override
    public void change(Profile before, Profile after) {
        step.run();
        if (isBroken) {
            throw new StorageException("saving profiles", new IOException("disk full"));
        }
        held.remove(before.name());
        held.put(after.name(), after);
        pending.add(new PendingChange(before.name(), after.name(), before.provider()));
    }

    @Override
    public void settle(Rest rest) {
        while (!pending.isEmpty()) {
            PendingChange change = pending.getFirst();
            if (!rest.follow(change)) {
                return;
            }
            step.run();
            pending.remove(change);
            rest.followed(change);
        }
    }
}
