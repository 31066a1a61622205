package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Where usage is kept, per key and hour.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface UsageStore {
    /// Adds to what is there, all or nothing, and to the keys' own counters.
    void add(Collection<UsageRow> rows);

    /// The hours of one key in `[from, to)` that had requests, oldest first.
    List<UsageRow> hours(String keyId, Instant from, Instant to);

    /// All requests of all keys in `[from, to)`.
    long total(Instant from, Instant to);
}
