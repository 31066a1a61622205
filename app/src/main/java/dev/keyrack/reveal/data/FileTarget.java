package dev.keyrack.reveal.data;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/// A new file (0600) that holds the secret and a line end, as every text file ends with one. Never replaces a file.
final class FileTarget implements HandOver {
    private final Path file;
    private final Messages messages;

    FileTarget(Path file, Messages messages) {
        this.file = file.toAbsolutePath().normalize();
        this.messages = messages;
    }

    @Override
    public Outcome<String> check() {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return alreadyThere();
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Outcome.failed(new Failure.InvalidInput(file.toString(), messages.get("reveal.target.no-folder")));
        }
        if (!Files.isWritable(folder)) {
            return Outcome.failed(new Failure.InvalidInput(file.toString(), messages.get("reveal.target.read-only")));
        }
        return Outcome.ok(file.toString());
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        byte[] line = Lines.of(secret);
        try {
            PrivateFiles.create(file, line);
            return Outcome.ok(file.toString());
        } catch (FileAlreadyExistsException _) {
            return alreadyThere();
        } catch (IOException e) {
            return Outcome.failed(new Failure.StorageFailed(messages.get("reveal.target.writing", file.toString()),
                    e.getClass().getSimpleName()));
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private Outcome<String> alreadyThere() {
        return Outcome.failed(new Failure.AlreadyThere(messages.get("reveal.target.file"), file.toString()));
    }
}
