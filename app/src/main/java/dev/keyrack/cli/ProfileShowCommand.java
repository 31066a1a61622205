package dev.keyrack.cli;

import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "show", description = "Shows a profile and where its credential is kept.")
final class ProfileShowCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    ProfileShowCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        return session().profile(name).map(profile -> {
            new ProfilePrinter(session()).one(profile, services().keychain());
            return ExitCode.DONE;
        });
    }
}
