package dev.keyrack.cli;

import dev.keyrack.provider.engine.DescriptorFolder;
import dev.keyrack.provider.engine.DescriptorFolder.Result;
import dev.keyrack.shared.result.Outcome;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "add", description = {
        "Checks a descriptor of your own and keeps it, so that profiles can use the provider.",
        "One with the same id that you added before is replaced. With a mistake in it nothing is kept."})
final class ProviderAddCommand extends Command {
    @Parameters(paramLabel = "FILE", description = "The descriptor.")
    private Path file = Path.of("");

    ProviderAddCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        return new DescriptorFolder(session().paths().providers(), messages()).add(file).map(this::tell);
    }

    private int tell(Result result) {
        if (result.id().isEmpty()) {
            new FindingPrinter(session()).print(result.findings());
            session().remark(messages().get("cli.provider.not-added"));
            return ExitCode.FOUND;
        }
        String id = result.id().get();
        if (session().format() == OutputFormat.JSON) {
            session().json().object(json -> json.text("id", id).objects("findings", result.findings(),
                    FindingPrinter::members));
        } else {
            session().print(Printable.clean(messages().get("cli.provider.added", id)));
            result.findings().forEach(finding -> session().remark(finding.toString()));
        }
        return ExitCode.DONE;
    }
}
