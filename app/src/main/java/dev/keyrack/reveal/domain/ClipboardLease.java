package dev.keyrack.reveal.domain;

import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A secret on the clipboard for a while. Cleared on its deadline, when asked, and on exit, only if the clipboard
/// still holds it. JavaFX thread only.
public final class ClipboardLease implements AutoCloseable {
    private final ClipboardPort clipboard;
    private final InstantSource clock;
    private @Nullable Secret copied;
    private Instant endsAt = Instant.EPOCH;
    private Duration length = Duration.ZERO;

    /// A lease on `clipboard`, with nothing on it yet.
    public ClipboardLease(ClipboardPort clipboard, InstantSource clock) {
        this.clipboard = clipboard;
        this.clock = clock;
    }

    /// Puts a copy of `secret` on the clipboard for `time`; what was on lease before ends. `secret` stays the
    /// caller's.
    public void copy(Secret secret, Duration time) {
        end();
        Secret mine = secret.copy();
        boolean taken = false;
        try {
            clipboard.put(mine);
            taken = true;
        } finally {
            if (!taken) {
                mine.close();
            }
        }
        copied = mine;
        length = time;
        endsAt = clock.instant().plus(time);
    }

    /// Ends what has run out. Call about once a second.
    ///
    /// @return how it ended, if it just did
    public Optional<End> tick() {
        return isRunning() && !timeLeft().isPositive() ? Optional.of(end()) : Optional.empty();
    }

    /// Ends the lease now: clears the clipboard, unless the user has copied something else since.
    public End end() {
        Secret mine = copied;
        if (mine == null) {
            return End.NOTHING;
        }
        copied = null;
        try (mine) {
            if (!clipboard.holds(mine)) {
                return End.LEFT_ALONE;
            }
            clipboard.clear();
            return End.CLEARED;
        }
    }

    /// A copy of the secret on lease, which the caller closes.
    public Optional<Secret> held() {
        return Optional.ofNullable(copied).map(Secret::copy);
    }

    /// Whether a secret is on lease.
    public boolean isRunning() {
        return copied != null;
    }

    /// Time until it is cleared; zero if nothing is on lease.
    public Duration timeLeft() {
        if (copied == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), endsAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// How long the lease was when it began.
    public Duration length() {
        return length;
    }

    @Override
    public void close() {
        end();
    }

    /// How a lease ended.
    public enum End {
        /// The clipboard was emptied.
        CLEARED,
        /// Something else was on it, which stays.
        LEFT_ALONE,
        /// There was no lease.
        NOTHING
    }
}
