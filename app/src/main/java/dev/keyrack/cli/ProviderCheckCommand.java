package dev.keyrack.cli;

import dev.keyrack.provider.engine.DescriptorFolder;
import dev.keyrack.provider.engine.DescriptorFolder.Result;
import dev.keyrack.provider.engine.Finding;
import dev.keyrack.shared.result.Outcome;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "check", description = {
        "Says what is wrong with a descriptor file: every mistake with its place, its JSON pointer and what helps.",
        "Ends with 1 if something was found that keeps a part of it from working. Keeps nothing."})
final class ProviderCheckCommand extends Command {
    @Parameters(paramLabel = "FILE", description = "The descriptor.")
    private Path file = Path.of("");

    ProviderCheckCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        return new DescriptorFolder(session().paths().providers(), messages()).check(file).map(this::print);
    }

    private int print(Result result) {
        new FindingPrinter(session()).print(result.findings());
        boolean trouble = result.findings().stream().anyMatch(Finding::isTrouble);
        if (!trouble && session().format() == OutputFormat.TABLE) {
            session().print(Printable.clean(messages().get("cli.provider.good", result.id().orElse(""))));
        }
        return trouble ? ExitCode.FOUND : ExitCode.DONE;
    }
}
