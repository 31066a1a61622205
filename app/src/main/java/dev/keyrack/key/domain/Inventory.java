package dev.keyrack.key.domain;

import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was last seen at each provider, and what was seen before. Nothing is ever forgotten: a key that its provider
/// does not list any more stays as a tombstone.
///
/// Calls block on disk; make them off the JavaFX thread. Implementations are safe for use by several threads.
/// All methods throw [dev.keyrack.shared.result.StorageException] if the database cannot be read or written; nothing
/// is changed then.
public interface Inventory {
    /// A complete listing was read at `at`: keys that are not in it are gone from then on.
    void recordListing(ProfileName profile, Instant at, List<ApiKey> keys);

    /// One key was read, created or changed at `at`.
    void recordKey(ProfileName profile, Instant at, ApiKey key);

    /// The provider accepted a key's revocation.
    void recordRevoked(ProfileName profile, KeyId id, Instant acceptedAt);

    /// The value of a revoked key was refused.
    void recordDead(ProfileName profile, KeyId id, Instant deadSince);

    /// A key was issued here; its value can be recognised from now on.
    void recordFingerprint(ProfileName profile, KeyId id, Fingerprint fingerprint);

    /// A profile has another name now: all that is known of its keys is known under that one. What an earlier profile of
    /// that name has left is set aside. Nothing happens if nothing is known under `from`.
    void rename(ProfileName from, ProfileName to);

    /// What is known of a profile's keys, as of the latest listing.
    Snapshot latest(ProfileName profile);

    /// What was known at `instant`.
    Snapshot asOf(ProfileName profile, Instant instant);

    /// Usage was read at `at`: the series replaces what was known for its buckets.
    void recordUsage(ProfileName profile, KeyId id, Instant at, UsageSeries usage);

    /// Usage as last read, oldest first; empty if it never was.
    Optional<SeenUsage> usage(ProfileName profile, KeyId id, Bucket bucket, Instant from, Instant to);

    /// Usage as last read.
    ///
    /// @param readAt when
    record SeenUsage(UsageSeries series, Instant readAt) {}

    /// All that is known of a profile's keys at a moment.
    ///
    /// @param readAt when the provider's list was read; empty if it never was
    /// @param keys   in the provider's order, tombstones last
    record Snapshot(Optional<Instant> readAt, List<SeenKey> keys) {
        /// Keeps its own copy.
        public Snapshot {
            keys = List.copyOf(keys);
        }
    }
}
