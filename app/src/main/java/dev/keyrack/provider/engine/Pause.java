package dev.keyrack.provider.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits.
@FunctionalInterface
interface Pause {
    /// Real time.
    Pause REAL = new Pause() {
        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public void sleep(Duration duration, CountDownLatch cancel) throws InterruptedException {
            boolean _ = cancel.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /// Waits on the calling thread.
    ///
    /// @throws InterruptedException if it is to wait no longer
    void sleep(Duration duration) throws InterruptedException;

    /// Waits on the calling thread, until somebody counts `cancel` down.
    ///
    /// @throws InterruptedException if it is to wait no longer
    default void sleep(Duration duration, CountDownLatch cancel) throws InterruptedException {
        sleep(duration);
    }
}
