package dev.keyrack.fake;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An inventory in memory, of one profile. Notes each change in `log`.
public final class FakeInventory implements Inventory {
    public boolean isBroken;
    public Runnable step = () -> {
    };
    private final Map<KeyId, SeenKey> keys = new LinkedHashMap<>();
    private final Map<KeyId, SeenUsage> usage = new LinkedHashMap<>();
    private final List<String> log;
    private Optional<Instant> readAt = Optional.empty();

    public FakeInventory(List<String> log) {
        this.log = log;
    }

    private void note(String what) {
        if (isBroken) {
            throw new StorageException(what, new IOException("disk full"));
        }
        log.add("inventory: " + what);
    }

    @Override
    public void recordListing(ProfileName profile, Instant at, List<ApiKey> listed) {
        note("listing of " + listed.size());
        readAt = Optional.of(at);
        keys.replaceAll((id, seen) -> listed.stream().noneMatch(key -> key.id().equals(id))
                && seen.key().status() != KeyStatus.REVOKED
                        ? new SeenKey(seen.key().withStatus(KeyStatus.GONE), seen.lastSeen(), Optional.of(at),
                                seen.revokedAt(), seen.deadSince(), seen.fingerprint())
                        : seen);
        listed.forEach(key -> put(key, at));
    }

    private void put(ApiKey key, Instant at) {
        keys.merge(key.id(), new SeenKey(key, at, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()),
                (old, fresh) -> new SeenKey(key, at, Optional.empty(), old.revokedAt(),
                        old.deadSince(), old.fingerprint()));
    }

    private void change(KeyId id, UnaryOperator<SeenKey> change) {
        keys.computeIfPresent(id, (_, seen) -> change.apply(seen));
    }

    @Override
    public void recordKey(ProfileName profile, Instant at, ApiKey key) {
        note("key " + key.id());
        put(key, at);
    }

    @Override
    public void recordRevoked(ProfileName profile, KeyId id, Instant acceptedAt) {
        note("revoked " + id);
        change(id, seen -> new SeenKey(seen.key().withStatus(KeyStatus.REVOKED), seen.lastSeen(), seen.goneSince(),
                Optional.of(acceptedAt), seen.deadSince(), seen.fingerprint()));
    }

    @Override
    public void recordDead(ProfileName profile, KeyId id, Instant deadSince) {
        note("dead " + id + " " + deadSince);
        change(id, seen -> new SeenKey(seen.key(), seen.lastSeen(), seen.goneSince(), seen.revokedAt(),
                Optional.of(deadSince), seen.fingerprint()));
    }

    @Override
    public void recordFingerprint(ProfileName profile, KeyId id, Fingerprint fingerprint) {
        note("fingerprint " + id + " " + fingerprint.prefix());
        change(id, seen -> new SeenKey(seen.key(), seen.lastSeen(), seen.goneSince(), seen.revokedAt(),
                seen.deadSince(), Optional.of(fingerprint)));
    }

    @Override
    public void rename(ProfileName from, ProfileName to) {
        step.run();
        if (!from.equals(to)) {
            note("rename " + from + " to " + to);
        }
    }

    @Override
    public Snapshot latest(ProfileName profile) {
        if (isBroken) {
            throw new StorageException("reading keys", new IOException("disk full"));
        }
        return new Snapshot(readAt, new ArrayList<>(keys.values()));
    }

    @Override
    public Snapshot asOf(ProfileName profile, Instant instant) {
        return readAt.filter(at -> !at.isAfter(instant)).isPresent()
                ? latest(profile)
                : new Snapshot(Optional.empty(), List.of());
    }

    @Override
    public void recordUsage(ProfileName profile, KeyId id, Instant at, UsageSeries series) {
        note("usage " + id);
        usage.put(id, new SeenUsage(series, at));
    }

    @Override
    public Optional<SeenUsage> usage(ProfileName profile, KeyId id, Bucket bucket, Instant from, Instant to) {
        return Optional.ofNullable(usage.get(id));
    }
}
