package dev.keyrack.usage.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How usage is added up. Buckets begin at full hours and at midnight UTC.
public enum Bucket {
    /// By hour.
    HOUR(ChronoUnit.HOURS),
    /// By day.
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Bucket(ChronoUnit unit) {
        this.unit = unit;
    }

    /// When the bucket that holds `instant` begins.
    public Instant startOf(Instant instant) {
        return instant.truncatedTo(unit);
    }

    /// When the bucket after the one that begins at `start` begins.
    public Instant next(Instant start) {
        return start.plus(1, unit);
    }
}
