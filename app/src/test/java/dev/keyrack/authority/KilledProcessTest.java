package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("An authority whose process ends")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to send")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KilledProcessTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path home;

    /// What the child process runs.
    static final class Standalone {
        private Standalone() {
        }

        public static void main(String[] args) throws Exception {
            Authority authority = Authority.start(AuthorityOptions.in(Path.of(args[0])), InstantSource.system());
            System.out.println(authority.ready().getFirst().toJson());
            Thread.currentThread().join();
        }
    }

    /// A process that serves an authority.
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final JsonNode ready;
        private final HttpClient http = HttpClient.newHttpClient();

        Child(Path home) throws IOException {
            process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                    "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("java.class.path"), Standalone.class.getName(), home.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader out = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            while (line != null && !line.startsWith("{")) {
                line = out.readLine();
            }
            ready = MAPPER.readTree(String.valueOf(line));
        }

        HttpResponse<String> send(String method, String path, String credential, String body) throws Exception {
            return http.send(
                    HttpRequest.newBuilder(URI.create(ready.get("base_url").stringValue() + path))
                            .header("Content-Type", "application/json").header("Authorization", "Bearer " + credential)
                            .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        String token() throws Exception {
            String body = "{\"email\":\"admin@cloudheed.test\",\"password\":\"" + ready.get("password").stringValue()
                    + "\"}";
            return MAPPER.readTree(send("POST", "/v1/auth/login", "none", body).body()).get("access_token")
                    .stringValue();
        }

        JsonNode create(String token) throws Exception {
            return MAPPER.readTree(send("POST", "/v1/auth/api-keys", token,
                    "{\"name\":\"k\",\"scopes\":[\"org:read\"]}").body());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
            http.close();
        }
    }

    @Test
    void losesNoKeyAndNoRevocationBySigkillRightAfterTheAnswer() throws Exception {
        JsonNode kept;
        JsonNode revoked;
        try (Child child = new Child(home)) {
            String token = child.token();
            revoked = child.create(token);
            kept = child.create(token);
            child.send("DELETE", "/v1/auth/api-keys/" + revoked.get("id").stringValue(), token, "");
            child.process.destroyForcibly();
        }
        try (TestAuthority survivor = TestAuthority.empty(home)) {
            assertThat(survivor.get("/v1/org", kept.get("key").stringValue()).status()).isEqualTo(200);
            assertThat(survivor.get("/v1/org", revoked.get("key").stringValue()).code()).isEqualTo("api_key_revoked");
        }
    }

    @Test
    void losesNoUsageBySigterm() throws Exception {
        JsonNode key;
        try (Child child = new Child(home)) {
            key = child.create(child.token());
            for (int i = 0; i < 25; i++) {
                child.send("GET", "/v1/org", key.get("key").stringValue(), "");
            }
            child.process.destroy();
            assertThat(child.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        try (TestAuthority survivor = TestAuthority.empty(home)) {
            Reply facts = survivor.key(survivor.token(), key.get("id").stringValue());
            assertThat(facts.at("request_count")).isEqualTo("25");
            assertThat(facts.at("last_used_at")).isNotEmpty();
        }
    }
}
