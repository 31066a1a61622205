package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is read and written")
class TextFormsTest {
    private static Secret read(byte[] input) throws IOException {
        return SecretInput.firstLine(new ByteArrayInputStream(input));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n", "s3cret\nmore", "s3cret\r\nmore\n"})
    void aSecretEndsAtItsFirstLineBreak(String input) throws IOException {
        try (Secret secret = read(input.getBytes(StandardCharsets.UTF_8))) {
            assertThat(secret.reveal()).isEqualTo("s3cret");
        }
    }

    @Test
    void aSecretKeepsItsBlanksAndBytes() throws IOException {
        byte[] odd = {' ', (byte) 0xff, '\t', '\r', 'x', ' '};
        try (Secret secret = read(odd)) {
            assertThat(secret.use(byte[]::clone)).isEqualTo(odd);
        }
    }

    @Test
    void aLineWithoutEndIsNoSecret() {
        assertThatThrownBy(() -> read(new byte[64 * 1024 + 1])).isInstanceOf(IOException.class)
                .hasMessageContaining("65536");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"plain|plain", "a,b|\"a,b\"",
            "say \"so\"|\"say \"\"so\"\"\"", "``|``"})
    void cellsAreQuotedWhereTheyMustBe(String cell, String written) {
        assertThat(Csv.line(List.of(cell, "x"))).isEqualTo(written + ",x");
    }

    @Test
    void whateverACellHoldsIsReadBackTheSame() {
        long seed = 20261122;
        Random random = new Random(seed);
        String letters = "ab,\"\n\r ;é";
        for (int round = 0; round < 500; round++) {
            List<String> cells = new ArrayList<>();
            for (int cell = 0; cell < 1 + random.nextInt(4); cell++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(6); i > 0; i--) {
                    text.append(letters.charAt(random.nextInt(letters.length())));
                }
                cells.add(text.toString());
            }
            assertThat(parsed(Csv.line(cells))).as("seed %s, round %s", seed, round).isEqualTo(cells);
        }
    }

    /// RFC 4180, one record.
    private static List<String> parsed(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Test
    void columnsStandBelowEachOther() {
        Table table = new Table(List.of("A", "LONG HEADER", "C"));
        table.add(List.of("longer than that", "", "x"));
        table.add(List.of("é𝄞", "y", ""));

        assertThat(table.lines()).containsExactly("A                 LONG HEADER  C",
                "longer than that               x", "é𝄞                y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "a\nb", "\u202eabc", "\u0007", "\u2028", "\u200b", "\u009b1m"})
    void nothingFromOutsideSteersTheTerminal(String text) {
        assertThat(Printable.clean(text)).contains("\uFFFD").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]");
    }

    @Test
    void wordsOfAllLanguagesStayWhatTheyAre() {
        assertThat(Printable.clean("Schlüssel 鍵 🔑 مفتاح")).isEqualTo("Schlüssel 鍵 🔑 مفتاح");
    }
}
