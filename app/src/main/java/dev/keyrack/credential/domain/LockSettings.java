package dev.keyrack.credential.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When the desktop locks by itself.
///
/// @param after      how long nobody has to be there; empty for never
/// @param withScreen whether it locks when the system's screen is locked
/// @param withSleep  whether it locks when the computer goes to sleep
public record LockSettings(Optional<Duration> after, boolean withScreen, boolean withSleep) {
    /// What can be chosen; empty for never.
    public static final List<Optional<Duration>> CHOICES = List.of(minutes(1), minutes(5), minutes(10), minutes(30),
            Optional.empty());
    /// What holds until somebody chooses.
    public static final LockSettings DEFAULT = new LockSettings(minutes(10), true, true);

    /// @throws IllegalArgumentException if it cannot be chosen
    public LockSettings {
        if (!CHOICES.contains(after)) {
            throw new IllegalArgumentException("not a choice: " + after);
        }
    }

    /// The same with another time.
    public LockSettings after(Optional<Duration> time) {
        return new LockSettings(time, withScreen, withSleep);
    }

    private static Optional<Duration> minutes(int minutes) {
        return Optional.of(Duration.ofMinutes(minutes));
    }
}
