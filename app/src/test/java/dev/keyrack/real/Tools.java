package dev.keyrack.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs of this computer that tests ask for a second opinion.
public final class Tools {
    private static final long LIMIT_SECONDS = 20;

    private Tools() {
    }

    /// What a program said.
    public static final class Answer {
        private final int exitCode;
        private final byte[] out;

        private Answer(int exitCode, byte[] out) {
            this.exitCode = exitCode;
            this.out = out;
        }

        /// How it ended.
        public int exitCode() {
            return exitCode;
        }

        /// Its standard output and error, as they came.
        public byte[] out() {
            return out.clone();
        }

        /// The same as text, with its line ends.
        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /// Skips the test, with the reason, unless all of these programs are there.
    public static void assumeAll(String... names) {
        for (String name : names) {
            assumeTrue(isThere(name), () -> "skipped: " + name + " is not installed");
        }
    }

    /// Runs a program to its end.
    public static Answer run(Map<String, String> environment, byte[] input, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input);
        }
        byte[] out = process.getInputStream().readAllBytes();
        return new Answer(join(process), out);
    }

    /// Waits for its end, and for no longer than the limit.
    static int join(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + process.info().command().orElse("a program"));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Sends a signal to a process that the test has started.
    public static void signal(Process process, String name) throws IOException {
        run(Map.of(), new byte[0], List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    private static boolean isThere(String name) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
