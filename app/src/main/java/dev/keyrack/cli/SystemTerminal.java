package dev.keyrack.cli;

import dev.keyrack.credential.data.PromptPassphrase;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal that the process was started in. What is not shown on a screen is UTF-8, whatever the system's own
/// encoding is.
public final class SystemTerminal implements Terminal {
    private final @Nullable Console console;
    private final PrintStream out;

    /// Takes over the process's streams.
    public SystemTerminal() {
        console = Optional.ofNullable(System.console()).filter(Console::isTerminal).orElse(null);
        out = console != null
                ? System.out
                : new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }

    @Override
    public InputStream in() {
        return System.in;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public boolean canAsk() {
        return console != null;
    }

    /// Java tells only of input and output together, and input may well be a pipe: the shell's own test is asked.
    @Override
    public boolean isScreen() {
        if (console != null) {
            return true;
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "1").redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException _) {
            return false; // there is no such program, as on Windows
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Optional<String> ask(String prompt) {
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public PassphraseSource passphrases(Messages messages) {
        return PromptPassphrase.atTerminal(messages);
    }

    @Override
    public Optional<Secret> askHidden(String prompt) {
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.ofChars(typed));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
