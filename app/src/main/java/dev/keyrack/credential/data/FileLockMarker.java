package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.LockMarker;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// [LockMarker] in a file that holds the instant. What cannot be read in it counts as locked, since whenever the file was
/// written.
public final class FileLockMarker implements LockMarker {
    private static final int MAX_BYTES = 64;

    private final Path file;

    /// Leaves its mark as `file`.
    public FileLockMarker(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Instant> since() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) { // the usual answer, once a second
            return Optional.empty();
        }
        try {
            return Optional.of(written());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("reading " + file, e);
        }
    }

    private Instant written() throws IOException {
        Instant changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return changed;
        }
        try {
            return Instant.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip());
        } catch (DateTimeParseException _) {
            return changed;
        }
    }

    @Override
    public Instant leave(Instant now) {
        try {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.create(file, (now + "\n").getBytes(StandardCharsets.UTF_8));
            return now;
        } catch (FileAlreadyExistsException _) {
            return since().orElse(now); // another program was faster
        } catch (IOException e) {
            throw new StorageException("writing " + file, e);
        }
    }

    @Override
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException("removing " + file, e);
        }
    }
}
