package dev.keyrack.shared.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Threads for work that waits more than it computes.
public final class VirtualThreads {
    private VirtualThreads() {
    }

    /// Runs each task on a virtual thread of its own. The caller closes it.
    public static ExecutorService perTask() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
