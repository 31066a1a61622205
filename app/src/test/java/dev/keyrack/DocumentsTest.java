package dev.keyrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Documents name tests, classes, files and members. What they name has to be there, so that they cannot rot in silence.
@DisplayName("The documents")
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path SCRIPTS = Path.of("src/test/sh");
    private static final Path DESCRIPTORS = Path.of("src/main/resources/dev/keyrack/providers");
    private static final Path AUTHORITY = Path.of("src/main/java/dev/keyrack/authority");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST_CLASS = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w*Test(?:\\.\\w+)*)`");
    private static final Pattern HOME_OF_TESTS = Pattern.compile("(?:a test is of|is a test in)\\s+`(\\w+)`");
    private static final Pattern DESCRIPTOR = Pattern.compile("descriptor\\s+`(\\w+\\.json)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][a-z]\\w*(?:\\.[a-z]\\w*)?");
    private static final Pattern MEMBER = Pattern.compile("[a-z]\\w*(?:\\.(?:\\w+|\\*))+");
    private static final Pattern QUALIFIED = Pattern.compile("(?:[a-z]+\\.)*[A-Z][a-z]\\w*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A row of a table.
    ///
    /// @param tests      class whose tests are named without it; empty text if there is none
    /// @param descriptor the section's descriptor; empty text if there is none
    private record Row(String place, String tests, String descriptor, List<String> cells) {
        List<String> named(int cell) {
            return CODE.matcher(cells.get(cell)).results().map(found -> found.group(1)).toList();
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
        }
        return all;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rows of a document's tables, without their headings.
    private static List<Row> rows(String document) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = read(ROOT.resolve("docs").resolve(document)).lines().toList();
        StringBuilder intro = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                intro.setLength(0);
            }
            boolean isRow = line.startsWith("|") && !line.startsWith("|--") && i > 0
                    && !(i + 1 < lines.size() && lines.get(i + 1).startsWith("|--"));
            if (isRow) {
                String inner = line.substring(1, line.lastIndexOf('|'));
                rows.add(new Row(document + ":" + (i + 1), first(HOME_OF_TESTS, intro), first(DESCRIPTOR, intro),
                        Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList()));
            } else {
                intro.append(line).append('\n');
            }
        }
        return rows;
    }

    private static String first(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Whether there is such a class, such a nested class, or such a test, as in `engine.SignInTest.renews`.
    private static boolean isThere(String name) {
        List<String> parts = new ArrayList<>(List.of(name.split("\\.", -1)));
        StringBuilder folder = new StringBuilder("/");
        while (!Character.isUpperCase(parts.getFirst().charAt(0))) {
            folder.append(parts.removeFirst()).append('/');
            if (parts.isEmpty()) {
                return false;
            }
        }
        String file = folder + parts.removeFirst() + ".java";
        try (Stream<Path> sources = Files.walk(TESTS)) {
            return sources.filter(source -> source.toString().endsWith(file)).map(DocumentsTest::read)
                    .anyMatch(source -> parts.stream().allMatch(part -> Pattern
                            .compile("(?:class|void|ArchRule) " + part + "\\b").matcher(source).find()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tests that a cell names and that are not there.
    private static List<String> lost(Row row) {
        Set<String> homes = new HashSet<>(Set.of(row.tests()));
        List<String> named = row.named(row.cells().size() - 1);
        named.stream().filter(name -> name.contains("Test"))
                .forEach(name -> homes.add(name.substring(0, name.indexOf("Test") + 4)));
        return named.stream().filter(name -> name.endsWith(".sh")
                ? !Files.exists(SCRIPTS.resolve(name))
                : name.startsWith(".ci/")
                        ? !Files.exists(ROOT.resolve(name))
                        : !isThere(name) && homes.stream().noneMatch(
                                home -> !home.isEmpty() && !name.contains(".") && isThere(home + "." + name)))
                .map(name -> row.place() + " " + name).toList();
    }

    @Test
    void nameNoTestThatIsNotThere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path document : documents()) {
            TEST_CLASS.matcher(read(document)).results().map(found -> found.group(1)).filter(name -> !isThere(name))
                    .forEach(name -> lost.add(document.getFileName() + " " + name));
        }
        rows("systems.md").forEach(row -> lost.addAll(lost(row)));
        rows("architecture.md").stream().filter(row -> !row.tests().isEmpty()).forEach(row -> lost.addAll(lost(row)));
        assertThat(lost).isEmpty();
    }

    @Test
    void haveATestForEveryStatementOfTheSystems() {
        List<Row> rows = rows("systems.md");
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows).allSatisfy(row -> {
            String test = row.cells().getLast();
            boolean isPlain = row.cells().subList(1, row.cells().size()).stream().allMatch("–"::equals);
            assertThat(isPlain || test.contains("`") || test.startsWith("the same") || test.startsWith("as above"))
                    .as(row.place()).isTrue();
        });
        assertThat(rows.getFirst().cells().getLast()).contains("`");
    }

    @Test
    void nameNoClassOfTheAuthorityThatIsNotThere() throws IOException {
        List<String> lost = new ArrayList<>();
        try (Stream<Path> files = Files.walk(AUTHORITY)) {
            List<Path> sources = files.toList();
            for (Row row : rows("systems.md")) {
                int cell = row.cells().size() - 3;
                row.named(cell).stream().filter(name -> CLASS_NAME.matcher(name).matches())
                        .filter(name -> sources.stream().noneMatch(source -> holds(source, name)))
                        .forEach(name -> lost.add(row.place() + " " + name));
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void nameNoClassOfTheArchitectureThatIsNotThere() throws IOException {
        List<String> named = rows("architecture.md").stream().flatMap(row -> row.named(0).stream())
                .filter(name -> QUALIFIED.matcher(name).matches()).toList();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> sources = files.map(Path::toString).toList();
            assertThat(named).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(sources)
                    .anyMatch(source -> source.endsWith("/" + name.replace('.', '/') + ".java")));
        }
    }

    private static boolean holds(Path source, String name) {
        String[] parts = name.split("\\.", -1);
        return source.endsWith(parts[0] + ".java")
                && (parts.length == 1 || read(source).contains(" " + parts[1] + "("));
    }

    @Test
    void nameNoMemberOfADescriptorThatIsNotThere() {
        List<String> lost = new ArrayList<>();
        int found = 0;
        for (Row row : rows("systems.md")) {
            JsonNode root = JSON.readTree(read(DESCRIPTORS.resolve(row.descriptor())));
            for (String name : row.named(row.cells().size() - 2)) {
                if (!MEMBER.matcher(name).matches() || name.contains(".json") || name.contains(".env")) {
                    continue;
                }
                boolean isThere = Stream.of(root, root.at("/resources/0"))
                        .anyMatch(start -> leads(start, List.of(name.split("\\.", -1))));
                found++;
                if (!isThere) {
                    lost.add(row.place() + " " + name);
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(found).isGreaterThan(50);
    }

    private static boolean leads(JsonNode node, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        if (node.isArray() || path.getFirst().equals("*")) {
            List<String> rest = node.isArray() ? path : path.subList(1, path.size());
            return node.valueStream().anyMatch(child -> leads(child, rest));
        }
        return node.has(path.getFirst()) && leads(node.get(path.getFirst()), path.subList(1, path.size()));
    }

    @Test
    void linkToNothingThatIsNotThere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(read(document)).results().map(found -> found.group(1))
                    .filter(target -> !target.startsWith("http"))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> lost.add(document.getFileName() + " " + target));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void listEveryDecision() throws IOException {
        String index = read(ROOT.resolve("docs/decisions/README.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("0")))
                    .hasSizeGreaterThan(10).allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void keepTo120Columns() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path document : documents()) {
            boolean isCode = false;
            int number = 0;
            for (String line : read(document).lines().toList()) {
                number++;
                isCode ^= line.startsWith("```");
                if (!isCode && !line.startsWith("|") && line.length() > 120) {
                    wide.add(document.getFileName() + ":" + number);
                }
            }
        }
        assertThat(wide).isEmpty();
    }
}
