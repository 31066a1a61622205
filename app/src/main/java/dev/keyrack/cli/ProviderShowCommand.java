package dev.keyrack.cli;

import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "show", description = {
        "Shows what a provider can do through Keyrack and, for what is missing, why.",
        "Also how profiles sign in, what they must say, and the permissions that keys can have."})
final class ProviderShowCommand extends Command {
    @Parameters(paramLabel = "ID", description = "The provider.")
    private String id = "";

    ProviderShowCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        ProviderCatalog catalog = services().catalog();
        return catalog.find(id).map(provider -> {
            new ProviderPrinter(session()).show(provider);
            return Outcome.ok(ExitCode.DONE);
        }).orElseGet(() -> Outcome.failed(
                new Failure.NotFound("provider", id, catalog.all().stream().map(Provider::id).toList())));
    }
}
