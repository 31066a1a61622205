package dev.keyrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The texts")
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/keyrack");
    private static final Path RESOURCES = Path.of("src/main/resources/dev/keyrack");
    private static final Pattern ASKED = Pattern.compile("\\b(?:messages|texts)(?:\\(\\))?\\s*\\.\\s*get\\(\\s*");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z0-9-]+)+)\"\\s*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    /// One place where the program asks for a text.
    ///
    /// @param arguments how many arguments follow the key
    private record Asked(Path file, String feature, String key, int arguments) {
        @Override
        public String toString() {
            return key + " (" + arguments + " arguments) in " + file;
        }
    }

    /// One text with the comment that is nearest above it.
    private record Text(String feature, String key, String pattern, String comment) {
        Set<Integer> placeholders() {
            Matcher matcher = PLACEHOLDER.matcher(withoutQuoted());
            return matcher.results().map(found -> Integer.valueOf(found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        String withoutQuoted() {
            return pattern.replace("''", "").replaceAll("'[{}]+'", "");
        }
    }

    @Test
    void everyKeyIsLiteralWhereItIsAskedFor() throws IOException {
        List<String> unclear = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            Matcher asked = ASKED.matcher(source);
            while (asked.find()) {
                if (!LITERAL.matcher(source).region(asked.end(), source.length()).lookingAt()) {
                    unclear.add(file + ": " + source.lines().skip(lineOf(source, asked.start()) - 1L).findFirst());
                }
            }
        }
        assertThat(unclear).isEmpty();
    }

    @Test
    void everyTextThatIsAskedForExists() throws IOException {
        Set<String> known = keys();
        assertThat(asked()).isNotEmpty().filteredOn(asked -> !known.contains(asked.key())).isEmpty();
    }

    @Test
    void everyTextIsAskedForSomewhere() throws IOException {
        Set<String> asked = asked().stream().map(Asked::key).collect(Collectors.toSet());
        assertThat(keys()).isNotEmpty().filteredOn(key -> !asked.contains(key)).isEmpty();
    }

    @Test
    void featuresUseTheirOwnTextsAndTheSharedOnes() throws IOException {
        assertThat(asked()).filteredOn(asked -> !asked.key().startsWith(asked.feature() + ".")
                && !asked.key().startsWith("shared.")).isEmpty();
        assertThat(texts()).filteredOn(text -> !text.key().startsWith(text.feature() + ".")).isEmpty();
    }

    @Test
    void everyTextIsAMessageFormat() throws IOException {
        for (Text text : texts()) {
            assertThatCode(() -> new MessageFormat(text.pattern(), Locale.ENGLISH)).as(text.key())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void apostrophesAreDoubled() throws IOException {
        assertThat(texts()).filteredOn(text -> text.withoutQuoted().contains("'")).isEmpty();
    }

    @Test
    void eachTextGetsAsManyArgumentsAsItHasPlaceholders() throws IOException {
        TreeMap<String, Integer> expected = new TreeMap<>();
        for (Text text : texts()) {
            Set<Integer> placeholders = text.placeholders();
            expected.put(text.key(), placeholders.size());
            assertThat(placeholders).as("placeholders of %s, without a gap", text.key())
                    .isEqualTo(Stream.iterate(0, n -> n + 1).limit(placeholders.size()).collect(Collectors.toSet()));
        }
        assertThat(asked())
                .filteredOn(asked -> expected.getOrDefault(asked.key(), asked.arguments()) != asked.arguments())
                .isEmpty();
    }

    @Test
    void eachPlaceholderIsExplainedByTheCommentAbove() throws IOException {
        assertThat(texts()).filteredOn(
                text -> text.placeholders().stream().anyMatch(index -> !text.comment().contains("{" + index + "}")))
                .isEmpty();
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        List<String> all = texts().stream().map(Text::key).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void argumentsAreCountedAcrossNestedCallsAndTexts() {
        assertThat(countArguments(")")).isZero();
        assertThat(countArguments(", a)")).isEqualTo(1);
        assertThat(countArguments(", f(a, \"b), c\"), x ? ',' : y[1, 2])")).isEqualTo(2);
    }

    private static List<Asked> asked() throws IOException {
        List<Asked> all = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            Matcher asked = ASKED.matcher(source);
            while (asked.find()) {
                Matcher literal = LITERAL.matcher(source).region(asked.end(), source.length());
                if (literal.lookingAt()) {
                    int arguments = countArguments(source.substring(literal.end()));
                    all.add(new Asked(file, SOURCES.relativize(file).getName(0).toString(), literal.group(1),
                            arguments));
                }
            }
        }
        return all;
    }

    /// Counts the commas up to the parenthesis that closes the call, outside nested ones and literals.
    private static int countArguments(String rest) {
        int depth = 0;
        int count = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfLiteral(rest, i);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' && depth == 0) {
                return count;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                count++;
            }
        }
        throw new IllegalArgumentException("no end of the call in " + rest);
    }

    private static int endOfLiteral(String text, int start) {
        int i = start + 1;
        while (text.charAt(i) != text.charAt(start)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static Set<String> keys() throws IOException {
        return texts().stream().map(Text::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Text> texts() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith("texts.properties")).sorted().flatMap(TextsTest::read).toList();
        }
    }

    private static Stream<Text> read(Path file) {
        String feature = RESOURCES.relativize(file).getName(0).toString();
        List<Text> texts = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        boolean isInComment = false;
        try {
            for (String line : Files.readString(file).replaceAll("\\\\\\R\\s*", "").lines().toList()) {
                if (line.startsWith("#")) {
                    if (!isInComment) {
                        comment.setLength(0);
                    }
                    comment.append(line);
                } else if (!line.isBlank()) {
                    Properties one = new Properties();
                    one.load(new StringReader(line));
                    one.stringPropertyNames().forEach(
                            key -> texts.add(new Text(feature, key, one.getProperty(key), comment.toString())));
                }
                isInComment = line.startsWith("#");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stream();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static int lineOf(String source, int position) {
        return (int) source.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }
}
