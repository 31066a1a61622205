package dev.keyrack.cli;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The encrypted file's passphrase: from a file if one is named, else from whoever sits there; a new one is asked for
/// until it was typed the same twice.
final class Passphrases implements PassphraseSource {
    private static final int MOST_TRIES = 3;
    private final Terminal terminal;
    private final Messages messages;
    private final Optional<Path> file;

    Passphrases(Terminal terminal, Messages messages, Optional<Path> file) {
        this.terminal = terminal;
        this.messages = messages;
        this.file = file;
    }

    @Override
    public Optional<Secret> ask(Purpose purpose) {
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        }
        if (!terminal.canAsk()) {
            return Optional.empty();
        }
        return switch (purpose) {
            case OPEN -> terminal.askHidden(messages.get("cli.ask.passphrase"));
            case CREATE -> askTwice();
        };
    }

    private Optional<Secret> askTwice() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Secret> first = terminal.askHidden(messages.get("cli.ask.passphrase.new"));
            if (first.isEmpty() || first.get().length() == 0) {
                return Optional.empty();
            }
            try (Secret again = terminal.askHidden(messages.get("cli.ask.passphrase.again"))
                    .orElseGet(() -> Secret.wrap(new byte[0]))) {
                if (again.sameAs(first.get())) {
                    return first;
                }
            }
            first.get().close();
            terminal.err().println(messages.get("cli.ask.passphrase.differs"));
        }
        return Optional.empty();
    }

    private static Secret read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return SecretInput.firstLine(in);
        } catch (IOException e) {
            throw new StorageException("reading the passphrase file " + file, e);
        }
    }
}
