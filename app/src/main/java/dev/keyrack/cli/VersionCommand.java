package dev.keyrack.cli;

import dev.keyrack.bootstrap.Version;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;

@CommandLine.Command(name = "version", description = "Tells which Keyrack this is. Touches no file.")
final class VersionCommand extends Command {
    VersionCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        String java = Runtime.version().toString();
        if (session().format() == OutputFormat.JSON) {
            session().json().object(json -> json.text("version", Version.text()).text("java", java));
        } else {
            session().print("keyrack " + Version.text() + " (Java " + java + ")");
        }
        return Outcome.ok(ExitCode.DONE);
    }
}
