package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.shared.log.BugCode;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CliTest extends CliTestBase {
    private static final Call CALL = FakeGateway.call(400);

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new Failure.SignInRefused(CALL), 3, "sign_in_refused"),
                Arguments.of(new Failure.SecondFactorNeeded(true), 3, "second_factor_needed"),
                Arguments.of(new Failure.Refused("keys:read", CALL), 3, "refused"),
                Arguments.of(new Failure.Rejected(CALL), 2, "rejected"),
                Arguments.of(new Failure.RateLimited(Duration.ofSeconds(7), CALL), 4, "rate_limited"),
                Arguments.of(new Failure.Unreachable(Failure.Unreachable.Cause.DNS, "a.test"), 4, "unreachable"),
                Arguments.of(new Failure.BadAnswer(Failure.BadAnswer.Flaw.NOT_JSON, "<", CALL), 4, "bad_answer"),
                Arguments.of(new Failure.Unsupported("list", "It cannot."), 2, "unsupported"),
                Arguments.of(new Failure.NotFound("key", "x", List.of()), 5, "not_found"),
                Arguments.of(new Failure.Ambiguous("key", "x", List.of("a", "b")), 5, "ambiguous"),
                Arguments.of(new Failure.AlreadyThere("profile", "x"), 2, "already_there"),
                Arguments.of(new Failure.InvalidInput("x", "no"), 2, "invalid_input"),
                Arguments.of(new Failure.NoCredential("demo"), 6, "no_credential"),
                Arguments.of(new Failure.StorageFailed("reading", "disk"), 6, "storage_failed"),
                Arguments.of(new Failure.KeychainFailed(Failure.KeychainFailed.Problem.LOCKED, "x", Optional.empty()),
                        6, "keychain_failed"));
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @MethodSource("failures")
    void hasAnExitCodeAndASentenceForEachFailure(Failure failure, int exitCode, String kind) {
        haveProfile();
        services.gateway.failure = Optional.of(failure);

        assertThat(run("key", "list", "--profile", "demo", "--output", "json")).isEqualTo(exitCode);
        List<String> lines = terminal.errText().lines().toList();
        assertThat(terminal.outText()).isEmpty();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).endsWith(".");
        assertThat(lines.getLast()).startsWith("{\"error\":{\"kind\":\"" + kind + "\",\"message\":\"").endsWith("}}");
    }

    @Test
    void writesOneSentenceAndNoJsonUnlessItIsAskedFor() {
        assertThat(run("key", "list", "--profile", "x")).isEqualTo(5);
        assertThat(terminal.errText()).isEqualTo("There is no profile called x.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key list", "key", "profile", "nonsense", "key list --profile demo --output xml",
            "key list --profile demo --idle soon", "key list --profile demo --status dead",
            "key list --profile demo --as-of yesterday", "key list --profile demo --nonsense",
            "key create --profile demo --name x",
            "key create --profile demo --name x --secret-to stdout --expires-in soon",
            "authority", "authority start --system nope", "authority start --port 0", "authority start --port http",
            "authority start --sample lots", "authority start --plan gold", "profile add", "key revoke --profile demo"})
    void answersWrongUsageWithASentenceAndAHint(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(terminal.outText()).isEmpty();
        assertThat(terminal.errText()).matches("(?s)[^\n]+; keyrack[a-z ]* --help tells how it is used\\.\n");
        assertThat(opened).isEmpty();
    }

    @Test
    void saysWrongUsageAlsoAsJson() {
        assertThat(run("key", "list", "--output=json")).isEqualTo(2);
        assertThat(terminal.errText()).isEqualTo("""
                Missing required option: '--profile=NAME'; keyrack key list --help tells how it is used.
                {"error":{"kind":"usage","message":"Missing required option: '--profile=NAME'; keyrack key list --help \
                tells how it is used."}}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output json profile list", "profile --output json list", "profile list --output json",
            "profile list --output=json"})
    void takesItsOptionsBeforeAndAfterTheCommand(String line) {
        haveProfile();

        assertThat(run(line.split(" "))).isZero();
        assertThat(terminal.outText()).startsWith("[\n{\"name\":\"demo\"");
    }

    @Test
    void findsItsFoldersByOptionBeforeTheEnvironment() {
        run("--home", "/x/y", "profile", "list");
        run("profile", "list");

        assertThat(opened.getFirst().paths()).isEqualTo(AppPaths.below(Path.of("/x/y")));
        assertThat(opened.getLast().paths()).isEqualTo(AppPaths.below(home));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "--help", "help", "key --help", "key list --help", "help key"})
    void touchesNothingToTellWhatItIs(String line) throws IOException {
        assertThat(run(line.split(" "))).isZero();
        assertThat(opened).isEmpty();
        assertThat(terminal.outText()).isNotBlank();
        assertThat(terminal.errText()).isEmpty();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void knowsItsVersion() {
        run("version", "--output", "json");

        assertThat(terminal.outText()).matches("\\{\"version\":\"[0-9]+\\.[0-9]+\\.[0-9]+\",\"java\":\"25[^\"]*\"}\n");
    }

    @Test
    void handsTheTourItsFolderAndItsExitCodeBack() {
        assertThat(run("tour", "--out", "/pictures")).isEqualTo(7);
        assertThat(run("tour")).isEqualTo(7);
        assertThat(tours).containsExactly(Optional.of(Path.of("/pictures")), Optional.empty());
    }

    @Test
    void keepsTheDetailsOfABugInTheLog() throws IOException {
        open = _ -> {
            throw new IllegalArgumentException("a mistake");
        };

        assertThat(run("profile", "list", "--output", "json")).isEqualTo(70);
        assertThat(terminal.errText()).doesNotContain("a mistake", "\tat ").contains("{\"error\":{\"kind\":\"bug\"");
        String code = terminal.errText().replaceFirst("(?s).*?code ([0-9a-f]{8}).*", "$1");
        assertThat(Files.readString(home.resolve("state/keyrack.log"))).contains("bug " + code,
                "IllegalArgumentException: a mistake", "\tat ");
    }

    @Test
    void givesTheSameMistakeTheSameCode() {
        List<String> codes = Stream.of("one", "two").map(IllegalStateException::new).map(BugCode::of).toList();

        assertThat(codes.getFirst()).isEqualTo(codes.getLast());
    }

    @Test
    void closesWhatItOpened() {
        run("profile", "list");

        assertThat(services.isClosed).isTrue();
    }

    @Test
    void reportsBrokenStorageFromWhereverItComes() {
        haveProfile();
        services.inventory.isBroken = true;

        assertThat(run("key", "list", "--profile", "demo", "--offline")).isEqualTo(6);
        assertThat(terminal.errText()).startsWith("Local storage failed while reading keys (disk full).");
    }

    @Test
    void readsThePassphraseFromTheFileThatIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("pass"), "correct horse\r\nsecond line\n");
        run("profile", "list", "--passphrase-file", file.toString());

        try (Secret passphrase = opened.getFirst().passphrases().ask(PassphraseSource.Purpose.OPEN).orElseThrow()) {
            assertThat(passphrase.reveal()).isEqualTo("correct horse");
        }
    }

    @Test
    void readsThePassphraseFromTheFileOfTheEnvironment() throws IOException {
        Path file = Files.writeString(home.resolve("pass"), "correct horse");
        environment.put("KEYRACK_PASSPHRASE_FILE", file.toString());
        run("profile", "list");

        assertThat(opened.getFirst().isPassphraseFileGiven()).isTrue();
        try (Secret passphrase = opened.getFirst().passphrases().ask(PassphraseSource.Purpose.OPEN).orElseThrow()) {
            assertThat(passphrase.reveal()).isEqualTo("correct horse");
        }
    }

    @Test
    void warnsOfAPassphraseFileThatOthersCanRead() throws IOException {
        Path file = Files.writeString(home.resolve("pass"), "correct horse");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("profile", "list", "--passphrase-file", file.toString())).isZero();

        assertThat(terminal.errText()).contains("can be read by other users");
    }

    @Test
    void saysWhatIsWrongWithThePassphraseFile() {
        assertThat(run("profile", "list", "--passphrase-file", home.resolve("none").toString())).isEqualTo(2);
        assertThat(opened).isEmpty();
        assertThat(terminal.errText()).startsWith(home.resolve("none").toString());
    }

    @Test
    void asksNobodyForAPassphraseWhereNobodyIs() {
        run("profile", "list");

        assertThat(opened.getFirst().passphrases().ask(PassphraseSource.Purpose.OPEN)).isEmpty();
    }
}
