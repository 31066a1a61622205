package dev.keyrack.reveal.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads where a new secret shall go, as `--secret-to` and the reveal dialog write it.
public final class HandOvers {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NOT_IN_VARIABLE = Pattern.compile("[^A-Za-z0-9]+");
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);

    private final Supplier<Keychain> keyring;
    private final OutputStream standardOutput;
    private final Messages messages;

    /// Joins what targets need.
    ///
    /// @param keyring        the system's keyring, for items that other programs look up; asked only if it is named
    /// @param standardOutput where `stdout` goes; must not be closed
    public HandOvers(Supplier<Keychain> keyring, OutputStream standardOutput, Messages messages) {
        this.keyring = keyring;
        this.standardOutput = standardOutput;
        this.messages = messages;
    }

    /// Reads `file:PATH`, `env:PATH[:NAME]`, `keyring:NAME`, `command:CMD`, `stdout` or `clipboard`.
    ///
    /// @param keyName name of the key, from which an env variable takes its name if `text` gives none
    /// @return the target; empty for the clipboard, which belongs to the desktop
    public Outcome<Optional<HandOver>> parse(String text, String keyName) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        boolean takesMore = !kind.equals("stdout") && !kind.equals("clipboard");
        if (takesMore == rest.isBlank() || takesMore != colon >= 0) {
            return unknown(text);
        }
        try {
            return switch (kind) {
                case "clipboard" -> Outcome.ok(Optional.empty());
                case "stdout" -> target(new StreamTarget(standardOutput, messages));
                case "file" -> target(new FileTarget(Path.of(rest), messages));
                case "env" -> target(env(rest, keyName));
                case "keyring" -> target(new KeyringTarget(keyring.get(), rest, messages));
                case "command" -> command(rest);
                default -> unknown(text);
            };
        } catch (InvalidPathException _) {
            return unknown(text);
        }
    }

    /// What an environment variable for the key would be called: capitals, digits and `_`.
    public static String variable(String keyName) {
        String name = NOT_IN_VARIABLE.matcher(keyName).replaceAll("_").replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        if (name.isEmpty()) {
            return "API_KEY";
        }
        return Character.isDigit(name.charAt(0)) ? "KEY_" + name : name;
    }

    // The last colon divides: paths hold colons too, on Windows each of them.
    private HandOver env(String rest, String keyName) {
        int colon = rest.lastIndexOf(':');
        if (colon > 0 && VARIABLE.matcher(rest.substring(colon + 1)).matches()) {
            return new EnvFileTarget(Path.of(rest.substring(0, colon)), rest.substring(colon + 1), messages);
        }
        return new EnvFileTarget(Path.of(rest), variable(keyName), messages);
    }

    private Outcome<Optional<HandOver>> command(String line) {
        return CommandLine.split(line)
                .map(words -> target(new CommandTarget(words, COMMAND_LIMIT, System::getenv, messages)))
                .orElseGet(() -> Outcome
                        .failed(new Failure.InvalidInput("command", messages.get("reveal.target.bad-command"))));
    }

    private Outcome<Optional<HandOver>> unknown(String text) {
        return Outcome.failed(new Failure.InvalidInput(text, messages.get("reveal.target.unknown")));
    }

    private static Outcome<Optional<HandOver>> target(HandOver target) {
        return Outcome.ok(Optional.of(target));
    }
}
