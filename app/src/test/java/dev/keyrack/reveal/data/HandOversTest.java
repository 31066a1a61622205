package dev.keyrack.reveal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyrack.credential.data.MemoryKeychain;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Handing a secret over")
class HandOversTest {
    private static final String VALUE = "ab_live_" + "x1Y2".repeat(11);

    private final Messages messages = Messages.forLocale(Locale.ENGLISH);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MemoryKeychain keyring = new MemoryKeychain();
    private final HandOvers handOvers = new HandOvers(() -> keyring, out, messages);

    @TempDir
    Path folder;

    private HandOver target(String text) {
        return switch (handOvers.parse(text, "Nightly build 2")) {
            case Outcome.Ok<Optional<HandOver>>(var target) -> target.orElseThrow();
            case Outcome.Failed<Optional<HandOver>>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Outcome<String> deliver(HandOver target, String value) {
        try (Secret secret = Secret.wrap(value.getBytes(StandardCharsets.UTF_8))) {
            return target.deliver(secret);
        }
    }

    private static String problem(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Failed<String>(Failure.InvalidInput(_, var problem)) -> problem;
            case Outcome.Failed<String>(var failure) -> failure.kind();
            case Outcome.Ok<String>(var place) -> throw new AssertionError("went to " + place);
        };
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file", "file:", "file: ", "stdout:x", "clipboard:x", "fax:123", "/path", "env:",
            "keyring:", "command:", "FILE:x", "file:a\0b"})
    void refusesWhatIsNoTarget(String text) {
        assertThat(handOvers.parse(text, "key").isOk()).isFalse();
    }

