package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The commands in the documents")
class DocumentedCommandsTest extends CliTestBase {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("\n```\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern HELPED = Pattern.compile("^ +(?:-\\w, )?(--[a-z-]+(?:, --[a-z-]+)*)",
            Pattern.MULTILINE);
    private static final Pattern WORDS = Pattern.compile("(?:[a-z]+ )*[a-z]+(?= |$)");
    /// What every command takes.
    private static final Set<String> GENERAL = Set.of("--home", "--output", "--passphrase-file", "--code", "--help",
            "--version");
    private static final Set<String> GROUPS = Set.of("authority", "provider", "profile", "key", "token", "twofactor");

    private static List<String> blocks(Path document) throws IOException {
        return BLOCK.matcher(Files.readString(document)).results().map(found -> found.group(1)).toList();
    }

    private String help(List<String> command) {
        int before = terminal.outText().length();
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        assertThat(run(arguments.toArray(String[]::new))).as("%s --help", command).isZero();
        return terminal.outText().substring(before);
    }

    private Set<String> options(List<String> command) {
        return HELPED.matcher(help(command)).results()
                .flatMap(found -> Arrays.stream(found.group(1).split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String line) {
        return OPTION.matcher(line).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The commands of the synopsis with what stands behind them, those that share a line apart.
    private static List<List<String>> synopsis() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String line : blocks(ROOT.resolve("docs/cli.md")).getFirst().lines().toList()) {
            String group = "";
            for (String part : line.substring("keyrack ".length()).split(" \\| ", -1)) {
                String whole = group + part;
                var matcher = WORDS.matcher(whole);
                assertThat(matcher.lookingAt()).as(line).isTrue();
                commands.add(List.of(matcher.group(), whole));
                group = whole.substring(0, whole.indexOf(' ') + 1);
            }
        }
        return commands;
    }

    @Test
    void standInTheSynopsisWithAllTheirOptions() throws IOException {
        for (List<String> command : synopsis()) {
            Set<String> known = options(List.of(command.getFirst().split(" ", -1)));
            known.removeAll(GENERAL);
            if (known.remove("--account")) { // the same as --email
                assertThat(command.getLast()).contains("--email");
            }
            assertThat(named(command.getLast())).as(command.getFirst()).isEqualTo(known);
        }
    }

    @Test
    void standInTheSynopsisOneAndAll() throws IOException {
        Set<String> listed = synopsis().stream().map(List::getFirst).collect(Collectors.toSet());
        Pattern command = Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE);
        for (String group : GROUPS) {
            String help = help(List.of(group));
            command.matcher(help.substring(help.indexOf("Commands:"))).results()
                    .forEach(found -> assertThat(listed).contains(group + " " + found.group(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/cli.md", "docs/descriptor.md"})
    void takeWhatTheirExamplesGive(String document) throws IOException {
        int found = 0;
        for (String block : blocks(ROOT.resolve(document))) {
            for (String line : block.replace("\\\n", " ").lines().toList()) {
                int at = line.indexOf("keyrack ");
                if (at < 0 || line.startsWith("mvn") || line.contains("[--")) {
                    continue;
                }
                List<String> words = List.of(line.substring(at).split("\\s+", -1));
                int start = 1;
                while (words.get(start).startsWith("--")) {
                    start += 2;
                }
                List<String> command = words.subList(start, start + (GROUPS.contains(words.get(start)) ? 2 : 1));
                if (!command.getFirst().matches("[a-z]+") || !command.getLast().matches("[a-z]+")) {
                    continue;
                }
                assertThat(options(command)).as(line).containsAll(named(line.substring(at)));
                found++;
            }
        }
        assertThat(found).isGreaterThan(2);
    }

    @Test
    void findInTheManualsExampleWhatTheManualSays() throws IOException {
        String slipped = Manual.example().replace("\"noun\":", "\"nouns\":")
                .replace("\"operation\": \"revoke\"", "\"operation\": \"revoked\"")
                .replace("{param.org}/grants", "{param.organisation}/grants");
        Path file = Files.writeString(home.resolve("parcelbay.json"), slipped);
        assertThat(run("provider", "check", file.toString())).isEqualTo(1);
        assertThat(terminal.outText().strip())
                .isEqualTo(Manual.blocks("## Write, check, add").getLast().strip());
    }

    @Test
    void addTheManualsExample() throws IOException {
        Path file = Files.writeString(home.resolve("parcelbay.json"), Manual.example());
        assertThat(run("provider", "check", file.toString())).isZero();
        assertThat(run("provider", "add", file.toString())).isZero();
        assertThat(home.resolve("config/providers/parcelbay.json")).hasContent(Manual.example());
    }
}
