package dev.keyrack.credential.data;

import dev.keyrack.shared.file.FileGuard;
import dev.keyrack.shared.file.FileGuard.Change;
import dev.keyrack.shared.file.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where `vault.json` lies. Not final: tests let it fail.
class VaultDisk {
    /// Larger files are not read, and so not written either.
    static final int MAX_BYTES = 16 << 20;

    private final Path file;
    private final FileGuard guard;

    VaultDisk(Path file) {
        this.file = file;
        this.guard = new FileGuard(file);
    }

    /// What is there.
    ///
    /// @return empty if nothing is; one byte more than [#MAX_BYTES] of what is larger
    /// @throws IOException if it cannot be read
    Optional<byte[]> read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Replaces it in one step, for the user alone.
    ///
    /// @throws IOException if it cannot be written; what was there is still there then
    void replace(byte[] content) throws IOException {
        if (content.length > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        PrivateFiles.replace(file, content);
    }

    /// Runs `change` while no other program or thread runs theirs.
    ///
    /// @throws IOException as [FileGuard#alone] does
    /// @throws X           if `change` does
    <T, X extends Exception> T alone(Change<T, X> change) throws IOException, X {
        PrivateFiles.createFolderOf(file);
        return guard.alone(change);
    }
}
