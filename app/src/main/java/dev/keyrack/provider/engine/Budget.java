package dev.keyrack.provider.engine;

import com.dashjoin.jsonata.JException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What one evaluation may use. Counted at each step of the evaluator, on the platform thread it runs on.
final class Budget {
    /// Error code of an exceeded budget.
    static final String EXCEEDED = "KEYRACK";

    private static final int DEEPEST = 200;
    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long MOST_BYTES = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long startNanos = System.nanoTime();
    private final long startBytes = THREADS.getCurrentThreadAllocatedBytes();
    private int depth;

    void enter() {
        depth++;
        if (depth > DEEPEST || System.nanoTime() - startNanos > LONGEST_NANOS
                || THREADS.getCurrentThreadAllocatedBytes() - startBytes > MOST_BYTES
                || Thread.currentThread().isInterrupted()) {
            throw new JException(EXCEEDED, 0);
        }
    }

    void leave() {
        depth--;
    }
}
