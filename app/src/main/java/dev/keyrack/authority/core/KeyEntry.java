package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A key in memory: its facts, replaced as a whole when they change, and its counters.
public final class KeyEntry {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong requests;
    private final AtomicLong lastUsedMillis;
    private volatile KeyFacts facts;

    KeyEntry(StoredKey stored) {
        this.facts = stored.facts();
        this.requests = new AtomicLong(stored.requests());
        this.lastUsedMillis = new AtomicLong(stored.lastUsed().map(Instant::toEpochMilli).orElse(NEVER));
    }

    /// What is known of the key at this moment.
    public KeyFacts facts() {
        return facts;
    }

    /// How many requests carried it, refused ones too.
    public long requests() {
        return requests.get();
    }

    /// When a request was last accepted with it; empty for never.
    public Optional<Instant> lastUsed() {
        long millis = lastUsedMillis.get();
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    void replace(KeyFacts changed) {
        facts = changed;
    }

    void countRequest() {
        requests.incrementAndGet();
    }

    void usedAt(long millis) {
        lastUsedMillis.accumulateAndGet(millis, Math::max);
    }
}
