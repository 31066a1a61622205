package dev.keyrack.shared.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that belong to the user alone: 0600 and 0700 where the file system knows POSIX permissions. A file
/// is complete or not there; nobody ever sees half of one.
public final class PrivateFiles {
    private PrivateFiles() {
    }

    /// Makes the folder and those above it that are missing; one that exists stays as it is.
    ///
    /// @throws IOException if it cannot be made
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) { // createDirectories itself stumbles over a link to a folder
            Files.createDirectories(folder, attributes("rwx------"));
        }
    }

    /// Makes the folder that `file` is in, as [#createFolder] does.
    ///
    /// @throws IOException if it cannot be made
    public static void createFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            createFolder(folder);
        }
    }

    /// Makes an empty file unless there is one.
    ///
    /// @throws IOException if it cannot be made
    public static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file, attributes("rw-------"));
        } catch (FileAlreadyExistsException _) {
            return; // somebody was faster, or it was there
        }
    }

    /// Replaces what is in `file`, or makes it: a new file is written beside it, forced to disk and renamed. A link is
    /// followed, so that it stays one. `content` stays the caller's.
    ///
    /// @throws IOException if it cannot be written; the old content is still there then
    public static void replace(Path file, byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path fresh = writeBeside(target, content);
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        forceFolder(target);
    }

    /// Makes `file` with `content`, which stays the caller's.
    ///
    /// @throws FileAlreadyExistsException if there is one; it is untouched then
    /// @throws IOException                if it cannot be written; nothing is there then
    public static void create(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = writeBeside(target, content);
        try {
            linkOrMove(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
        forceFolder(target);
    }

    /// Whether others than the owner may read it; `false` where the file system cannot tell.
    ///
    /// @throws IOException if the file cannot be looked at
    public static boolean isReadableByOthers(Path file) throws IOException {
        if (!isPosix()) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    // A hard link never replaces anything, which no form of move promises; not every file system has them.
    private static void linkOrMove(Path fresh, Path target) throws IOException {
        try {
            Files.createLink(target, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException _) {
            Files.move(fresh, target);
        }
    }

    private static Path writeBeside(Path target, byte[] content) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("not a file: " + target);
        }
        Path fresh = Files.createTempFile(folder, "." + target.getFileName() + ".", ".tmp", attributes("rw-------"));
        boolean written = false;
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(fresh);
            }
        }
        return fresh;
    }

    // Makes the rename itself last through a power cut; Windows neither offers nor needs it.
    private static void forceFolder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder != null && isPosix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
