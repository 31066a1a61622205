package dev.keyrack.authority.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many requests each sender may make within [#WINDOW]. A window begins with the second of a sender's first request
/// and ends for all of it at once, at the moment that every answer told: headers tell whole seconds, so they are exact.
///
/// Own lines instead of a library's bucket: a bucket goes on refilling in step with its first request ever, so after a
/// pause the moment it tells would not be a whole window away.
public final class RequestLimits {
    /// How long a window is.
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /// Where a sender stands after a request.
    ///
    /// @param limit     requests allowed within a window
    /// @param remaining how many are left
    /// @param reset     when the window ends
    /// @param allowed   whether this request was within the limit
    public record Standing(int limit, int remaining, Instant reset, boolean allowed) {
        /// The end of the window in epoch seconds.
        public long resetEpochSecond() {
            return reset.getEpochSecond();
        }
    }

    private record Window(Instant end, int requests) {
    }

    private final int limit;
    private final InstantSource clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private volatile Instant nextSweep = Instant.MIN;

    /// Allows `limit` requests a minute to each sender.
    public RequestLimits(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /// Counts a request of the sender.
    public Standing take(String sender) {
        Instant now = clock.instant();
        sweep(now);
        Window window = windows.compute(sender, (_, known) -> known == null || isOver(known, now)
                ? new Window(now.truncatedTo(ChronoUnit.SECONDS).plus(WINDOW), 1)
                : new Window(known.end(), Math.min(known.requests(), limit) + 1));
        return new Standing(limit, Math.max(0, limit - window.requests()), window.end(), window.requests() <= limit);
    }

    /// How long a sender who stands there has to wait.
    public Duration waitFor(Standing standing) {
        return Duration.between(clock.instant(), standing.reset());
    }

    /// Forgets whoever has not been here for a while, now and then.
    private void sweep(Instant now) {
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(WINDOW);
            windows.values().removeIf(window -> isOver(window, now));
        }
    }

    private static boolean isOver(Window window, Instant now) {
        return !now.isBefore(window.end());
    }
}
