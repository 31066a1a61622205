package dev.keyrack.shared.task;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A running piece of work that can be given up.
public final class TaskHandle {
    private @Nullable Future<?> future;
    private boolean cancelled;

    synchronized void attach(Future<?> running) {
        future = running;
        if (cancelled) {
            running.cancel(true);
        }
    }

    /// Gives the work up: interrupts it, and none of its callbacks run any more.
    public synchronized void cancel() {
        cancelled = true;
        if (future != null) {
            future.cancel(true);
        }
    }

    /// Whether it was given up.
    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
