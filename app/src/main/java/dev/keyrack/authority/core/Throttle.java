package dev.keyrack.authority.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Slows down guessing: after [#ALLOWED] failures within a minute the name is barred until the minute is over.
public final class Throttle {
    /// Failures within [#WINDOW] after which a name is barred.
    public static final int ALLOWED = 10;
    /// How long failures count.
    public static final Duration WINDOW = Duration.ofMinutes(1);
    /// Names remembered at once; whoever sends more only pushes out the oldest.
    private static final int NAMES = 10_000;

    private record Failures(Instant since, int count) {}

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > NAMES;
        }
    };

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /// How long `name` is still barred; empty if it is not.
    public synchronized Optional<Duration> barredFor(String name) {
        Failures known = failures.get(name);
        if (known == null || known.count() < ALLOWED) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), known.since().plus(WINDOW));
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /// Counts a failure.
    public synchronized void failed(String name) {
        Instant now = clock.instant();
        Failures known = failures.get(name);
        failures.put(name, known == null || !now.isBefore(known.since().plus(WINDOW))
                ? new Failures(now, 1)
                : new Failures(known.since(), known.count() + 1));
    }

    /// Forgets the failures of the name.
    public synchronized void succeeded(String name) {
        failures.remove(name);
    }
}
