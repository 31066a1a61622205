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
    final CountDownLatch release = new CountDownLatch(1);
    volatile boolean hangs;
    volatile boolean forgets;
    /// How many more calls it answers before the program is killed; negative for ever.
    final AtomicInteger callsLeft = new AtomicInteger(-1);
    volatile @Nullable RuntimeException bug;

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
        items.remove(account);
    }

    @Override
    public void close() {
        // what it holds stays
    }

    private void misbehave() {
        if (callsLeft.getAndUpdate(left -> left > 0 ? left - 1 : left) == 0) {
            throw new Killed();
        }
        if (hangs) {
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        RuntimeException now = bug;
        if (now != null) {
            throw now;
        }
    }
}
