package dev.keyrack.key.data;

import dev.keyrack.key.data.KeyTables.Absence;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Inventory.Snapshot;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.SeenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts together what was known of a profile's keys at a moment.
final class SnapshotReader {
    private final Connection connection;
    private final long profile;
    private final long at;
    private final long listedAt;
    private final KeyTables tables;
    private final Map<Long, Absence> absences;
    private final Map<Long, Long> reads;
    private final Map<Long, Ending> endings;
    private final Map<Long, Fingerprint> fingerprints;

    SnapshotReader(Connection connection, long profile, long at) throws SQLException {
        this.connection = connection;
        this.profile = profile;
        this.at = at;
        tables = new KeyTables(connection);
        listedAt = tables.listing(profile, at);
        absences = tables.absences(profile, at);
        reads = tables.reads(profile, at);
        endings = endings();
        fingerprints = fingerprints();
    }

    Snapshot read() throws SQLException {
        Map<Long, Version> rest = new LinkedHashMap<>();
        tables.versions(profile, at).stream().sorted(Comparator.comparingLong(Version::apiKey))
                .forEach(version -> rest.put(version.apiKey(), version));
        List<SeenKey> keys = new ArrayList<>(rest.size());
        for (long row : tables.ordering(profile, at)) {
            Version version = absences.containsKey(row) ? null : rest.remove(row);
            if (version != null) {
                keys.add(seen(version));
            }
        }
        List<SeenKey> tombstones = new ArrayList<>();
        rest.values().forEach(
                version -> (absences.containsKey(version.apiKey()) ? tombstones : keys).add(seen(version)));
        keys.addAll(tombstones);
        return new Snapshot(Micros.optional(listedAt), keys);
    }

    private SeenKey seen(Version version) {
        long row = version.apiKey();
        Absence absence = absences.get(row);
        Ending ending = endings.getOrDefault(row, Ending.NONE);
        ApiKey key = version.key();
        if (ending.revokedAt().isPresent()) {
            key = key.withStatus(KeyStatus.REVOKED);
        } else if (absence != null) {
            key = key.withStatus(KeyStatus.GONE);
        }
        long lastSeen = absence != null
                ? absence.lastSeen()
                : Math.max(Math.max(listedAt, version.seenFrom()), reads.getOrDefault(row, Micros.NONE));
        return new SeenKey(key, Micros.instant(lastSeen),
                Optional.ofNullable(absence).map(gone -> Micros.instant(gone.goneSince())), ending.revokedAt(),
                ending.deadSince(), Optional.ofNullable(fingerprints.get(row)));
    }

    private Map<Long, Ending> endings() throws SQLException {
        Map<Long, Ending> found = new HashMap<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT api_key, revoked_at, dead_since FROM ending WHERE profile = ?")) {
            statement.setLong(1, profile);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), new Ending(known(rows.getLong(2)), known(rows.getLong(3))));
                }
            }
        }
        return found;
    }

    private Optional<Instant> known(long micros) {
        return micros > at ? Optional.empty() : Micros.optional(micros);
    }

    private Map<Long, Fingerprint> fingerprints() throws SQLException {
        Map<Long, Fingerprint> latest = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT api_key, sha256, length, prefix FROM fingerprint WHERE profile = ? ORDER BY id")) {
            statement.setLong(1, profile);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    latest.put(rows.getLong(1),
                            new Fingerprint(rows.getString(2), rows.getInt(3), rows.getString(4)));
                }
            }
        }
        return latest;
    }

    private record Ending(Optional<Instant> revokedAt, Optional<Instant> deadSince) {
        static final Ending NONE = new Ending(Optional.empty(), Optional.empty());
    }
}
