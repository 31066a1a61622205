package dev.keyrack.reveal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Asks git whether it tracks a file.
final class GitGuard {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private GitGuard() {
    }

    /// What git knows of `file`.
    static Answer ask(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !isInWorkTree(folder)) {
            return Answer.NOT_TRACKED;
        }
        Process process;
        try {
            process = new ProcessBuilder("git", "ls-files", "--error-unmatch", "--",
                    String.valueOf(file.getFileName())).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException _) {
            return Answer.NOT_TRACKED; // no git here, so nobody commits from here
        }
        try {
            if (!process.waitFor(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                return Answer.UNKNOWN;
            }
            return switch (process.exitValue()) {
                case 0 -> Answer.TRACKED;
                case 1 -> Answer.NOT_TRACKED;
                default -> Answer.UNKNOWN; // 128: a damaged repository, or one that belongs to somebody else
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.UNKNOWN;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isInWorkTree(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    /// What git says.
    enum Answer {
        /// The next commit would hold it.
        TRACKED,
        /// It is not in a repository, or not added to it.
        NOT_TRACKED,
        /// Git could not tell.
        UNKNOWN
    }
}
