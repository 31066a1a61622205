package dev.keyrack.cli;

import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.log.BugCode;
import dev.keyrack.shared.log.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// What the user is told of a bug: that it is one, its code, and where the details are.
///
/// @param session whose command failed
record BugReport(Session session) {
    /// Adds the details to the log, whatever the logging itself may be doing, and writes the rest to standard error.
    ///
    /// @return the exit code
    int write(Throwable bug) {
        String code = BugCode.of(bug);
        Path log = session.paths().log();
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        String text = Instant.now() + " ERROR bug " + code + "\n" + Redactor.redact(trace.toString());
        String sentence;
        try {
            PrivateFiles.createFolderOf(log);
            PrivateFiles.createIfMissing(log);
            Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            sentence = session.messages().get("cli.bug", code, log.toString());
        } catch (IOException _) {
            sentence = session.messages().get("cli.bug.unlogged", code, log.toString());
        }
        return session.problems().report("bug", sentence, ExitCode.BUG, session.format());
    }
}
