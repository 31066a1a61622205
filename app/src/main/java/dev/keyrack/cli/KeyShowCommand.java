package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "show", description = "Shows one key with all that is known about it.")
final class KeyShowCommand extends KeyCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id.")
    private String id = "";

    KeyShowCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        return lookUp(profile, id).map(seen -> {
            printer().one(profile, seen);
            return ExitCode.DONE;
        });
    }
}
