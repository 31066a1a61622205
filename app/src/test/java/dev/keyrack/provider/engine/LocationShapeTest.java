package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A vendor that names the id in Location alone and takes whole objects back")
class LocationShapeTest {
    private static final Map<String, String> REALM = Map.of("realm", "acme");

    @TempDir
    Path folder;
    private ShapeBench bench;
    private final Server vendor = new Server();

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "location", vendor::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Answers changes with nothing at all, and loses what a PUT leaves out.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> clients = new LinkedHashMap<>();
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private boolean withoutSecret;

        Server() {
            for (int i = 1; i <= 3; i++) {
                add("client " + i);
            }
        }

        private String add(String name) {
            String id = "uuid-" + (clients.size() + 1);
            Map<String, @Nullable Object> client = new LinkedHashMap<>();
            client.put("id", id);
            client.put("clientId", "app-" + (clients.size() + 1));
            client.put("name", name);
            client.put("enabled", true);
            client.put("redirectUris", List.of("https://a.test/*"));
            client.put("attributes", Map.of("client.secret.creation.time", "1763805600", "client.secret.rotated",
                    "old-secret-" + id));
            clients.put(id, client);
            secrets.put(id, "hidden:" + id);
            return id;
        }

        Answer answer(Seen request) {
            if (request.path().equals("/realms/acme/token")) {
                return token(request);
            }
            if (!request.header("Authorization").equals("Bearer " + ShapeBench.ADMIN)) {
                return ShapeBench.json(401, Map.of("error", "HTTP 401 Unauthorized"));
            }
            List<String> segments = ShapeBench.segments(request);
            if (segments.size() == 4) {
                return request.method().equals("POST") ? create(request) : list(request);
            }
            String id = segments.get(4);
            Map<String, @Nullable Object> client = clients.get(id);
            if (client == null) {
                return ShapeBench.json(404, Map.of("error", "Could not find client"));
            }
            if (segments.size() == 6) {
                return withoutSecret
                        ? ShapeBench.json(403, Map.of("error", "no"))
                        : ShapeBench.json(200, Map.of("type", "secret", "clientId",
                                String.valueOf(client.get("clientId")), "value", secrets.getOrDefault(id, "")));
            }
            return switch (request.method()) {
                case "DELETE" -> {
                    clients.remove(id);
                    secrets.remove(id);
                    yield TestServer.empty(204);
                }
                case "PUT" -> put(id, client, ShapeBench.tree(request));
                default -> ShapeBench.json(200, shown(client));
            };
        }

        private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> client) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(client);
            shown.put("secret", secrets.get(String.valueOf(client.get("id"))));
            return shown;
        }

        private Answer list(Seen request) {
            Map<String, String> query = ShapeBench.form(request.query());
            List<Object> page = new ArrayList<>();
            int left = Integer.parseInt(query.getOrDefault("first", "0"));
            for (Map<String, @Nullable Object> one : clients.values()) {
                if (left <= 0 && page.size() < Integer.parseInt(query.getOrDefault("max", "100"))) {
                    page.add(shown(one));
                }
                left--;
            }
            return ShapeBench.json(200, page);
        }

        private Answer create(Seen request) {
            String id = add(ShapeBench.tree(request).at("/name").asString());
            return TestServer.empty(201).with("Location",
                    "http://" + request.header("Host") + request.path() + "/" + id);
        }

        private Answer put(String id, Map<String, @Nullable Object> client, JsonNode body) {
            if (!body.at("/redirectUris").isArray() || body.has("secret") || !body.has("clientId")) {
                return ShapeBench.json(400, Map.of("errorMessage", "the object is not whole"));
            }
            client.put("name", body.at("/name").asString());
            client.put("enabled", body.at("/enabled").asBoolean());
            return clients.put(id, client) == null ? TestServer.empty(500) : TestServer.empty(204);
        }

        private Answer token(Seen request) {
            String basic = new String(Base64.getDecoder().decode(request.header("Authorization").substring(6)),
                    StandardCharsets.UTF_8);
            boolean known = clients.values().stream()
                    .anyMatch(client -> Boolean.TRUE.equals(client.get("enabled")) && basic.equals(
                            client.get("clientId") + ":" + secrets.get(String.valueOf(client.get("id")))));
            return known && request.body().equals("grant_type=client_credentials")
                    ? ShapeBench.json(200, Map.of("access_token", "a"))
                    : ShapeBench.json(401, Map.of("error", "invalid_client"));
        }
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("location", REALM)) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("uuid-1", "uuid-2", "uuid-3");
            assertThat(keys.getFirst().createdAt()).contains(Instant.ofEpochSecond(1_763_805_600));
            assertThat(keys.toString()).doesNotContain("hidden:", "old-secret-");

            IssuedKey made = Workshop.value(gateway.create(ShapeBench.wish("four", Optional.empty())));
            KeyId id = made.key().id();
            assertThat(id.value()).isEqualTo("uuid-4");
            assertThat(made.key().name()).isEqualTo("four");
            String value = made.secret().reveal();
            made.close();
            assertThat(value).isEqualTo("app-4:hidden:uuid-4");
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);
            assertThat(ShapeBench.verdict(gateway, "app-4:other")).isEqualTo(Verdict.REFUSED);

            ApiKey off = Workshop.value(gateway.update(id, KeyChange.enabled(false)));
            assertThat(off.status()).isEqualTo(KeyStatus.DISABLED);
            assertThat(off.name()).as("the rest was written back").isEqualTo("four");
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            ApiKey renamed = Workshop.value(gateway.update(id, new KeyChange(Optional.of("new"), Optional.empty(),
                    Optional.empty(), Optional.of(true))));
            assertThat(renamed.name()).isEqualTo("new");
            assertThat(renamed.status()).isEqualTo(KeyStatus.ACTIVE);
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);

            Workshop.value(gateway.revoke(id));
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(404);
        }
    }

    @Test
    void saysThatTheKeyWasMadeWhenItsValueCannotBeRead() {
        vendor.withoutSecret = true;
        try (KeyGateway gateway = bench.open("location", REALM)) {
            assertThat(Workshop.failure(gateway.create(ShapeBench.wish("four", Optional.empty()))).toString())
                    .contains("the key uuid-4 was created, but its value could not be read (refused)");
        }
    }

    @Test
    void knowsWhereItServes() {
        Provider provider = bench.library.find("location").orElseThrow();
        assertThat(provider.regions().getFirst().resolved(Map.of("host", "login"), provider.parameters()))
                .contains("https://login.eu.location.example");
        assertThat(provider.regions().getFirst().resolved(Map.of(), List.of())).isEmpty();
        Parameter host = new Parameter("host", "Host", "", true, "usual", List.of(), false);
        assertThat(provider.regions().getFirst().resolved(Map.of(), List.of(host)))
                .contains("https://usual.eu.location.example");
        assertThat(provider.regions().getFirst().resolved(Map.of("host", "evil.test/"), List.of())).isEmpty();
    }
}
