package dev.keyrack.credential.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How long nobody was there. Between two looks counts the longer of two measures: a clock that only goes forward, which
/// setting the time cannot fool, and the time of day, which also counts while the computer sleeps. Where the time of day
/// jumps ahead of the other, the computer slept, or its time was set, which nobody can tell apart. JavaFX thread.
public final class IdleClock {
    private static final Duration DRIFT = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private LockSettings settings;
    private Instant lastAt;
    private long lastNanos;
    private Duration idle = Duration.ZERO;
    private boolean slept;

    /// Somebody is there now.
    ///
    /// @param nanos a clock that only goes forward, in nanoseconds, such as [System#nanoTime]
    public IdleClock(InstantSource clock, LongSupplier nanos, LockSettings settings) {
        this.clock = clock;
        this.nanos = nanos;
        this.settings = settings;
        this.lastAt = clock.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /// Other settings from now on.
    public void use(LockSettings changed) {
        settings = changed;
    }

    /// Somebody used mouse or keyboard. Counts for nothing once the time is over: who wakes the computer up may not be
    /// who left it.
    public void touch() {
        if (tick().isEmpty()) {
            idle = Duration.ZERO;
        }
    }

    /// Begins anew: it was just unlocked.
    public void restart() {
        look();
        idle = Duration.ZERO;
        slept = false;
    }

    /// Looks at the clocks; call about once a second.
    ///
    /// @return why to lock, if it is time
    public Optional<LockCause> tick() {
        look();
        if (slept && settings.withSleep()) {
            return Optional.of(LockCause.SLEEP);
        }
        return settings.after().filter(limit -> idle.compareTo(limit) >= 0).map(_ -> LockCause.IDLE);
    }

    private void look() {
        Instant at = clock.instant();
        long now = nanos.getAsLong();
        Duration wall = Duration.between(lastAt, at);
        Duration steady = Duration.ofNanos(now - lastNanos);
        slept |= wall.minus(steady).compareTo(DRIFT) > 0;
        idle = idle.plus(wall.compareTo(steady) > 0 ? wall : steady);
        lastAt = at;
        lastNanos = now;
    }
}