    @Test
    void leavesTheClipboardToTheCaller() {
        assertThat(handOvers.parse("clipboard", "key")).isEqualTo(Outcome.ok(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"Nightly build 2, NIGHTLY_BUILD_2", "ünïcode-key!, N_CODE_KEY", "2nd, KEY_2ND", "---, API_KEY",
            "already_FINE, ALREADY_FINE"})
    void namesAVariableAfterTheKey(String key, String variable) {
        assertThat(HandOvers.variable(key)).isEqualTo(variable);
    }

    @Nested
    @DisplayName("to a file")
    class ToAFile {
        @Test
        void writesTheBareSecretAndALineEndForTheUserAlone() throws Exception {
            Path file = folder.resolve("secret:1.txt");
            HandOver target = target("file:" + file);
            assertThat(target.check()).isEqualTo(Outcome.ok(file.toString()));
            assertThat(files()).isEmpty();
            assertThat(deliver(target, VALUE)).isEqualTo(Outcome.ok(file.toString()));
            assertThat(file).hasContent(VALUE + "\n");
            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(files()).containsExactly("secret:1.txt");
        }

        @Test
        void neverReplacesOne() throws Exception {
            Path file = Files.writeString(folder.resolve("secret"), "mine");
            HandOver target = target("file:" + file);
            assertThat(problem(target.check())).isEqualTo("already_there");
            assertThat(problem(deliver(target, VALUE))).isEqualTo("already_there");
            assertThat(file).hasContent("mine");
            assertThat(files()).containsExactly("secret");
        }

        @Test
        void wantsAFolder() throws Exception {
            HandOver target = target("file:" + folder.resolve("missing").resolve("secret"));
            assertThat(problem(target.check())).isEqualTo("its folder does not exist");
            assertThat(problem(deliver(target, VALUE))).isEqualTo("storage_failed");
            assertThat(files()).isEmpty();
        }
    }

    @Nested
    @DisplayName("to an env file")
    class ToAnEnvFile {
        private Path file = Path.of("");

        @BeforeEach
        void place() {
            file = folder.resolve(".env");
        }

        @Test
        void makesTheFile() throws Exception {
            assertThat(deliver(target("env:" + file), VALUE)).isEqualTo(Outcome.ok("NIGHTLY_BUILD_2 in " + file));
            assertThat(file).hasContent("NIGHTLY_BUILD_2=" + VALUE + "\n");
            assertThat(permissions(file)).isEqualTo("rw-------");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                A=1\\nKEY=old\\nB=2\\n          | A=1\\nKEY=new\\nB=2\\n
                A=1\\r\\nKEY=old\\r\\nB=2\\r\\n | A=1\\r\\nKEY=new\\r\\nB=2\\r\\n
                export KEY = 'old' # x\\nB=2    | export KEY =new\\nB=2
                # KEY=old\\nMY_KEY=1\\nKEYS=2   | # KEY=old\\nMY_KEY=1\\nKEYS=2\\nKEY=new\\n
                A=1                             | A=1\\nKEY=new\\n
                A=1\\r\\n                       | A=1\\r\\nKEY=new\\r\\n
                KEY=                            | KEY=new
                KEY="two words"                 | KEY=new
                """)
        void setsOneLineAndKeepsTheRest(String before, String after) throws Exception {
            Files.writeString(file, before.translateEscapes());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(deliver(target("env:" + file + ":KEY"), "new").isOk()).isTrue();
            assertThat(Files.readString(file)).isEqualTo(after.translateEscapes());
            assertThat(Files.readString(folder.resolve(".env.bak"))).isEqualTo(before.translateEscapes());
            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve(".env.bak"))).isEqualTo("rw-------");
            assertThat(files()).containsExactly(".env", ".env.bak");
        }

        @Test
        void writesThroughALinkWhichStaysOne() throws Exception {
            Path real = Files.writeString(Files.createDirectory(folder.resolve("shared")).resolve("real.env"),
                    "A=1\nKEY=old\n");
            Files.createSymbolicLink(file, real);
            assertThat(deliver(target("env:" + file + ":KEY"), "new").isOk()).isTrue();
            assertThat(file).isSymbolicLink();
            assertThat(Files.readString(real)).isEqualTo("A=1\nKEY=new\n");
            assertThat(permissions(real)).isEqualTo("rw-------");
            assertThat(Files.readString(folder.resolve(".env.bak"))).isEqualTo("A=1\nKEY=old\n");
            assertThat(permissions(folder.resolve(".env.bak"))).isEqualTo("rw-------");
        }

        @Test
        void keepsBytesThatAreNoText() throws Exception {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                Files.write(file, noise);
                assertThat(deliver(target("env:" + file + ":KEY"), "new").isOk()).as("seed %d", seed).isTrue();
                byte[] after = Files.readAllBytes(file);
                assertThat(Arrays.copyOf(after, noise.length)).as("seed %d", seed).isEqualTo(noise);
            }
        }

        @ParameterizedTest
        @CsvSource({"with space, 'KEY=''with space''\n'", "$HOME, 'KEY=''$HOME''\n'", "a#b, 'KEY=''a#b''\n'"})
        void quotesWhatAShellWouldExpand(String value, String line) throws Exception {
            assertThat(deliver(target("env:" + file + ":KEY"), value).isOk()).isTrue();
            assertThat(Files.readString(file)).isEqualTo(line);
        }

        @ParameterizedTest
        @ValueSource(strings = {"it's", "two\nlines"})
        void refusesWhatCannotBeQuotedAndChangesNothing(String value) throws Exception {
            Files.writeString(file, "KEY=old\n");
            assertThat(problem(deliver(target("env:" + file + ":KEY"), value))).startsWith("the secret holds a quote");
            assertThat(file).hasContent("KEY=old\n");
            assertThat(files()).containsExactly(".env");
        }

        @ParameterizedTest
        @CsvSource({"'KEY=1\nKEY=2\n', the file sets KEY more than once",
                "'KEY=\"one\ntwo\"\n', the value of KEY goes over several lines"})
        void refusesLinesItCannotReplace(String before, String why) throws Exception {
            Files.writeString(file, before);
            assertThat(problem(target("env:" + file + ":KEY").check())).startsWith(why);
            assertThat(problem(deliver(target("env:" + file + ":KEY"), VALUE))).startsWith(why);
            assertThat(Files.readString(file)).isEqualTo(before);
        }

        @Test
        void refusesAFileThatGitTracks() throws Exception {
            assumeTrue(git("init", "-q") == 0, "git is not here");
            Files.writeString(file, "KEY=old\n");
            assertThat(target("env:" + file + ":KEY").check().isOk()).isTrue();
            git("add", ".env");
            assertThat(problem(target("env:" + file + ":KEY").check())).startsWith("git tracks this file");
            assertThat(problem(deliver(target("env:" + file + ":KEY"), VALUE))).startsWith("git tracks this file");
            assertThat(file).hasContent("KEY=old\n");
        }

        private int git(String... arguments) throws Exception {
            List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
            return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
    }

    @Nested
    @DisplayName("to the keyring")
    class ToTheKeyring {
        @Test
        void storesTheBareSecretUnderTheName() {
            HandOver target = target("keyring:ci token");
            assertThat(target.check()).isEqualTo(Outcome.ok("memory, service dev.keyrack, account ci token"));
            assertThat(deliver(target, VALUE).isOk()).isTrue();
            assertThat(keyring.load("ci token")).hasValue(VALUE.getBytes(StandardCharsets.UTF_8));
            assertThat(keyring.load("ci token (test)")).isEmpty();
        }

        @Test
        void neverReplacesAnItem() {
            keyring.store("ci", new byte[]{1});
            assertThat(problem(target("keyring:ci").check())).isEqualTo("already_there");
        }
    }

    @Nested
    @DisplayName("to a command")
    class ToACommand {
        private CommandTarget command(Duration limit, String... words) {
            return new CommandTarget(List.of(words), limit, System::getenv, messages);
        }

        @Test
        void givesTheBareSecretOnStandardInput() throws Exception {
            Path file = folder.resolve("got it");
            HandOver target = target("command:sh -c 'cat > \"$0\"' \"" + file + "\"");
            assertThat(target.check()).isEqualTo(Outcome.ok("standard input of sh"));
            assertThat(deliver(target, VALUE).isOk()).isTrue();
            assertThat(Files.readString(file)).isEqualTo(VALUE);
        }

        @Test
        void failsWithTheCommandsExitCodeAndShowsNothingItPrinted() {
            String problem = problem(deliver(target("command:sh -c 'cat; cat >&2; exit 3'"), VALUE));
            assertThat(problem).contains("exit code 3").doesNotContain(VALUE);
        }

        @Test
        void stopsACommandThatDoesNotEnd() {
            long start = System.nanoTime();
            assertThat(problem(deliver(command(Duration.ofMillis(200), "sh", "-c", "sleep 60 & sleep 60"), VALUE)))
                    .contains("did not end");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }

        @Test
        void knowsBeforehandThatAProgramIsMissing() {
            assertThat(problem(target("command:no-such-program-here x").check()))
                    .startsWith("there is no such program");
            assertThat(problem(target("command:/no/such/program").check())).startsWith("there is no such program");
        }

        @ParameterizedTest
        @ValueSource(strings = {"command:sh 'open", "command:sh \"open", "command:sh \\"})
        void refusesQuotesThatDoNotClose(String text) {
            assertThat(handOvers.parse(text, "key").isOk()).isFalse();
        }

        @Test
        void splitsLikeAShellAndExpandsNothing() {
            assertThat(CommandLine.split(" a  'b c'\"d \\\" $HOME\\x\" e\\ f '' * "))
                    .contains(List.of("a", "b cd \" $HOME\\x", "e f", "", "*"));
            assertThat(CommandLine.split("   ")).isEmpty();
        }
    }

    @Nested
    @DisplayName("to standard output")
    class ToStandardOutput {
        @Test
        void writesTheBareSecretAndALineEnd() {
            assertThat(deliver(target("stdout"), VALUE).isOk()).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(VALUE + "\n");
        }

        @Test
        void noticesThatNobodyTookIt() {
            OutputStream broken = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("broken pipe");
                }
            };
            assertThat(problem(deliver(new StreamTarget(broken, messages), VALUE))).isEqualTo("storage_failed");
            PrintStream print = new PrintStream(broken, true, StandardCharsets.UTF_8);
            assertThat(problem(deliver(new StreamTarget(print, messages), VALUE))).isEqualTo("storage_failed");
        }
    }
}
