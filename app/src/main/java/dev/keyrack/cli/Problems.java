package dev.keyrack.cli;

import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Tells people, and on request programs, what went wrong. Standard output is left alone.
final class Problems {
    private final Terminal terminal;
    private final Messages messages;

    Problems(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    /// Reports `failure` with what helps, and gives its exit code.
    int report(Failure failure, OutputFormat format) {
        return report(failure, FailureText.advice(failure, messages), format);
    }

    /// The same with the request that led to it.
    int reportCall(Failure failure, OutputFormat format) {
        List<String> lines = new ArrayList<>(FailureText.request(failure, messages));
        lines.addAll(FailureText.advice(failure, messages));
        return report(failure, lines, format);
    }

    private int report(Failure failure, List<String> lines, OutputFormat format) {
        List<String> shown = format == OutputFormat.JSON ? List.of() : lines;
        return report(new Words(failure.kind(), FailureText.of(failure, messages), shown), ExitCode.of(failure), format,
                error -> members(error, failure));
    }

    /// Reports something of that kind and gives `exitCode`.
    int report(String kind, String sentence, int exitCode, OutputFormat format) {
        return report(new Words(kind, sentence, List.of()), exitCode, format, _ -> {
        });
    }

    private static void members(JsonOut.JsonObject error, Failure failure) {
        failure.asked().ifPresent(call -> {
            call.status().ifPresent(status -> error.number("status", status));
            error.text("method", call.method()).text("path", call.path());
            call.advice().ifPresent(advice -> error.texts("causes", advice.causes()).texts("help", advice.help()));
        });
        if (failure instanceof Failure.RateLimited(var wait, _)) {
            error.number("retry_after_seconds", Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private record Words(String kind, String sentence, List<String> lines) {
    }

    private int report(Words words, int exitCode, OutputFormat format, Consumer<JsonOut.JsonObject> more) {
        String text = Printable.clean(words.sentence());
        terminal.err().println(text);
        words.lines().forEach(line -> terminal.err().println(Printable.clean(line)));
        if (format == OutputFormat.JSON) {
            new JsonOut(terminal.err()).object(json -> json.object("error",
                    error -> more.accept(error.text("kind", words.kind()).text("message", text))));
        }
        terminal.err().flush();
        return exitCode;
    }
}
