package dev.keyrack.key.data;

import dev.keyrack.key.data.KeyTables.Absence;
import dev.keyrack.key.domain.ApiKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes one complete listing: what differs from what was known, and nothing else.
final class ListingRecorder {
    private final Connection connection;
    private final long profile;
    private final long at;
    private final long listedBefore;
    private final Map<String, Version> known = new HashMap<>();
    private final Map<Long, Absence> absences;
    private final Map<Long, Long> reads;
    private final KeyTables tables;
    private final boolean isEveryRowKnown;

    ListingRecorder(Connection connection, long profile, long at) throws SQLException {
        this.connection = connection;
        this.profile = profile;
        this.at = at;
        tables = new KeyTables(connection);
        listedBefore = tables.listing(profile, Micros.OPEN);
        tables.versions(profile, Micros.OPEN - 1).forEach(version -> known.put(version.id(), version));
        absences = tables.absences(profile, Micros.OPEN - 1);
        reads = tables.reads(profile, Micros.OPEN);
        isEveryRowKnown = tables.keyCount(profile) == known.size();
    }

    void record(List<ApiKey> keys) throws SQLException {
        if (at < listedBefore) {
            return; // a slow answer that came after a newer one tells nothing about now
        }
        Set<String> listed = HashSet.newHashSet(keys.size());
        long[] order = new long[keys.size()];
        int count = 0;
        try (KeyWriter writer = new KeyWriter(connection, profile)) {
            for (ApiKey key : keys) {
                if (listed.add(key.id().value())) { // pages that shift while they are read repeat a key
                    order[count++] = keep(key, writer);
                }
            }
            for (Version version : known.values()) {
                if (!listed.contains(version.id())) {
                    miss(version, writer);
                }
            }
            writer.flush();
        }
        addListing(Arrays.copyOf(order, count));
    }

    private long keep(ApiKey key, KeyWriter writer) throws SQLException {
        Version current = known.get(key.id().value());
        if (current == null) {
            long row = rowOf(key, writer);
            writer.addVersion(Version.of(row, at, key));
            return row;
        }
        Version fresh = Version.of(current.apiKey(), at, key);
        if (lastRead(current) <= at) { // else it was read by itself while the listing was under way
            if (!current.sameFacts(fresh)) {
                writer.replaceVersion(current, fresh);
            }
            if (absences.containsKey(current.apiKey())) {
                writer.markBack(current.apiKey(), at);
            }
        }
        return current.apiKey();
    }

    // A fingerprint or a dead value may have been recorded before the key itself.
    private long rowOf(ApiKey key, KeyWriter writer) throws SQLException {
        Optional<Long> row = isEveryRowKnown ? Optional.empty() : tables.key(profile, key.id().value());
        return row.isPresent() ? row.get() : writer.addKey(key.id().value());
    }

    private void miss(Version version, KeyWriter writer) throws SQLException {
        long lastRead = lastRead(version);
        if (lastRead <= at && !absences.containsKey(version.apiKey())) {
            writer.markGone(version.apiKey(), at, Math.max(listedBefore, lastRead));
        }
    }

    private long lastRead(Version version) {
        return Math.max(version.seenFrom(), reads.getOrDefault(version.apiKey(), Micros.NONE));
    }

    private void addListing(long[] order) throws SQLException {
        boolean same = listedBefore != at && listedBefore != Micros.NONE
                && Arrays.equals(order, tables.ordering(profile, listedBefore));
        try (PreparedStatement statement = connection
                .prepareStatement("INSERT OR REPLACE INTO listing (profile, at, ordering) VALUES (?, ?, ?)")) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            statement.setBytes(3, same ? null : Ordering.pack(order));
            statement.executeUpdate();
        }
    }
}
