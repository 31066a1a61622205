package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// [PassphraseSource] that asks at the terminal without echo; twice for a new passphrase.
public final class PromptPassphrase implements PassphraseSource {
    private static final int TRIES = 3;

    private final Function<String, char @Nullable []> readHidden;
    private final Consumer<String> say;
    private final Messages messages;

    /// Asks by the given means.
    ///
    /// @param readHidden shows a prompt and gives what was typed; `null` at the end of input
    /// @param say        shows a line
    PromptPassphrase(Function<String, char @Nullable []> readHidden, Consumer<String> say, Messages messages) {
        this.readHidden = readHidden;
        this.say = say;
        this.messages = messages;
    }

    /// Asks at this program's terminal; [PassphraseSource#NONE] if it has none.
    public static PassphraseSource atTerminal(Messages messages) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .<PassphraseSource>map(console -> new PromptPassphrase(prompt -> console.readPassword("%s", prompt),
                        line -> console.printf("%s%n", line), messages))
                .orElse(NONE);
    }

    @Override
    public Optional<Secret> ask(Purpose purpose) {
        return switch (purpose) {
            case OPEN -> read(messages.get("credential.prompt.open"));
            case CREATE -> create();
        };
    }

    private Optional<Secret> create() {
        say.accept(messages.get("credential.prompt.create.explain"));
        for (int i = 0; i < TRIES; i++) {
            Optional<Secret> first = read(messages.get("credential.prompt.create"));
            if (first.isEmpty()) {
                return first;
            }
            if (VaultOpener.characters(first.get()) < VaultOpener.MIN_PASSPHRASE) {
                first.get().close();
                say.accept(messages.get("credential.prompt.too-short", VaultOpener.MIN_PASSPHRASE));
                continue;
            }
            try (Secret second = read(messages.get("credential.prompt.repeat")).orElseGet(PromptPassphrase::nothing)) {
                if (second.sameAs(first.get())) {
                    return first;
                }
            }
            first.get().close();
            say.accept(messages.get("credential.prompt.differs"));
        }
        return Optional.empty();
    }

    private static Secret nothing() {
        return Secret.wrap(new byte[0]);
    }

    private Optional<Secret> read(String prompt) {
        char[] typed = readHidden.apply(prompt);
        if (typed == null || typed.length == 0) {
            return Optional.empty();
        }
        Secret secret = Secret.ofChars(typed);
        Arrays.fill(typed, '\0');
        return Optional.of(secret);
    }
}
