package dev.keyrack.authority;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that an authority keeps its files in; nobody else of this machine may look into it.
final class DataFolder {
    private static final FileAttribute<?>[] NONE = {};

    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /// Opens the folder, making it if there is none.
    static DataFolder open(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, "rwx------"));
        return new DataFolder(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// Makes the file, readable for its owner alone, unless it is there.
    static Path ensurePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, attributes(file, "rw-------"));
        }
        return file;
    }

    /// Takes the lock of a system: keys are held in memory, so two authorities on one database would not see each
    /// other's changes.
    ///
    /// @throws AuthorityException if another authority holds it
    FileChannel lock(String system) throws IOException, AuthorityException {
        Path file = ensurePrivate(file(system + ".lock"));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new AuthorityException("An authority for " + system + " already runs on " + folder
                    + ". Use that one, stop it, or choose another folder with --home.");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : NONE;
    }
}
