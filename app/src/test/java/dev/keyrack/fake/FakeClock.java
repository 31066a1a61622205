package dev.keyrack.fake;

import dev.keyrack.incident.domain.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// A clock that moves only when somebody sleeps or moves it.
public final class FakeClock implements InstantSource, Sleeper, LongSupplier {
    public final List<Duration> slept = new ArrayList<>();
    private Instant now = Samples.NOW;
    private long nanos = 5_000;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while asleep");
        }
        slept.add(time);
        pass(time);
    }

    /// Time passes.
    public void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /// Somebody sets the time of day, or the computer sleeps: the clock that only goes forward does not see it.
    public void set(Instant time) {
        now = time;
    }

    /// The clock that only goes forward, in nanoseconds.
    @Override
    public long getAsLong() {
        return nanos;
    }
}
