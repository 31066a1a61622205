package dev.keyrack.reveal.data;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A program that reads the secret, without a line end, from its standard input. It succeeds with exit code 0; what it
/// prints is thrown away, since it may print the secret.
final class CommandTarget implements HandOver {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final List<String> command;
    private final Duration limit;
    private final UnaryOperator<@Nullable String> environment;
    private final Messages messages;

    /// @param command     program and arguments
    /// @param environment variables by name
    CommandTarget(List<String> command, Duration limit, UnaryOperator<@Nullable String> environment,
            Messages messages) {
        this.command = command;
        this.limit = limit;
        this.environment = environment;
        this.messages = messages;
    }

    @Override
    public Outcome<String> check() {
        return program().isPresent() ? Outcome.ok(place()) : failed(messages.get("reveal.target.no-program"));
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException _) {
            return failed(messages.get("reveal.target.no-program"));
        }
        try {
            boolean written = write(secret, process);
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return failed(messages.get("reveal.target.too-slow", limit.toSeconds()));
            }
            if (process.exitValue() != 0) {
                return failed(messages.get("reveal.target.exit", process.exitValue()));
            }
            return written ? Outcome.ok(place()) : failed(messages.get("reveal.target.not-read"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(messages.get("reveal.target.given-up"));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    // A secret fits into any pipe's buffer, so a program that does not read cannot block this.
    private static boolean write(Secret secret, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            secret.writeTo(in);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Optional<Path> program() {
        String name = command.getFirst();
        if (name.contains("/") || name.contains("\\")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        String path = environment.apply("PATH");
        return path == null
                ? Optional.empty()
                : SEPARATOR.splitAsStream(path).filter(folder -> !folder.isEmpty())
                        .flatMap(folder -> List.of(name, name + ".exe").stream().map(Path.of(folder)::resolve))
                        .filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    }

    private String place() {
        return messages.get("reveal.target.command", command.getFirst());
    }

    private Outcome<String> failed(String problem) {
        return Outcome.failed(new Failure.InvalidInput(command.getFirst(), problem));
    }
}
