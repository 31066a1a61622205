package dev.keyrack.cli;

import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;

@CommandLine.Command(name = "list", description = "Lists the profiles, production first.")
final class ProfileListCommand extends Command {
    ProfileListCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        return services().profiles().all().map(profiles -> {
            new ProfilePrinter(session()).list(profiles);
            return ExitCode.DONE;
        });
    }
}
