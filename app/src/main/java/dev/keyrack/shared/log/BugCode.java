package dev.keyrack.shared.log;

import dev.keyrack.shared.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A short name for a fault: people tell it, and the log is searched for it.
public final class BugCode {
    private static final int BYTES = 4;

    private BugCode() {
    }

    /// The same for the same mistake at the same place, whatever its message says.
    public static String of(Throwable bug) {
        String trace = bug.getClass().getName() + Arrays.stream(bug.getStackTrace())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining("\n"));
        byte[] digest = Digests.sha256(trace.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
