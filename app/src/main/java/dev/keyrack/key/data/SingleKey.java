package dev.keyrack.key.data;

import dev.keyrack.key.data.KeyTables.Absence;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;

/// Writes what is learnt about one key.
final class SingleKey {
    private static final String EARLIEST = """
            INSERT INTO ending (api_key, profile, revoked_at, dead_since) VALUES (?, ?, ?, ?)
            ON CONFLICT (api_key) DO UPDATE SET
                revoked_at = iif(excluded.revoked_at = ?5, revoked_at,
                        iif(revoked_at = ?5, excluded.revoked_at, min(revoked_at, excluded.revoked_at))),
                dead_since = iif(excluded.dead_since = ?5, dead_since,
                        iif(dead_since = ?5, excluded.dead_since, min(dead_since, excluded.dead_since)))
            """;
    private static final String FINGERPRINT = """
            INSERT INTO fingerprint (profile, api_key, sha256, length, prefix) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private final Connection connection;
    private final KeyTables tables;
    private final long profile;
    private final KeyId id;
    private final long row;

    /// Makes the key's row if there is none.
    SingleKey(Connection connection, long profile, KeyId id) throws SQLException {
        this.connection = connection;
        this.profile = profile;
        this.id = id;
        tables = new KeyTables(connection);
        row = rowOf(id);
    }

    long row() {
        return row;
    }

    void read(long at, ApiKey key) throws SQLException {
        Optional<Version> current = tables.current(profile, row);
        Absence absence = tables.absences(profile, Micros.OPEN - 1).get(row);
        Version fresh = Version.of(row, at, key);
        long listedAt = absence == null ? tables.listing(profile, Micros.OPEN) : absence.goneSince();
        try (KeyWriter writer = new KeyWriter(connection, profile)) {
            if (current.isEmpty()) {
                writer.addVersion(fresh);
            } else if (at >= Math.max(current.get().seenFrom(), listedAt)) { // else something newer is known
                if (!current.get().sameFacts(fresh)) {
                    writer.replaceVersion(current.get(), fresh);
                }
                if (absence != null) {
                    writer.markBack(row, at);
                }
            }
            writer.flush();
        }
        try (PreparedStatement statement = connection
                .prepareStatement(
                        "INSERT INTO key_read (profile, api_key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            statement.setLong(1, profile);
            statement.setLong(2, row);
            statement.setLong(3, at);
            statement.executeUpdate();
        }
    }

    void revoked(long at) throws SQLException {
        if (tables.current(profile, row).isEmpty()) { // revoked by its id alone: all that is known is that
            ApiKey bare = new ApiKey(id, "", new Hint(Hint.Kind.NONE, ""), new LinkedHashSet<>(), Optional.empty(),
                    new LastUsed.Unknown(), Optional.empty(), KeyStatus.REVOKED, Optional.empty());
            try (KeyWriter writer = new KeyWriter(connection, profile)) {
                writer.addVersion(Version.of(row, at, bare));
                writer.flush();
            }
        }
        ending(at, Micros.NONE);
    }

    void dead(long since) throws SQLException {
        ending(Micros.NONE, since);
    }

    void fingerprint(Fingerprint fingerprint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FINGERPRINT)) {
            statement.setLong(1, profile);
            statement.setLong(2, row);
            statement.setString(3, fingerprint.sha256());
            statement.setInt(4, fingerprint.length());
            statement.setString(5, fingerprint.prefix());
            statement.executeUpdate();
        }
    }

    private void ending(long revokedAt, long deadSince) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EARLIEST)) {
            statement.setLong(1, row);
            statement.setLong(2, profile);
            statement.setLong(3, revokedAt);
            statement.setLong(4, deadSince);
            statement.setLong(5, Micros.NONE);
            statement.executeUpdate();
        }
    }

    private long rowOf(KeyId key) throws SQLException {
        Optional<Long> known = tables.key(profile, key.value());
        if (known.isPresent()) {
            return known.get();
        }
        try (KeyWriter writer = new KeyWriter(connection, profile)) {
            long made = writer.addKey(key.value());
            writer.flush();
            return made;
        }
    }
}
