package dev.keyrack.authority.core;

import dev.keyrack.shared.result.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts each request that carries a key, and writes the counts in batches: a request does not wait for the disk, and
/// a crash loses no more than [#INTERVAL] of counts.
public final class Meter implements AutoCloseable {
    /// The longest time that counts are in memory alone.
    static final Duration INTERVAL = Duration.ofMillis(400);

    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);

    private record Slot(String keyId, Instant hour) {}

    private record Pending(Tally tally, Optional<Instant> lastUsed) {
        Pending plus(Pending later) {
            return new Pending(tally.plus(later.tally), later.lastUsed.or(() -> lastUsed));
        }
    }

    private final UsageStore store;
    private final InstantSource clock;
    private final Map<Slot, Pending> pending = new ConcurrentHashMap<>();
    private final ReentrantLock flushing = new ReentrantLock();
    private final ScheduledExecutorService writer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("authority-meter").factory());

    private final Future<?> writing;

    /// Starts the thread that writes.
    Meter(UsageStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        long millis = INTERVAL.toMillis();
        this.writing = writer.scheduleWithFixedDelay(this::flushOrKeep, millis, millis, TimeUnit.MILLISECONDS);
    }

    /// Counts one request.
    ///
    /// @param status   status of the answer
    /// @param accepted whether the key itself was accepted; only that is a use, an attempt with a dead key is none
    public void count(KeyEntry key, int status, boolean accepted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Slot slot = new Slot(key.facts().id(), now.truncatedTo(ChronoUnit.HOURS));
        Optional<Instant> used = accepted ? Optional.of(now) : Optional.empty();
        pending.merge(slot, new Pending(Tally.ofStatus(status), used), Pending::plus);
        key.countRequest();
        used.ifPresent(at -> key.usedAt(at.toEpochMilli()));
    }

    /// Writes what was counted. Nothing is lost if that fails: it is tried again with the next batch.
    ///
    /// @throws StorageException if storage fails
    public void flush() {
        flushing.lock();
        try {
            List<UsageRow> batch = drain();
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            flushing.unlock();
        }
    }

    @Override
    public void close() {
        writing.cancel(false);
        writer.shutdown();
        flushOrKeep();
    }

    private void flushOrKeep() {
        try {
            flush();
        } catch (StorageException e) {
            LOG.warn("Usage could not be written and is kept for the next attempt", e);
        }
    }

    private List<UsageRow> drain() {
        List<UsageRow> batch = new ArrayList<>();
        for (Slot slot : List.copyOf(pending.keySet())) {
            Pending counted = pending.remove(slot);
            if (counted != null) {
                batch.add(new UsageRow(slot.keyId(), slot.hour(), counted.tally(), counted.lastUsed()));
            }
        }
        return batch;
    }

    private void write(List<UsageRow> batch) {
        boolean written = false;
        try {
            store.add(batch);
            written = true;
        } finally {
            if (!written) {
                batch.forEach(row -> pending.merge(new Slot(row.keyId(), row.hour()),
                        new Pending(row.tally(), row.lastUsed()), Pending::plus));
            }
        }
    }
}
