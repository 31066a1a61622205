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
import org.jspecify.annotations.Nullable;

/// Lets one at a time sign in for a profile, over all threads and processes of this computer: a refresh token that is
/// used twice ends its whole family.
final class ProfileLock {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(15);

    private final Path folder;
    private final Duration longest;

    /// Keeps one file per profile in `folder`, which is made when it is needed.
    ProfileLock(Path folder, Duration longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /// A lock that is held.
    static final class Held implements AutoCloseable {
        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
        }

        /// Lets the next one in. The file stays, since removing it would let two in at once.
        @Override
        public void close() throws CallFailed {
            try {
                channel.close();
            } catch (IOException e) {
                throw new CallFailed(storage(e));
            }
        }
    }

    /// Waits for the profile's turn.
    ///
    /// @throws CallFailed           if the file cannot be locked, or the others take too long
    /// @throws InterruptedException if it is to wait no longer
    Held acquire(ProfileName profile) throws CallFailed, InterruptedException {
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
                        throw new CallFailed(new Failure.StorageFailed("the lock of profile " + profile,
                                "another Keyrack is signing in for it"));
                    }
                    Thread.sleep(BETWEEN_TRIES);
                }
                held = true;
                return new Held(channel);
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new CallFailed(storage(e));
        }
    }

    /// The lock, or null while somebody else holds it; the channel carries it from then on.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) { // another thread of this process
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
