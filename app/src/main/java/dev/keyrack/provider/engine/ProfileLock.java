package dev.keyrack.provider.engine;

import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets one at a time sign in for a profile, over all threads and processes of this computer: a refresh token that is
/// used twice ends its whole family.
final class ProfileLock {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(15);

    private final Path folder;
    private final Duration longest;
    private final Map<ProfileName, ReentrantLock> ours = new ConcurrentHashMap<>();

    /// Keeps one file per profile in `folder`, which is made when it is needed.
    ProfileLock(Path folder, Duration longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /// A lock that is held.
    static final class Held implements AutoCloseable {
        private final FileChannel channel;
        private final ReentrantLock turn;

        private Held(FileChannel channel, ReentrantLock turn) {
            this.channel = channel;
            this.turn = turn;
        }

        /// Lets the next one in. The file stays, since removing it would let two in at once.
        @Override
        public void close() throws CallFailed {
            try {
                channel.close();
            } catch (IOException e) {
                throw new CallFailed(storage(e));
            } finally {
                turn.unlock();
            }
        }
    }

    /// Waits for the profile's turn.
    ///
    /// @throws CallFailed           if the file cannot be locked, or the others take too long
    /// @throws InterruptedException if it is to wait no longer
    Held acquire(ProfileName profile) throws CallFailed, InterruptedException {
        // first among our own threads: closing any channel of a file gives up the whole process's lock (fcntl)
        ReentrantLock turn = ours.computeIfAbsent(profile, _ -> new ReentrantLock());
        if (!turn.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw taken(profile);
        }
        boolean held = false;
        try {
            Held lock = new Held(locked(profile), turn);
            held = true;
            return lock;
        } finally {
            if (!held) {
                turn.unlock();
            }
        }
    }

    private FileChannel locked(ProfileName profile) throws CallFailed, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            Path file = folder.resolve(fileName(profile));
            PrivateFiles.createFolder(folder);
            PrivateFiles.createIfMissing(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                while (tryLock(channel) == null) {
                    if (System.nanoTime() > deadline) {
                        throw taken(profile);
                    }
                    Thread.sleep(BETWEEN_TRIES);
                }
                held = true;
                return channel;
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new CallFailed(storage(e));
        }
    }

    private static CallFailed taken(ProfileName profile) {
        return new CallFailed(new Failure.StorageFailed("the lock of profile " + profile,
                "another Keyrack is signing in for it"));
    }

    /// The lock, or null while somebody else holds it; the channel carries it from then on.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) { // other gateways of this process
            return null;
        }
    }

    /// A name of its own for every profile, also where file names know no upper case.
    private static String fileName(ProfileName profile) {
        byte[] hash = Digests.sha256(profile.value().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 12) + ".lock";
    }

    private static Failure storage(IOException e) {
        return new Failure.StorageFailed("the lock for signing in", e.getClass().getSimpleName());
    }
}
