package dev.keyrack.authority.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds a key's hours up to buckets, with the empty ones in between.
public final class UsageReport {
    /// How long a bucket is.
    public enum Bucket {
        /// One hour.
        HOUR(ChronoUnit.HOURS, Duration.ofDays(2), Duration.ofDays(93)),
        /// One day, UTC.
        DAY(ChronoUnit.DAYS, Duration.ofDays(30), Duration.ofDays(400));

        private final ChronoUnit unit;
        private final Duration usualSpan;
        private final Duration longestSpan;

        Bucket(ChronoUnit unit, Duration usualSpan, Duration longestSpan) {
            this.unit = unit;
            this.usualSpan = usualSpan;
            this.longestSpan = longestSpan;
        }

        /// The span that is reported when nobody says which.
        public Duration usualSpan() {
            return usualSpan;
        }

        /// The longest span that is reported at once.
        public Duration longestSpan() {
            return longestSpan;
        }
    }

    private final Meter meter;
    private final UsageStore store;

    /// Reports on what `meter` counts into `store`.
    public UsageReport(Meter meter, UsageStore store) {
        this.meter = meter;
        this.store = store;
    }

    /// The buckets that touch `[from, to)`, by their start, up to the last request.
    public SortedMap<Instant, Tally> of(String keyId, Bucket bucket, Instant from, Instant to) {
        meter.flush();
        SortedMap<Instant, Tally> buckets = new TreeMap<>();
        Instant first = from.truncatedTo(bucket.unit);
        for (Instant start = first; start.isBefore(to); start = start.plus(1, bucket.unit)) {
            buckets.put(start, Tally.NONE);
        }
        for (UsageRow row : store.hours(keyId, first, to)) {
            buckets.merge(row.hour().truncatedTo(bucket.unit), row.tally(), Tally::plus);
        }
        return buckets;
    }

    /// All requests of all keys in `[from, to)`.
    public long total(Instant from, Instant to) {
        meter.flush();
        return store.total(from, to);
    }
}
