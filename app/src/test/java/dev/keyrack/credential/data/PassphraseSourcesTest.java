package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.PassphraseSource.Purpose;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A passphrase")
class PassphraseSourcesTest {
    private final Messages messages = Messages.forLocale(Locale.ENGLISH);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private static String text(Optional<Secret> secret) {
        try (Secret open = secret.orElseThrow()) {
            return open.reveal();
        }
    }

    private PromptPassphrase prompt(String... typed) {
        Deque<String> lines = new ArrayDeque<>(Arrays.asList(typed));
        return new PromptPassphrase(_ -> lines.isEmpty() ? null : lines.pop().toCharArray(), said::add, messages);
    }

    private static FilePassphrase ok(Outcome<FilePassphrase> outcome) {
        return switch (outcome) {
            case Outcome.Ok<FilePassphrase>(var value) -> value;
            case Outcome.Failed<FilePassphrase>(var failure) -> throw new AssertionError(failure);
        };
    }

    @ParameterizedTest
    @CsvSource({"'one two', 'one two'", "'one\nsecond line\n', one", "'one\r\n', one", "' blanks ü \n', ' blanks ü '"})
    void isTheFirstLineOfAFile(String content, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("pass"), content);
        assertThat(text(ok(FilePassphrase.of(file, messages)).ask(Purpose.OPEN))).isEqualTo(expected);
    }

    @Test
    void isRefusedWhenTheFileIsMissingOrEmpty() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\nsecond");
        assertThat(FilePassphrase.of(empty, messages)).isEqualTo(
                Outcome.failed(new Failure.InvalidInput(empty.toString(), "the first line is empty")));
        Path missing = folder.resolve("missing");
        assertThat(FilePassphrase.of(missing, messages)).isEqualTo(
                Outcome.failed(new Failure.InvalidInput(missing.toString(), "there is no such file")));
        assertThat(FilePassphrase.of(folder, messages)).isEqualTo(
                Outcome.failed(new Failure.InvalidInput(folder.toString(), "the file cannot be read")));
    }

    @Test
    void comesWithAWarningWhenOthersCanReadTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("pass"), "one two three");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ok(FilePassphrase.of(file, messages)).isReadableByOthers()).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ok(FilePassphrase.of(file, messages)).isReadableByOthers()).isFalse();
    }

    @Test
    void isTypedOnceToOpen() {
        assertThat(text(prompt("correct horse").ask(Purpose.OPEN))).isEqualTo("correct horse");
        assertThat(said).isEmpty();
    }

    @Test
    void isTypedTwiceToCreate() {
        assertThat(text(prompt("correct horse", "correct horse").ask(Purpose.CREATE))).isEqualTo("correct horse");
    }

    @Test
    void isAskedForAgainWhenTheTwoDifferOrItIsTooShort() {
        PromptPassphrase prompt = prompt("short", "correct horse", "correct house", "battery staple",
                "battery staple");
        assertThat(text(prompt.ask(Purpose.CREATE))).isEqualTo("battery staple");
        assertThat(said).hasSize(3).contains("The two are different.",
                "A passphrase needs at least 8 characters.");
    }

    @Test
    void isGivenUpAfterThreeTries() {
        assertThat(prompt("1", "2", "3", "correct horse", "correct horse").ask(Purpose.CREATE)).isEmpty();
    }

    @Test
    void isDeclinedByAnEmptyLineOrTheEndOfInput() {
        assertThat(prompt("").ask(Purpose.OPEN)).isEmpty();
        assertThat(prompt().ask(Purpose.CREATE)).isEmpty();
    }
}
