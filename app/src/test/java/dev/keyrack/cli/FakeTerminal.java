package dev.keyrack.cli;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A terminal in memory, with somebody at it as long as `answers` is there.
final class FakeTerminal implements Terminal {
    final Deque<String> answers = new ArrayDeque<>();
    final List<String> questions = new ArrayList<>();
    boolean isAttended;
    boolean isScreen;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private byte[] input = new byte[0];

    void type(String... lines) {
        isAttended = true;
        answers.addAll(List.of(lines));
    }

    void pipe(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
    }

    String outText() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errText() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void reset() {
        out.reset();
        err.reset();
        questions.clear();
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(input);
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public PassphraseSource passphrases(Messages messages) {
        return _ -> askHidden("Passphrase: ");
    }

    @Override
    public boolean canAsk() {
        return isAttended;
    }

    @Override
    public boolean isScreen() {
        return isScreen;
    }

    @Override
    public Optional<String> ask(String prompt) {
        if (!isAttended) {
            return Optional.empty();
        }
        questions.add(prompt);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Secret> askHidden(String prompt) {
        return ask(prompt).map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
