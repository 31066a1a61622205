package dev.keyrack.credential.data;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A keyring in memory that fails as it is told to.
final class FaultyPort implements KeyringPort {
    final Map<String, String> items = new ConcurrentHashMap<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger deleted = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    volatile boolean hangs;
    volatile boolean forgets;
    /// How many more calls it answers before the program is killed; negative for ever.
    final AtomicInteger callsLeft = new AtomicInteger(-1);
    volatile @Nullable Throwable bug;

    /// Stands for the end of the program in the middle.
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void set(String account, String text) {
        misbehave();
        if (!forgets) {
            items.put(account, text);
        }
    }

    @Override
    public Optional<String> get(String account) {
        misbehave();
        return Optional.ofNullable(items.get(account));
    }

    @Override
    public void delete(String account) {
        misbehave();
        deleted.incrementAndGet();
        items.remove(account);
    }

    @Override
    public void close() {
        closed.incrementAndGet(); // what it holds stays
    }

    private void misbehave() {
        if (callsLeft.get() == 0) {
            throw new Killed();
        }
        callsLeft.updateAndGet(left -> left > 0 ? left - 1 : left);
        if (hangs) {
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        switch (bug) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(bug);
        }
    }
}
