package dev.keyrack.cli;

import dev.keyrack.bootstrap.Services;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// One command. Picocli makes its options from the annotations of the class.
abstract class Command implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything else
    private CommandSpec spec;

    Command(Session session) {
        this.session = session;
    }

    /// Does the work.
    ///
    /// @return the exit code, or why nothing came of it
    /// @throws InterruptedException if it was given up
    abstract Outcome<Integer> run() throws InterruptedException;

    /// Whether it works while Keyrack is locked: it reads no profile, key or credential, and not the journal.
    boolean worksLocked() {
        return false;
    }

    @Override
    public final Integer call() throws InterruptedException {
        Optional<Failure> locked = worksLocked() ? Optional.empty() : session.locked();
        if (locked.isPresent()) {
            return report(locked.get());
        }
        return switch (run()) {
            case Outcome.Ok<Integer>(var exitCode) -> exitCode;
            case Outcome.Failed<Integer>(var failure) -> report(failure);
        };
    }

    /// Tells why nothing came of it, and gives the exit code.
    int report(Failure failure) {
        return session.problems().report(failure, session.format());
    }

    final Session session() {
        return session;
    }

    final Services services() {
        return session.services();
    }

    final Messages messages() {
        return session.messages();
    }

    /// The input cannot be used as it is.
    final ParameterException wrongUsage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /// A secret from standard input if `fromInput`, else from whoever sits there; the caller closes it.
    final Outcome<Secret> readSecret(boolean fromInput, String prompt) {
        if (!fromInput && !session.terminal().canAsk()) {
            throw wrongUsage(messages().get("cli.ask.nobody"));
        }
        Secret secret;
        try {
            secret = fromInput
                    ? SecretInput.firstLine(session.terminal().in())
                    : session.terminal().askHidden(prompt).orElseGet(() -> Secret.wrap(new byte[0]));
        } catch (IOException e) {
            return Outcome.failed(
                    new Failure.InvalidInput(messages().get("cli.ask.input"), String.valueOf(e.getMessage())));
        }
        if (secret.length() == 0) {
            secret.close();
            return Outcome.failed(
                    new Failure.InvalidInput(messages().get("cli.ask.input"), messages().get("cli.ask.empty")));
        }
        return Outcome.ok(secret);
    }
}
