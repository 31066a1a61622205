package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the authority keeps")
class StorageTest {
    private static final String KEYS = "/v1/auth/api-keys";

    @TempDir
    private Path home;

    @Test
    void whatWasAcknowledgedIsOnDiskAtThatMoment(@TempDir Path crashed) throws IOException {
        String kept;
        String revoked;
        try (TestAuthority authority = TestAuthority.empty(home)) {
            String token = authority.token();
            Reply first = authority.create(token, "first", "org:read");
            Reply second = authority.create(token, "second", "org:read");
            authority.send("DELETE", KEYS + "/" + second.at("id"), token, "");
            kept = first.at("key");
            revoked = second.at("key");
            // what a machine finds on disk whose process was killed now
            copy(home.resolve("authority"), crashed.resolve("authority"));
        }
        try (TestAuthority survivor = TestAuthority.empty(crashed)) {
            assertThat(survivor.get("/v1/org", kept).status()).isEqualTo(200);
            assertThat(survivor.get("/v1/org", revoked).code()).isEqualTo("api_key_revoked");
            assertThat(survivor.get(KEYS, survivor.token()).json().get("data")).hasSize(1);
        }
    }

    @Test
    void noValueAndNoPasswordIsInAnyFileOfTheDatabase() throws IOException {
        List<String> secrets = new ArrayList<>();
        try (TestAuthority authority = TestAuthority.empty(home)) {
            secrets.add(authority.password());
            Reply login = authority.login();
            secrets.add(login.at("access_token"));
            secrets.add(login.at("refresh_token"));
            for (int i = 0; i < 5; i++) {
                secrets.add(authority.create(login.at("access_token"), "k" + i, "org:read").at("key"));
            }
            authority.get("/v1/org", secrets.getLast());
            assertAbsent(secrets);
        }
        assertAbsent(secrets);
    }

