package dev.keyrack.shared.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread of one process at a time change a file. The lock is on a file of its own beside it, since the file
/// itself is replaced by each change.
public final class FileGuard {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    // A file lock belongs to the whole process, and on POSIX is lost when any channel on the file is closed: threads
    // take turns here first, over all instances.
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path lockFile;
    private final ReentrantLock turns;

    /// Guards `file`, which need not exist yet; its folder must when the guard is used.
    public FileGuard(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        lockFile = whole.resolveSibling(whole.getFileName() + ".lock");
        turns = IN_THIS_PROCESS.computeIfAbsent(lockFile, _ -> new ReentrantLock());
    }

    /// Runs `change` while nobody else runs theirs.
    ///
    /// @throws IOException if another process keeps the file for longer than ten seconds, or `change` throws it
    /// @throws X           if `change` does
    public <T, X extends Exception> T alone(Change<T, X> change) throws IOException, X {
        turns.lock();
        try {
            PrivateFiles.createIfMissing(lockFile);
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                    FileLock lock = acquire(channel)) {
                if (!lock.isValid()) {
                    throw new IOException("lost the lock on " + lockFile);
                }
                return change.run();
            }
        } finally {
            turns.unlock();
        }
    }

    private FileLock acquire(FileChannel channel) throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > giveUpAt) {
                throw new IOException("another program keeps " + lockFile + " locked");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// What is done while the file is ours.
    ///
    /// @param <T> what it gives
    /// @param <X> what it may throw beside an [IOException]
    @FunctionalInterface
    public interface Change<T, X extends Exception> {
        /// Changes the file.
        ///
        /// @throws IOException if reading or writing fails
        /// @throws X           as the caller knows
        T run() throws IOException, X;
    }
}
