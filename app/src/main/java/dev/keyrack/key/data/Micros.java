package dev.keyrack.key.data;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Instants as the inventory stores them: microseconds since 1970, for 290,000 years either way.
final class Micros {
    /// No instant.
    static final long NONE = Long.MIN_VALUE;
    /// Until now.
    static final long OPEN = Long.MAX_VALUE;

    private static final Instant FIRST = Instant.EPOCH.plus(NONE + 1, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(OPEN - 1, ChronoUnit.MICROS);

    private Micros() {
    }

    /// The microsecond that `instant` is in; what is out of range becomes the first or last.
    static long of(Instant instant) {
        Instant inside = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return ChronoUnit.MICROS.between(Instant.EPOCH, inside.truncatedTo(ChronoUnit.MICROS));
    }

    static long of(Optional<Instant> instant) {
        return instant.isPresent() ? of(instant.get()) : NONE;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Optional<Instant> optional(long micros) {
        return micros == NONE ? Optional.empty() : Optional.of(instant(micros));
    }
}
