package dev.keyrack.key.data;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.sql.Database;
import dev.keyrack.shared.sql.Migrator;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// [Inventory] in SQLite. A listing writes only what differs from the one before, so history costs little, and any
/// moment of it can be read again. Instants are kept to the microsecond.
///
/// What arrives late, after something newer was recorded, does not change what is known now.
public final class SqliteInventory implements Inventory {
    private static final Migrator MIGRATOR = new Migrator("inventory", SqliteInventory.class,
            List.of("001-inventory.sql", "002-facts.sql"));

    private final Database database;

    /// Keeps the inventory in `database`, whose tables are made or brought up to date.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if that fails
    public SqliteInventory(Database database) {
        this.database = database;
        MIGRATOR.migrate(database);
    }

    @Override
    public void recordListing(ProfileName profile, Instant at, List<ApiKey> keys) {
        database.write("saving the keys of " + profile, connection -> {
            long row = KeyWriter.profile(connection, profile.value());
            new ListingRecorder(connection, row, Micros.of(at)).record(keys);
            return row;
        });
    }

    @Override
    public void recordKey(ProfileName profile, Instant at, ApiKey key) {
        change(profile, key.id(), single -> single.read(Micros.of(at), key));
    }

    @Override
    public void recordRevoked(ProfileName profile, KeyId id, Instant acceptedAt) {
        change(profile, id, single -> single.revoked(Micros.of(acceptedAt)));
    }

    @Override
    public void recordDead(ProfileName profile, KeyId id, Instant deadSince) {
        change(profile, id, single -> single.dead(Micros.of(deadSince)));
    }

    @Override
    public void recordFingerprint(ProfileName profile, KeyId id, Fingerprint fingerprint) {
        change(profile, id, single -> single.fingerprint(fingerprint));
    }

    @Override
    public Snapshot latest(ProfileName profile) {
        return snapshot(profile, Micros.OPEN - 1);
    }

    @Override
    public Snapshot asOf(ProfileName profile, Instant instant) {
        return snapshot(profile, Math.min(Micros.of(instant), Micros.OPEN - 1));
    }

    @Override
    public void recordUsage(ProfileName profile, KeyId id, Instant at, UsageSeries usage) {
        database.write("saving the usage of key " + id, connection -> {
            long row = KeyWriter.profile(connection, profile.value());
            new UsageTable(connection, new SingleKey(connection, row, id).row()).record(at, usage);
            return row;
        });
    }

    @Override
    public Optional<SeenUsage> usage(ProfileName profile, KeyId id, Bucket bucket, Instant from, Instant to) {
        return database.read("reading the usage of key " + id, connection -> {
            KeyTables tables = new KeyTables(connection);
            Optional<Long> row = tables.profile(profile.value());
            Optional<Long> key = row.isPresent() ? tables.key(row.get(), id.value()) : Optional.empty();
            return key.isPresent() ? new UsageTable(connection, key.get()).read(bucket, from, to) : Optional.empty();
        });
    }

    private Snapshot snapshot(ProfileName profile, long at) {
        return database.read("reading the keys of " + profile, connection -> {
            Optional<Long> row = new KeyTables(connection).profile(profile.value());
            return row.isPresent()
                    ? new SnapshotReader(connection, row.get(), at).read()
                    : new Snapshot(Optional.empty(), List.of());
        });
    }

    private void change(ProfileName profile, KeyId id, Change change) {
        database.write("saving key " + id, connection -> {
            long row = KeyWriter.profile(connection, profile.value());
            change.make(new SingleKey(connection, row, id));
            return row;
        });
    }

    @FunctionalInterface
    private interface Change {
        void make(SingleKey key) throws SQLException;
    }
}
