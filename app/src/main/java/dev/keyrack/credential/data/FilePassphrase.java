package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// [PassphraseSource] that reads the first line of a file, without its line end.
public final class FilePassphrase implements PassphraseSource {
    private static final int MAX_BYTES = 64 * 1024;

    private final Path file;
    private final boolean isReadableByOthers;

    private FilePassphrase(Path file, boolean isReadableByOthers) {
        this.file = file;
        this.isReadableByOthers = isReadableByOthers;
    }

    /// The passphrase in `file`, or what keeps it from being read.
    public static Outcome<FilePassphrase> of(Path file, Messages messages) {
        try (Secret line = firstLine(file)) {
            if (line.length() == 0) {
                return failed(file, messages.get("credential.file.empty"));
            }
            return Outcome.ok(new FilePassphrase(file, PrivateFiles.isReadableByOthers(file)));
        } catch (IOException _) {
            return failed(file, Files.exists(file)
                    ? messages.get("credential.file.unreadable")
                    : messages.get("credential.file.missing"));
        }
    }

    /// Whether other users of this computer can read it, which is worth a warning.
    public boolean isReadableByOthers() {
        return isReadableByOthers;
    }

    @Override
    public Optional<Secret> ask(Purpose purpose) {
        try {
            return Optional.of(firstLine(file));
        } catch (IOException e) {
            throw new StorageException("reading the passphrase in " + file, e);
        }
    }

    private static Secret firstLine(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end > 0 && bytes[end - 1] == '\r') {
            end--;
        }
        Secret line = Secret.wrap(Arrays.copyOf(bytes, end));
        Arrays.fill(bytes, (byte) 0);
        return line;
    }

    private static Outcome<FilePassphrase> failed(Path file, String problem) {
        return Outcome.failed(new Failure.InvalidInput(file.toString(), problem));
    }
}
