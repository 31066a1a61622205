package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The meter")
class MeterTest {
    private static final Instant NOW = Instant.parse("2026-11-18T10:15:30Z");

    private final Memory memory = new Memory();
    private final KeyEntry key = new KeyEntry(new StoredKey(new Digest(1, 2, 3, 4), new KeyFacts("key_1", "sy_1", "k",
            List.of("a"), "live", true, NOW, "ops@x.test", Optional.empty(), Optional.empty()), Optional.empty(), 0));

    /// Keeps rows, unless it is told to fail.
    private static final class Memory implements UsageStore {
        private final List<UsageRow> rows = new ArrayList<>();
        private volatile boolean failing;

        @Override
        public synchronized void add(Collection<UsageRow> batch) {
            if (failing) {
                throw new StorageException("adding usage", new IOException("disk full"));
            }
            rows.addAll(batch);
        }

        @Override
        public List<UsageRow> hours(String keyId, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public synchronized long total(Instant from, Instant to) {
            return rows.stream().mapToLong(row -> row.tally().total()).sum();
        }
    }

    @Test
    void losesNothingWhenStorageFailsForAWhile() {
        try (Meter meter = new Meter(memory, InstantSource.fixed(NOW))) {
            memory.failing = true;
            meter.count(key, 200, true);
            meter.count(key, 401, false);
            assertThatThrownBy(meter::flush).isInstanceOf(StorageException.class);
            memory.failing = false;
            meter.count(key, 500, true);
            meter.flush();
        }
        Tally sum = memory.rows.stream().map(UsageRow::tally).reduce(Tally.NONE, Tally::plus);
        assertThat(sum).isEqualTo(new Tally(1, 0, 1, 1));
        assertThat(key.requests()).isEqualTo(3);
    }

    @Test
    void writesWhatIsLeftWhenItStops() {
        Meter meter = new Meter(memory, InstantSource.fixed(NOW));
        meter.count(key, 204, true);
        meter.close();
        assertThat(memory.total(NOW, NOW)).isEqualTo(1);
        assertThat(memory.rows.getFirst().lastUsed()).contains(NOW);
        assertThat(memory.rows.getFirst().hour()).isEqualTo("2026-11-18T10:00:00Z");
    }

    @Test
    void countsEveryRequestOfManyThreadsOnce() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        try (Meter meter = new Meter(memory, InstantSource.fixed(NOW))) {
            for (int i = 0; i < threads; i++) {
                all.add(Thread.ofPlatform().start(() -> {
                    awaitQuietly(go);
                    for (int n = 0; n < each; n++) {
                        meter.count(key, 200, true);
                        if (n % 500 == 0) {
                            meter.flush();
                        }
                    }
                }));
            }
            go.countDown();
            for (Thread thread : all) {
                thread.join();
            }
        }
        assertThat(memory.total(NOW, NOW)).isEqualTo((long) threads * each);
        assertThat(key.requests()).isEqualTo((long) threads * each);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
