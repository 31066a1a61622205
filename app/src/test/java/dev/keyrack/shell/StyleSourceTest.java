package dev.keyrack.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sources of the desktop")
class StyleSourceTest {
    private static final Path MAIN = Path.of("src/main");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsb\\(");
    private static final Pattern COLOUR_IN_JAVA = Pattern.compile("\"#[0-9a-fA-F]{3,8}\"|Color\\.(web|rgb|[A-Z]+)\\b");

    private static List<String> lines(String ending, Pattern wanted, String butNotIn) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ending))
                    .filter(each -> !each.endsWith(butNotIn)).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (wanted.matcher(line).find()) {
                        found.add(file + ": " + line.strip());
                    }
                }
            }
        }
        return found;
    }

    @Test
    void keepColoursInTheTokensAlone() throws IOException {
        assertThat(Files.readString(MAIN.resolve("resources/dev/keyrack/shell/tokens.css"))).containsPattern(COLOUR);
        assertThat(lines(".css", COLOUR, "tokens.css")).isEmpty();
        assertThat(lines(".java", COLOUR_IN_JAVA, "none")).isEmpty();
    }

    @Test
    void styleNothingInline() throws IOException {
        assertThat(lines(".java", Pattern.compile("\\.setStyle\\("), "none")).isEmpty();
    }
}
