package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import picocli.CommandLine.Option;

/// A command about the keys of one profile.
abstract class KeyCommand extends Command {
    @Option(names = "--profile", required = true, paramLabel = "NAME", description = "The profile.")
    private String profileName = "";

    KeyCommand(Session session) {
        super(session);
    }

    @Override
    final Outcome<Integer> run() throws InterruptedException {
        return switch (session().profile(profileName)) {
            case Outcome.Ok<Profile>(var profile) -> run(profile);
            case Outcome.Failed<Profile>(var failure) -> Outcome.failed(failure);
        };
    }

    /// Does the work.
    ///
    /// @throws InterruptedException if it was given up
    abstract Outcome<Integer> run(Profile profile) throws InterruptedException;

    /// The key that somebody means, as the provider tells of it now.
    final Outcome<SeenKey> lookUp(Profile profile, String idOrName) {
        KeyService keys = services().keys();
        return session().withCode(profile, () -> keys.refresh(profile, Progress.NONE))
                .then(_ -> keys.find(profile, idOrName));
    }

    final KeyPrinter printer() {
        return new KeyPrinter(session(), services().clock().instant());
    }
}
