package dev.keyrack.reveal.data;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// One line `NAME=value` in an env file. The rest stays byte for byte; what was there before is kept in `PATH.bak`;
/// both files are 0600 afterwards. A file that git tracks is refused: the next commit would publish the secret.
final class EnvFileTarget implements HandOver {
    private static final long MAX_BYTES = 1L << 20;

    private final Path file;
    private final String name;
    private final Messages messages;

    EnvFileTarget(Path file, String name, Messages messages) {
        this.file = file.toAbsolutePath().normalize();
        this.name = name;
        this.messages = messages;
    }

    @Override
    public Outcome<String> check() {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return failed(messages.get("reveal.target.no-folder"));
        }
        if (!Files.isWritable(folder)) {
            return failed(messages.get("reveal.target.read-only"));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return failed(messages.get("reveal.target.no-file"));
        }
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file;
            return switch (GitGuard.ask(real)) {
                case TRACKED -> failed(messages.get("reveal.target.tracked"));
                case UNKNOWN -> failed(messages.get("reveal.target.git-silent"));
                case NOT_TRACKED -> checkText(read());
            };
        } catch (IOException e) {
            return storageFailed(e);
        }
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        Outcome<String> checked = check();
        if (!checked.isOk()) {
            return checked;
        }
        Optional<byte[]> value = secret.use(EnvText::quoted);
        if (value.isEmpty()) {
            return failed(messages.get("reveal.target.unquotable"));
        }
        byte[] quoted = value.get();
        try {
            return write(quoted);
        } catch (IOException e) {
            return storageFailed(e);
        } finally {
            Arrays.fill(quoted, (byte) 0);
        }
    }

    private Outcome<String> write(byte[] value) throws IOException {
        byte[] before = read();
        Outcome<String> checked = checkText(before);
        if (!checked.isOk()) {
            return checked;
        }
        byte[] after = new EnvText(before, name).with(name, value);
        try {
            if (Files.exists(file)) {
                PrivateFiles.replace(file.resolveSibling(file.getFileName() + ".bak"), before);
            }
            PrivateFiles.replace(file, after);
            return Outcome.ok(place());
        } finally {
            Arrays.fill(after, (byte) 0);
            Arrays.fill(before, (byte) 0);
        }
    }

    private Outcome<String> checkText(byte[] text) {
        EnvText lines = new EnvText(text, name);
        if (lines.count() > 1) {
            return failed(messages.get("reveal.target.twice", name));
        }
        return lines.hasOpenQuote() ? failed(messages.get("reveal.target.open-quote", name)) : Outcome.ok(place());
    }

    private byte[] read() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than any env file");
        }
        return Files.readAllBytes(file);
    }

    private String place() {
        return messages.get("reveal.target.env", name, file.toString());
    }

    private Outcome<String> failed(String problem) {
        return Outcome.failed(new Failure.InvalidInput(file.toString(), problem));
    }

    private Outcome<String> storageFailed(IOException e) {
        return Outcome.failed(new Failure.StorageFailed(messages.get("reveal.target.writing", file.toString()),
                e.getClass().getSimpleName()));
    }
}
