package dev.keyrack.key.data;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the tables hold of one profile, read in one transaction.
final class KeyTables {
    private static final String VERSIONS = """
            SELECT v.api_key, k.key_id, v.seen_from, v.name, v.hint, v.created_at, v.last_used_at, v.expires_at,
                v.facts, v.traits
            FROM key_version v JOIN api_key k ON k.id = v.api_key
            WHERE v.profile = ? AND v.superseded_at > ? AND v.seen_from <= ?
            """;
    private static final String ABSENCES = """
            SELECT api_key, gone_since, last_seen FROM absence WHERE profile = ? AND gone_since <= ? AND back_at > ?
            """;
    private static final String READS = """
            SELECT api_key, max(at) FROM key_read WHERE profile = ? AND at <= ? GROUP BY api_key
            """;
    private static final String LISTING = "SELECT max(at) FROM listing WHERE profile = ? AND at <= ?";
    private static final String ORDERING = """
            SELECT ordering FROM listing
            WHERE profile = ? AND at <= ? AND ordering IS NOT NULL ORDER BY at DESC LIMIT 1
            """;

    private final Connection connection;

    KeyTables(Connection connection) {
        this.connection = connection;
    }

    /// Row of the profile, if it has one.
    Optional<Long> profile(String name) throws SQLException {
        return id("SELECT id FROM profile WHERE name = ?", statement -> statement.setString(1, name));
    }

    /// Row of the key, if it has one.
    Optional<Long> key(long profile, String keyId) throws SQLException {
        return id("SELECT id FROM api_key WHERE profile = ? AND key_id = ?", statement -> {
            statement.setLong(1, profile);
            statement.setString(2, keyId);
        });
    }

    /// How many keys have a row.
    long keyCount(long profile) throws SQLException {
        return id("SELECT count(*) FROM api_key WHERE profile = ?", statement -> statement.setLong(1, profile))
                .orElseThrow();
    }

    /// The versions that held at `at`.
    List<Version> versions(long profile, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS);
                TraitsTable traits = new TraitsTable(connection)) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            statement.setLong(3, at);
            List<Version> versions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.add(version(rows, traits));
                }
            }
            return versions;
        }
    }

    /// The current version of one key.
    Optional<Version> current(long profile, long apiKey) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS + " AND v.api_key = ?");
                TraitsTable traits = new TraitsTable(connection)) {
            statement.setLong(1, profile);
            statement.setLong(2, Micros.OPEN - 1);
            statement.setLong(3, Micros.OPEN);
            statement.setLong(4, apiKey);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(version(rows, traits)) : Optional.empty();
            }
        }
    }

    /// Keys that were missing at `at`.
    Map<Long, Absence> absences(long profile, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ABSENCES)) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            statement.setLong(3, at);
            Map<Long, Absence> absences = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    absences.put(rows.getLong(1), new Absence(rows.getLong(2), rows.getLong(3)));
                }
            }
            return absences;
        }
    }

    /// When keys were last read by themselves, up to `at`.
    Map<Long, Long> reads(long profile, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READS)) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            Map<Long, Long> reads = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reads.put(rows.getLong(1), rows.getLong(2));
                }
            }
            return reads;
        }
    }

    /// When the latest listing up to `at` was read; [Micros#NONE] if there is none.
    long listing(long profile, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LISTING)) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long found = row.getLong(1);
                return row.wasNull() ? Micros.NONE : found;
            }
        }
    }

    /// The rows of the keys in that listing, in its order.
    long[] ordering(long profile, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORDERING)) {
            statement.setLong(1, profile);
            statement.setLong(2, at);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Ordering.unpack(row.getBytes(1)) : new long[0];
            }
        } catch (IOException e) {
            throw new SQLException("the order of a listing is damaged", e);
        }
    }

    private static Version version(ResultSet rows, TraitsTable traits) throws SQLException {
        return new Version(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getString(4), rows.getString(5),
                rows.getLong(6), rows.getLong(7), rows.getLong(8), rows.getString(9), traits.get(rows.getLong(10)));
    }

    private Optional<Long> id(String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /// A time without the key.
    ///
    /// @param lastSeen when the provider last told of it
    record Absence(long goneSince, long lastSeen) {}

    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }
}
