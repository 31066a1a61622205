package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.bootstrap.AppGraph;
import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Settings;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nothing is fake here: real HTTP, real SQLite, the real encrypted file.
@DisplayName("The command line on a real authority")
class EndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final FakeTerminal terminal = new FakeTerminal();
    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Authority authority;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ReadyLine ready;

    @BeforeEach
    void start() throws AuthorityException, IOException {
        startAuthority();
        Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        Files.setPosixFilePermissions(folder.resolve("passphrase"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        authority.close();
        http.close();
    }

    private void startAuthority() throws AuthorityException {
        authority = Authority.start(new AuthorityOptions(folder.resolve("server"),
                Set.of(Authority.systems().iterator().next()), OptionalInt.empty(), Optional.empty(),
                new Sample.None(), Plan.FREE), InstantSource.system());
        ready = authority.ready().getFirst();
    }

    private int run(String... arguments) {
        terminal.reset();
        List<String> all = new ArrayList<>(List.of("--home", home().toString(), "--passphrase-file",
                folder.resolve("passphrase").toString()));
        all.addAll(List.of(arguments));
        Messages messages = Messages.forLocale(Locale.ENGLISH);
        return new Cli(terminal, new Host(Map.of(), "Linux", folder),
                settings -> new AppGraph(settings, Clock.tickMillis(ZoneOffset.UTC), messages, Optional::empty), _ -> 0)
                .run(all.toArray(String[]::new));
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        assertThat(run(all.toArray(String[]::new))).as(terminal.errText()).isZero();
        return JSON.readTree(terminal.outText());
    }

    private Path home() {
        return folder.resolve("home");
    }

    private int addProfile(String... more) {
        List<String> all = new ArrayList<>(List.of("profile", "add", "demo", "--provider", ready.system(),
                "--environment", "development", "--url", ready.baseUrl().toString(), "--email", ready.email(),
                "--secret-stdin"));
        all.addAll(List.of(more));
        try (Secret password = ready.password()) {
            terminal.pipe(password.reveal());
        }
        return run(all.toArray(String[]::new));
    }

    private int use(String value) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(ready.baseUrl().resolve("/v1/databases"))
                .header("Authorization", "Bearer " + value).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private JsonNode post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ready.baseUrl() + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private String create(String name) throws IOException {
        Path file = folder.resolve(name + ".secret");
        json("key", "create", "--profile", "demo", "--name", name, "--scope", "databases:read", "--expires-in", "90d",
                "--secret-to", "file:" + file);
        return Files.readString(file).strip();
    }

    @Test
    void changesThePassphraseOfItsKeychainAndRenewsTheKey() throws IOException {
        assertThat(addProfile()).as(terminal.errText()).isZero();
        assertThat(json("keychain", "show").toString()).isEqualTo("{\"kind\":\"encrypted_file\","
                + "\"reason\":\"passphrase_file_given\",\"keyring_problem\":null,\"openings\":[\"passphrase\"],"
                + "\"open\":false}");
        Path next = Files.writeString(folder.resolve("next"), "battery staple horse\n");
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        assertThat(json("keychain", "passphrase", "--new-passphrase-file", next.toString()).at("/open").asBoolean())
                .isTrue();
        byte[] vault = Files.readAllBytes(home().resolve("data/vault.json"));
        assertThat(run("key", "list", "--profile", "demo")).isEqualTo(6);
        assertThat(terminal.errText()).contains("The passphrase does not open the encrypted file.");
        assertThat(home().resolve("data/vault.json")).hasBinaryContent(vault);
        Files.move(next, folder.resolve("passphrase"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("keychain", "rotate")).as(terminal.errText()).isZero();
        assertThat(Files.readAllBytes(home().resolve("data/vault.json"))).isNotEqualTo(vault);
        assertThat(run("key", "list", "--profile", "demo")).as(terminal.errText()).isZero();
    }

    @Test
    void followsAKeyFromItsCreationToItsDeath() throws IOException, InterruptedException {
        assertThat(addProfile()).as(terminal.errText()).isZero();
        assertThat(terminal.outText()).contains("Kept in the encrypted file " + home().resolve("data/vault.json"));
        String value = create("ci");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ci.secret"))))
                .isEqualTo("rw-------");
        assertThat(json("key", "show", "--profile", "demo", "ci").at("/last_used/state").asString())
                .isEqualTo("never");

        assertThat(use(value)).isEqualTo(200);
        JsonNode used = json("key", "list", "--profile", "demo").get(0);
        assertThat(used.at("/last_used/state").asString()).isEqualTo("at");
        assertThat(used.at("/status").asString()).isEqualTo("active");

        JsonNode edited = json("key", "edit", "--profile", "demo", "ci", "--name", "nightly", "--expires-in", "never");
        assertThat(edited.at("/name").asString()).isEqualTo("nightly");
        assertThat(edited.at("/expires_at").isNull()).isTrue();

        terminal.pipe(value);
        JsonNode revoked = json("key", "revoke", "--profile", "demo", "nightly", "--yes", "--secret-stdin");
        assertThat(revoked.at("/proof").asString()).isEqualTo("refused");
        assertThat(revoked.at("/dead_since").asString()).isGreaterThanOrEqualTo(revoked.at("/accepted_at").asString());
        assertThat(use(value)).isEqualTo(401);
        assertThat(json("key", "list", "--profile", "demo", "--status", "revoked")).hasSize(1);
        assertThat(journal()).containsExactly("profile.added", "key.create.requested", "key.create.done",
                "key.secret.handed-over", "key.edit.requested", "key.edit.done", "key.revoke.requested",
                "key.revoke.accepted", "key.death.proved");
    }

    private List<String> journal() {
        Settings settings = new Settings(AppPaths.below(home()), PassphraseSource.NONE, false, Attendant.NOBODY);
        try (AppGraph graph = new AppGraph(settings, InstantSource.system(), Messages.forLocale(Locale.ENGLISH),
                Optional::empty)) {
            return graph.journal().latest(50).reversed().stream().map(JournalEntry::action).toList();
        }
    }

    @Test
    void needsNoCredentialToTellWhatIsKnown() throws IOException {
        addProfile();
        json("key", "list", "--profile", "demo");
        Files.writeString(folder.resolve("passphrase"), "another one\n");

        assertThat(json("profile", "list")).hasSize(1);
        assertThat(json("key", "list", "--profile", "demo", "--offline")).isEmpty();
    }

    @Test
    void tellsWhyAProfileIsRefused() {
        assertThat(addProfile("--param", "team=x")).isEqualTo(2);
        assertThat(terminal.errText()).startsWith("team: ");
        assertThat(run("profile", "add", "demo", "--provider", "nobody", "--environment", "development", "--url",
                "https://a.test", "--secret-stdin")).isEqualTo(5);
        assertThat(terminal.errText()).contains(ready.system());
    }

    @Test
    void switchesAKeyOffAndOn() throws IOException, InterruptedException {
        addProfile();
        String value = create("ci");

        assertThat(json("key", "disable", "--profile", "demo", "ci", "--yes").at("/status").asString())
                .isEqualTo("disabled");
        assertThat(use(value)).isEqualTo(401);
        assertThat(json("key", "enable", "--profile", "demo", "ci").at("/status").asString()).isEqualTo("active");
        assertThat(use(value)).isEqualTo(200);
    }

    @Test
    void findsEverythingAgainAfterARestart() throws AuthorityException, IOException, InterruptedException {
        addProfile();
        String value = create("ci");
        URI before = ready.baseUrl();
        authority.close();

        assertThat(run("key", "list", "--profile", "demo", "--output", "json")).isEqualTo(4);
        assertThat(terminal.errText()).contains("\"kind\":\"unreachable\"");
        assertThat(json("key", "list", "--profile", "demo", "--offline")).hasSize(1);

        startAuthority();
        assertThat(ready.baseUrl()).isEqualTo(before);
        assertThat(json("key", "list", "--profile", "demo")).hasSize(1);
        assertThat(use(value)).isEqualTo(200);
    }

    @Test
    void keepsNothingOfAProfileThatCannotSignIn() throws IOException {
        terminal.pipe("not the password");
        assertThat(run("profile", "add", "demo", "--provider", ready.system(), "--environment", "development", "--url",
                ready.baseUrl().toString(), "--email", ready.email(), "--secret-stdin", "--output", "json"))
                .isEqualTo(3);

        assertThat(terminal.errText()).contains("\"kind\":\"sign_in_refused\"");
        assertThat(json("profile", "list")).isEmpty();
        assertThat(addProfile()).isZero();
    }

    @Test
    void answersASecondFactor() throws IOException, InterruptedException {
        String password;
        try (Secret held = ready.password()) {
            password = held.reveal();
        }
        String token = post("/v1/auth/login", "",
                JSON.writeValueAsString(Map.of("email", ready.email(), "password", password))).at("/access_token")
                .asString();
        String seed = post("/v1/auth/2fa/setup", token, "{}").at("/secret").asString();
        String code = new TOTPGenerator.Builder(seed.getBytes(StandardCharsets.US_ASCII)).withHOTPGenerator(
                hotp -> hotp.withPasswordLength(6))
                .withPeriod(Duration.ofSeconds(30)).build().now();
        JsonNode verified = post("/v1/auth/2fa/verify", token, "{\"code\":\"" + code + "\"}");
        String backup = verified.at("/backup_codes/0").asString();

        assertThat(addProfile("--output", "json")).isEqualTo(3);
        assertThat(terminal.errText()).contains("\"kind\":\"second_factor_needed\"", "--code");
        assertThat(addProfile("--code", "000000")).isEqualTo(3);
        assertThat(addProfile("--code", backup)).as(terminal.errText() + verified).isZero();
        assertThat(json("key", "list", "--profile", "demo")).isEmpty();
    }

    @Test
    void leavesNoSecretInAnyFileButTheOneItWasHandedTo() throws IOException {
        addProfile();
        String value = create("ci");
        byte[] password;
        try (Secret held = ready.password()) {
            password = held.use(byte[]::clone);
        }

        List<Path> files;
        try (Stream<Path> all = Files.walk(home())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).isNotEmpty().allSatisfy(file -> {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(content.contains(value)).as("%s holds the key", file).isFalse();
            assertThat(content.contains(new String(password, StandardCharsets.ISO_8859_1)))
                    .as("%s holds the password", file).isFalse();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as("mode of %s", file)
                    .isEqualTo("rw-------");
        });
    }

    @Test
    void removesAProfileWithItsCredential() {
        addProfile();

        assertThat(json("profile", "remove", "demo", "--yes").at("/removed").asBoolean()).isTrue();
        assertThat(run("key", "list", "--profile", "demo")).isEqualTo(5);
        assertThat(addProfile()).isZero();
    }

    @Test
    void refusesAPlaceBeforeAKeyIsMadeForIt() throws IOException {
        addProfile();
        Files.writeString(folder.resolve("there"), "already");

        assertThat(run("key", "create", "--profile", "demo", "--name", "x", "--secret-to",
                "file:" + folder.resolve("there"))).isEqualTo(2);
        assertThat(run("key", "create", "--profile", "demo", "--name", "x", "--secret-to", "clipboard")).isEqualTo(2);
        assertThat(terminal.errText()).startsWith("There is no desktop here");
        assertThat(json("key", "list", "--profile", "demo")).isEmpty();
        assertThat(folder.resolve("there")).hasContent("already");
    }

    @Test
    void opensNothingWithAnotherPassphrase() throws IOException {
        addProfile();
        Files.writeString(folder.resolve("passphrase"), "another one\n");

        assertThat(run("key", "list", "--profile", "demo", "--output", "json")).isEqualTo(6);
        assertThat(terminal.errText()).contains("\"kind\":\"keychain_failed\"");
    }
}
