package dev.keyrack.incident.domain;

import java.time.Duration;

/// Lets time pass between two probes. Tests do not wait.
@FunctionalInterface
public interface Sleeper {
    /// Really waits.
    Sleeper REAL = Thread::sleep;

    /// Returns after `time`.
    ///
    /// @throws InterruptedException if the proof was given up meanwhile
    void sleep(Duration time) throws InterruptedException;
}
