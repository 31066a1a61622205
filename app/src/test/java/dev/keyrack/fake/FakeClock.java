package dev.keyrack.fake;

import dev.keyrack.incident.domain.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A clock that moves only when somebody sleeps.
public final class FakeClock implements InstantSource, Sleeper {
    public final List<Duration> slept = new ArrayList<>();
    private Instant now = Samples.NOW;

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
        now = now.plus(time);
    }
}
