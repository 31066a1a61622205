package dev.keyrack.cli;

import dev.keyrack.credential.data.FilePassphrase;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.credential.domain.PassphraseSource.Purpose;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// A command on the store for credentials.
abstract class KeychainCommand extends Command {
    KeychainCommand(Session session) {
        super(session);
    }

    /// Does it and tells what was done.
    abstract void run(KeychainControl control) throws KeychainException, NoPassphrase;

    @Override
    final Outcome<Integer> run() {
        try {
            run(services().keychainControl());
            return Outcome.ok(ExitCode.DONE);
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        } catch (NoPassphrase e) {
            return Outcome.failed(e.failure());
        }
    }

    /// In JSON and CSV the state says what was done.
    final void done(KeychainControl control, String sentence) throws KeychainException {
        if (session().format() == OutputFormat.TABLE) {
            session().print(sentence);
        } else {
            new KeychainPrinter(session()).print(control.state());
        }
    }

    // Any call opens it, so that the passphrase it has is asked for before a new one.
    final void open() throws KeychainException {
        services().keychain().load("");
    }

    final Secret newPassphrase(Optional<Path> file) throws KeychainException, NoPassphrase {
        PassphraseSource source;
        if (file.isPresent()) {
            source = switch (FilePassphrase.of(file.get(), messages())) {
                case Outcome.Ok<FilePassphrase>(var found) -> found;
                case Outcome.Failed<FilePassphrase>(var failure) -> throw new NoPassphrase(failure);
            };
        } else if (session().terminal().canAsk()) {
            source = session().terminal().passphrases(messages());
        } else {
            throw wrongUsage(messages().get("cli.keychain.ask-new"));
        }
        Optional<Secret> given = source.ask(Purpose.CREATE);
        if (given.isEmpty()) {
            throw KeychainException.of(Problem.PASSPHRASE_NEEDED, services().keychain().label(), "");
        }
        return given.get();
    }

    /// The file with the new passphrase cannot be used.
    static final class NoPassphrase extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        NoPassphrase(Failure failure) {
            super(failure.kind());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    @CommandLine.Command(name = "show", description = "Tells where credentials are kept, why there, and what opens it.")
    static final class Show extends KeychainCommand {
        Show(Session session) {
            super(session);
        }

        @Override
        void run(KeychainControl control) throws KeychainException {
            new KeychainPrinter(session()).print(control.state());
        }
    }

    @CommandLine.Command(name = "passphrase", description = "Sets the passphrase that opens the encrypted file, or changes it.")
    static final class SetPassphrase extends KeychainCommand {
        @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "The file with the new passphrase; else somebody at the terminal is asked twice.")
        private Optional<Path> fresh = Optional.empty();

        SetPassphrase(Session session) {
            super(session);
        }

        @Override
        void run(KeychainControl control) throws KeychainException, NoPassphrase {
            open();
            try (Secret passphrase = newPassphrase(fresh)) {
                control.setPassphrase(passphrase);
            }
            done(control, messages().get("cli.keychain.passphrase.set"));
        }
    }

    @CommandLine.Command(name = "rotate", description = "Encrypts everything under a new key.")
    static final class Rotate extends KeychainCommand {
        Rotate(Session session) {
            super(session);
        }

        @Override
        void run(KeychainControl control) throws KeychainException {
            control.rotateKey();
            done(control, messages().get("cli.keychain.rotated"));
        }
    }

    @CommandLine.Command(name = "move", description = "Lets something else open the encrypted file, and then nothing but that.")
    static final class Move extends KeychainCommand {
        @Option(names = "--to", paramLabel = "WAY", required = true, description = "keyring or passphrase.")
        private String to = "";

        @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "The file with the new passphrase; else somebody at the terminal is asked twice.")
        private Optional<Path> fresh = Optional.empty();

        Move(Session session) {
            super(session);
        }

        @Override
        void run(KeychainControl control) throws KeychainException, NoPassphrase {
            switch (to) {
                case "keyring" -> toKeyring(control);
                case "passphrase" -> toPassphrase(control);
                default -> throw wrongUsage(messages().get("cli.keychain.to", to));
            }
        }

        private void toKeyring(KeychainControl control) throws KeychainException {
            control.addKeyring();
            control.remove(Opening.PASSPHRASE);
            done(control, messages().get("cli.keychain.moved.keyring"));
        }

        private void toPassphrase(KeychainControl control) throws KeychainException, NoPassphrase {
            open();
            if (fresh.isPresent() || !control.state().openings().contains(Opening.PASSPHRASE)) {
                try (Secret passphrase = newPassphrase(fresh)) {
                    control.setPassphrase(passphrase);
                }
            }
            control.remove(Opening.KEYRING);
            done(control, messages().get("cli.keychain.moved.passphrase"));
        }
    }
}
