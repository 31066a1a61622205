package dev.keyrack.cli;

import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;

/// Tells people, and on request programs, what went wrong. Standard output is left alone.
final class Problems {
    private final Terminal terminal;
    private final Messages messages;

    Problems(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    /// Reports `failure` and gives its exit code.
    int report(Failure failure, OutputFormat format) {
        return report(failure.kind(), FailureText.of(failure, messages), ExitCode.of(failure), format);
    }

    /// Reports something of that kind and gives `exitCode`.
    int report(String kind, String sentence, int exitCode, OutputFormat format) {
        String text = Printable.clean(sentence);
        terminal.err().println(text);
        if (format == OutputFormat.JSON) {
            new JsonOut(terminal.err()).object(
                    json -> json.object("error", error -> error.text("kind", kind).text("message", text)));
        }
        terminal.err().flush();
        return exitCode;
    }
}