    @Test
    void aRestartKeepsPasswordAndPort() {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            String before = authority.ready().toJson();
            authority.restart();
            assertThat(authority.ready().toJson()).isEqualTo(before);
            assertThat(authority.login().status()).isEqualTo(200);
        }
    }

    @Test
    void theReadyLineHasTheFourMembersInTheirOrder() {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            assertThat(authority.ready().toJson()).matches(
                    "\\{\"system\":\"cloudheed\",\"base_url\":\"http://127\\.0\\.0\\.1:\\d+\","
                            + "\"email\":\"admin@cloudheed\\.test\",\"password\":\"[0-9A-Za-z]{24}\"}");
            assertThat(authority.ready().toString()).doesNotContain(authority.password());
        }
    }

    @Test
    void anotherPortIsTakenWhenThatOfLastTimeIsNotFree() throws IOException {
        int port;
        try (TestAuthority authority = TestAuthority.empty(home)) {
            port = authority.ready().baseUrl().getPort();
        }
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}));
                TestAuthority authority = TestAuthority.empty(home)) {
            assertThat(authority.ready().baseUrl().getPort()).isNotEqualTo(port);
            assertThat(authority.login().status()).isEqualTo(200);
        }
    }

    @Test
    void aLostBootstrapFileGivesTheAdministratorANewPasswordAndKeepsTheKeys() throws IOException {
        String old;
        String key;
        try (TestAuthority authority = TestAuthority.empty(home)) {
            old = authority.password();
            key = authority.create(authority.token(), "k", "org:read").at("key");
        }
        Files.delete(home.resolve("authority/bootstrap.json"));
        try (TestAuthority authority = TestAuthority.empty(home)) {
            assertThat(authority.password()).isNotEqualTo(old);
            assertThat(authority.login().status()).isEqualTo(200);
            assertThat(authority.post("/v1/auth/login", "",
                    "{'email':'admin@cloudheed.test','password':'" + old + "'}").status()).isEqualTo(401);
            assertThat(authority.get("/v1/org", key).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "{", "[]", "{\"cloudheed\":{}}",
            "{\"cloudheed\":{\"id\":\"a\",\"password\":7,\"port\":1}}"})
    void aDamagedBootstrapFileIsNamedAndLeftAsItIs(String content) throws IOException {
        Path file = home.resolve("authority/bootstrap.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThatThrownBy(() -> Authority.start(AuthorityOptions.in(home), InstantSource.system()).close())
                .isInstanceOf(AuthorityException.class).hasMessageContaining("bootstrap.json")
                .hasMessageContaining("Delete it");
        assertThat(file).hasContent(content);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadTheFiles() throws IOException {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            authority.create(authority.token(), "k", "org:read");
            Path folder = home.resolve("authority");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .hasSizeGreaterThanOrEqualTo(3).containsOnly("rw-------");
            }
        }
    }

    @Test
    void aSecondAuthorityOnTheSameFolderIsRefusedAndTheFirstGoesOn() {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            assertThatThrownBy(() -> Authority.start(AuthorityOptions.in(home), InstantSource.system()).close())
                    .isInstanceOf(AuthorityException.class).hasMessageContaining("already runs");
            assertThat(authority.login().status()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
            assertThatThrownBy(() -> start(OptionalInt.of(taken.getLocalPort()), Optional.empty(), Set.of("cloudheed")))
                    .isInstanceOf(AuthorityException.class).hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
        // nothing is left locked
        start(OptionalInt.empty(), Optional.empty(), Set.of("cloudheed"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"jdbc:postgresql://localhost/x", "keys.db", "jdbc:sqlite:", "jdbc:sqlite::memory:",
            "jdbc:sqlite:file:x.db", "jdbc:sqlite:/x.db?mode=ro"})
    void aDatabaseThatCannotBeUsedSaysWhatCan(String url) {
        assertThatThrownBy(() -> start(OptionalInt.empty(), Optional.of(url), Set.of("cloudheed")))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("jdbc:sqlite:/");
    }

    @Test
    void aDatabaseInAFolderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> start(OptionalInt.empty(),
                Optional.of("jdbc:sqlite:" + home.resolve("none/keys.db")), Set.of("cloudheed")))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("does not exist");
    }

    @Test
    void theDatabaseCanLieElsewhereAndThePasswordFollowsIt(@TempDir Path elsewhere) throws Exception {
        String url = "jdbc:sqlite:" + elsewhere.resolve("keys.db");
        start(OptionalInt.empty(), Optional.empty(), Set.of("cloudheed"));
        start(OptionalInt.empty(), Optional.of(url), Set.of("cloudheed"));
        assertThat(elsewhere.resolve("keys.db")).exists();
        try (TestAuthority authority = TestAuthority.empty(home)) {
            assertThat(authority.login().status()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownSystemIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> start(OptionalInt.empty(), Optional.empty(), Set.of("nimbus")))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("nimbus")
                .hasMessageContaining("cloudheed");
        assertThatThrownBy(() -> start(OptionalInt.empty(), Optional.empty(), Set.of()))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("cloudheed");
        assertThatThrownBy(() -> start(OptionalInt.of(70_000), Optional.empty(), Set.of("cloudheed")))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("70000");
    }

    @Test
    void aDatabaseOfANewerVersionIsLeftAlone() throws Exception {
        start(OptionalInt.empty(), Optional.empty(), Set.of("cloudheed"));
        Path file = home.resolve("authority/cloudheed.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertThatThrownBy(() -> start(OptionalInt.empty(), Optional.empty(), Set.of("cloudheed")))
                .isInstanceOf(AuthorityException.class).hasMessageContaining("newer version");
    }

    @Test
    void usageIsOnDiskWithinASecondWithoutAnyStop() throws Exception {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            Reply created = authority.create(authority.token(), "k", "org:read");
            authority.get("/v1/org", created.at("key"));
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            long requests = 0;
            while (requests == 0 && System.nanoTime() < deadline) {
                requests = requestsOnDisk();
                Thread.onSpinWait();
            }
            assertThat(requests).isEqualTo(1);
        }
    }

    private long requestsOnDisk() throws Exception {
        try (var connection = DriverManager
                .getConnection("jdbc:sqlite:" + home.resolve("authority/cloudheed.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("select sum(requests) from api_key where last_used_at is not null")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void start(OptionalInt port, Optional<String> database, Set<String> systems) throws AuthorityException {
        Authority.start(new AuthorityOptions(home, systems, port, database, new Sample.None(), Plan.FREE),
                InstantSource.system()).close();
    }

    private void assertAbsent(List<String> secrets) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("authority"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().contains(".db")).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).isNotEmpty();
                secrets.forEach(secret -> assertThat(content.contains(secret)).as("in " + file).isFalse());
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
