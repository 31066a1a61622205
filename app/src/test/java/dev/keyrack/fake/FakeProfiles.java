package dev.keyrack.fake;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Profiles in memory.
public final class FakeProfiles implements ProfileRepository {
    public final Map<ProfileName, Profile> held = new TreeMap<>();
    public boolean isBroken;

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
        held.put(profile.name(), profile);
    }

    @Override
    public void remove(ProfileName name) {
        held.remove(name);
    }
}
