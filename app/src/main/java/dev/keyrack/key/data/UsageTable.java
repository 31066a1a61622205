package dev.keyrack.key.data;

import dev.keyrack.key.domain.Inventory.SeenUsage;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Usage of one key.
final class UsageTable {
    private static final String REPLACE = """
            INSERT OR REPLACE INTO usage (api_key, bucket, start, ok, limited, refused, failed)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ_AT = """
            INSERT INTO usage_read (api_key, bucket, at) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET at = max(at, excluded.at)
            """;
    private static final String BUCKETS = """
            SELECT start, ok, limited, refused, failed FROM usage
            WHERE api_key = ? AND bucket = ? AND start >= ? AND start < ? ORDER BY start
            """;

    private final Connection connection;
    private final long apiKey;

    UsageTable(Connection connection, long apiKey) {
        this.connection = connection;
        this.apiKey = apiKey;
    }

    void record(Instant at, UsageSeries usage) throws SQLException {
        String bucket = usage.bucket().name();
        try (PreparedStatement replace = connection.prepareStatement(REPLACE);
                PreparedStatement readAt = connection.prepareStatement(READ_AT)) {
            for (UsageBucket one : usage.buckets()) {
                replace.setLong(1, apiKey);
                replace.setString(2, bucket);
                replace.setLong(3, Micros.of(one.start()));
                replace.setLong(4, one.ok());
                replace.setLong(5, one.limited());
                replace.setLong(6, one.refused());
                replace.setLong(7, one.failed());
                replace.addBatch();
            }
            replace.executeBatch();
            readAt.setLong(1, apiKey);
            readAt.setString(2, bucket);
            readAt.setLong(3, Micros.of(at));
            readAt.executeUpdate();
        }
    }

    Optional<SeenUsage> read(Bucket bucket, Instant from, Instant to) throws SQLException {
        Optional<Instant> readAt = readAt(bucket);
        if (readAt.isEmpty()) {
            return Optional.empty();
        }
        List<UsageBucket> buckets = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BUCKETS)) {
            statement.setLong(1, apiKey);
            statement.setString(2, bucket.name());
            statement.setLong(3, Micros.of(bucket.startOf(from)));
            statement.setLong(4, Micros.of(to));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    buckets.add(new UsageBucket(Micros.instant(rows.getLong(1)), rows.getLong(2), rows.getLong(3),
                            rows.getLong(4), rows.getLong(5)));
                }
            }
        }
        return Optional.of(new SeenUsage(new UsageSeries(bucket, buckets), readAt.get()));
    }

    private Optional<Instant> readAt(Bucket bucket) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT at FROM usage_read WHERE api_key = ? AND bucket = ?")) {
            statement.setLong(1, apiKey);
            statement.setString(2, bucket.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Micros.instant(row.getLong(1))) : Optional.empty();
            }
        }
    }
}
