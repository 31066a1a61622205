package dev.keyrack.key.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Writes rows of one profile in one transaction, in batches.
final class KeyWriter implements AutoCloseable {
    private static final int BATCH = 2_000;

    private final Connection connection;
    private final long profile;
    private final TraitsTable traits;
    private final PreparedStatement key;
    private final PreparedStatement version;
    private final PreparedStatement supersede;
    private final PreparedStatement forget;
    private final PreparedStatement gone;
    private final PreparedStatement back;
    private long nextKey;
    private int waiting;

    KeyWriter(Connection connection, long profile) throws SQLException {
        this.connection = connection;
        this.profile = profile;
        traits = new TraitsTable(connection);
        key = connection.prepareStatement("INSERT INTO api_key (id, profile, key_id) VALUES (?, ?, ?)");
        version = connection.prepareStatement("""
                INSERT INTO key_version (profile, superseded_at, api_key, seen_from, name, hint, created_at,
                        last_used_at, expires_at, facts, traits)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        supersede = connection.prepareStatement("""
                UPDATE key_version SET superseded_at = ? WHERE profile = ? AND superseded_at = ? AND api_key = ?
                """);
        forget = connection.prepareStatement("""
                DELETE FROM key_version WHERE profile = ? AND superseded_at = ? AND api_key = ?
                """);
        gone = connection.prepareStatement("""
                INSERT OR REPLACE INTO absence (profile, api_key, gone_since, back_at, last_seen)
                VALUES (?, ?, ?, ?, ?)
                """);
        back = connection.prepareStatement("""
                UPDATE absence SET back_at = ? WHERE profile = ? AND api_key = ? AND back_at = ?
                """);
        nextKey = maxKey() + 1;
    }

    /// Row of the profile of that name, made if there is none.
    static long profile(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("INSERT INTO profile (name) VALUES (?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
        return new KeyTables(connection).profile(name).orElseThrow();
    }

    /// Makes the row of a key that has none.
    long addKey(String keyId) throws SQLException {
        long id = nextKey++;
        key.setLong(1, id);
        key.setLong(2, profile);
        key.setString(3, keyId);
        batched(key);
        return id;
    }

    /// Adds the first version of a key.
    void addVersion(Version fresh) throws SQLException {
        version.setLong(1, profile);
        version.setLong(2, Micros.OPEN);
        version.setLong(3, fresh.apiKey());
        version.setLong(4, fresh.seenFrom());
        version.setString(5, fresh.name());
        version.setString(6, fresh.hint());
        version.setLong(7, fresh.createdAt());
        version.setLong(8, fresh.lastUsedAt());
        version.setLong(9, fresh.expiresAt());
        version.setString(10, fresh.facts());
        version.setLong(11, traits.id(fresh.traits()));
        batched(version);
    }

    /// Ends the current version where the fresh one begins; at the same instant the fresh one takes its place.
    void replaceVersion(Version current, Version fresh) throws SQLException {
        if (current.seenFrom() == fresh.seenFrom()) {
            forget.setLong(1, profile);
            forget.setLong(2, Micros.OPEN);
            forget.setLong(3, current.apiKey());
            forget.executeUpdate();
        } else {
            supersede.setLong(1, fresh.seenFrom());
            supersede.setLong(2, profile);
            supersede.setLong(3, Micros.OPEN);
            supersede.setLong(4, current.apiKey());
            supersede.executeUpdate();
        }
        addVersion(fresh);
    }

    void markGone(long apiKey, long at, long lastSeen) throws SQLException {
        gone.setLong(1, profile);
        gone.setLong(2, apiKey);
        gone.setLong(3, at);
        gone.setLong(4, Micros.OPEN);
        gone.setLong(5, lastSeen);
        batched(gone);
    }

    void markBack(long apiKey, long at) throws SQLException {
        back.setLong(1, at);
        back.setLong(2, profile);
        back.setLong(3, apiKey);
        back.setLong(4, Micros.OPEN);
        batched(back);
    }

    /// Sends what is waiting.
    void flush() throws SQLException {
        key.executeBatch(); // versions refer to keys
        version.executeBatch();
        gone.executeBatch();
        back.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : List.of(key, version, supersede, forget, gone, back)) {
            statement.close();
        }
        traits.close();
    }

    private void batched(PreparedStatement statement) throws SQLException {
        statement.addBatch();
        waiting++;
        if (waiting >= BATCH) {
            flush();
        }
    }

    private long maxKey() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM api_key")) {
            row.next();
            return row.getLong(1);
        }
    }
}
