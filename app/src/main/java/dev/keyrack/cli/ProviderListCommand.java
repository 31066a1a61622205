package dev.keyrack.cli;

import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;

@CommandLine.Command(name = "list", description = "Lists the providers that Keyrack knows, its own and yours.")
final class ProviderListCommand extends Command {
    ProviderListCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        new ProviderPrinter(session()).list(services().catalog().all());
        return Outcome.ok(ExitCode.DONE);
    }
}
