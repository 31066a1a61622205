package dev.keyrack.provider.engine;

import java.time.Duration;

/// Waits.
@FunctionalInterface
interface Pause {
    /// Waits on the calling thread.
    ///
    /// @throws InterruptedException if it is to wait no longer
    void sleep(Duration duration) throws InterruptedException;
}
