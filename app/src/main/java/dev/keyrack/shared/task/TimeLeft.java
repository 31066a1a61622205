package dev.keyrack.shared.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tells from the pace so far how long a piece of work will still take. For one thread.
public final class TimeLeft {
    private final InstantSource clock;
    private final Instant since;

    /// The work begins now.
    public TimeLeft(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /// How long it will still take; empty if that cannot be told.
    ///
    /// @param done  units done
    /// @param total units in all; zero or less if not known
    public Optional<Duration> after(long done, long total) {
        if (done <= 0 || total <= done) {
            return Optional.empty();
        }
        long soFar = Duration.between(since, clock.instant()).toMillis();
        return Optional.of(Duration.ofMillis((long) ((double) soFar * (total - done) / done)));
    }
}
