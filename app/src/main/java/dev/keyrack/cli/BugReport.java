package dev.keyrack.cli;

import dev.keyrack.bootstrap.LogFile;
import dev.keyrack.shared.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// What the user is told of a bug: that it is one, its code, and where the details are.
///
/// @param session whose command failed
record BugReport(Session session) {
    private static final int CODE_BYTES = 4;

    /// Writes the details to the log and the rest to standard error.
    ///
    /// @return the exit code
    int write(Throwable bug) {
        String code = code(bug);
        Path log = session.paths().log();
        LogFile.use(log);
        LoggerFactory.getLogger(BugReport.class).error("bug {}", code, bug);
        return session.problems().report("bug", session.messages().get("cli.bug", code, log.toString()), ExitCode.BUG,
                session.format());
    }

    /// The same for the same mistake at the same place, whatever its message says.
    static String code(Throwable bug) {
        String trace = bug.getClass().getName() + Arrays.stream(bug.getStackTrace())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining("\n"));
        byte[] digest = Digests.sha256(trace.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, CODE_BYTES);
    }
}
