package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A vendor with JSON:API envelopes, relations and pages counted from zero")
class EnvelopeShapeTest {
    @TempDir
    Path folder;
    private ShapeBench bench;

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "envelope", new Server()::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Wants its own content type, the envelope and its ids twice.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> keys = new LinkedHashMap<>();
        private int made;

        Server() {
            for (String name : List.of("one", "two", "three", "four", "five")) {
                add(name, name.equals("two") ? List.of("metrics_read") : null);
            }
        }

        private Map<String, @Nullable Object> add(String name, @Nullable List<String> scopes) {
            made++;
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            key.put("name", name);
            key.put("last4", String.format(Locale.ROOT, "%04d", made));
            key.put("created_at", "2026-11-22T08:25:13+0000");
            key.put("scopes", scopes);
            key.put("leak.state", made == 3 ? "leaked" : null);
            key.put("networks", List.of("10.0.0.0/8", "fd00::/8"));
            keys.put("k" + made, key);
            return key;
        }

        Answer answer(Seen request) {
            if (request.path().equals("/api/v1/validate")) {
                boolean known = keys.containsKey(request.header("X-key").replace("value-of-", ""));
                return known ? ShapeBench.json(200, Map.of("valid", true)) : error(403, "forbidden", "", "");
            }
            if (!request.header("X-admin").equals(ShapeBench.ADMIN)) {
                return error(401, "unauthorized", "", "");
            }
            if (request.path().equals("/api/v2/roles")) {
                return ShapeBench.json(200, Map.of("data", List.of(
                        Map.of("id", "r1", "type", "roles", "attributes", Map.of("name", "Admins")),
                        Map.of("id", "r2", "type", "roles", "attributes", Map.of("name", "Robots")))));
            }
            if (!request.body().isEmpty() && !request.header("Content-type").equals("application/vnd.api+json")) {
                return error(415, "wrong content type", "", "");
            }
            return request.path().equals("/api/v2/keys") ? all(request) : one(request, request.path().substring(13));
        }

        private Answer all(Seen request) {
            if (request.method().equals("POST")) {
                JsonNode wish = ShapeBench.tree(request).at("/data/attributes");
                if (wish.at("/name").asString("").equals("one")) {
                    return error(409, "invalid", "/data/attributes/name", "is taken");
                }
                List<String> scopes = new ArrayList<>();
                wish.at("/scopes").forEach(scope -> scopes.add(scope.asString()));
                Map<String, @Nullable Object> key = add(wish.at("/name").asString(),
                        wish.at("/scopes").isNull() ? null : scopes);
                Map<String, @Nullable Object> shown = new LinkedHashMap<>(key);
                shown.put("key", "value-of-k" + made);
                return ShapeBench.json(201, Map.of("data", Map.of("id", "k" + made, "type", "keys", "attributes",
                        shown)));
            }
            int page = Integer.parseInt(ShapeBench.form(request.query()).get("page[number]"));
            List<Object> data = new ArrayList<>();
            keys.keySet().stream().skip(2L * page).limit(2).forEach(id -> data.add(resource(id)));
            return ShapeBench.json(200, Map.of("data", data, "included", included(), "meta",
                    Map.of("page", Map.of("total", keys.size()))));
        }

        private Answer one(Seen request, String id) {
            Map<String, @Nullable Object> key = keys.get(id);
            if (key == null) {
                return error(404, "not found", "", "");
            }
            return switch (request.method()) {
                case "DELETE" -> {
                    keys.remove(id);
                    yield TestServer.empty(204);
                }
                case "PATCH" -> change(id, key, ShapeBench.tree(request).at("/data"));
                default -> ShapeBench.json(200, Map.of("data", resource(id), "included", included()));
            };
        }

        private static Answer change(String id, Map<String, @Nullable Object> key, JsonNode data) {
            if (!data.at("/id").asString("").equals(id) || !data.at("/type").asString("").equals("keys")) {
                return error(409, "id and type do not fit", "", "");
            }
            if (data.at("/attributes").has("scopes")) {
                return error(400, "server only", "/data/attributes/scopes", "server_only");
            }
            key.put("name", data.at("/attributes/name").asString());
            return TestServer.empty(204);
        }

        private Map<String, Object> resource(String id) {
            boolean robot = id.equals("k2");
            return Map.of("id", id, "type", "keys", "attributes", keys.get(id), "relationships",
                    Map.of("owned_by", Map.of("data", Map.of("id", robot ? "u2" : "u1", "type", "users")), "role",
                            Map.of("data", Map.of("id", robot ? "r2" : "r1", "type", "roles"))));
        }

        private static List<Object> included() {
            return List.of(Map.of("id", "u1", "type", "users", "attributes", Map.of("email", "ann@acme.test")),
                    Map.of("id", "u2", "type", "users", "attributes", Map.of("email", "bot@acme.test")),
                    Map.of("id", "u1", "type", "teams", "attributes", Map.of("email", "nobody")));
        }

        private static Answer error(int status, String title, String pointer, String detail) {
            return ShapeBench.json(status, Map.of("errors", List.of(Map.of("title", title, "code", detail, "detail",
                    detail, "source", Map.of("pointer", pointer)))));
        }
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("envelope", Map.of())) {
            assertThat(Workshop.value(gateway.test()).path()).isEqualTo("/api/v2/keys");
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("k1", "k2", "k3", "k4", "k5");
            assertThat(keys).extracting(key -> key.owner().orElse("")).containsExactly("ann@acme.test",
                    "bot@acme.test", "ann@acme.test", "ann@acme.test", "ann@acme.test");
            assertThat(keys.getFirst().scopes()).containsExactly(new Scope("*"));
            assertThat(keys.get(1).scopes()).containsExactly(new Scope("metrics_read"));
            assertThat(keys.get(1).facts()).containsEntry("role", "Robots").containsEntry("networks",
                    "10.0.0.0/8, fd00::/8");
            assertThat(keys.get(2).status()).isEqualTo(KeyStatus.DISABLED);
            assertThat(keys.get(2).facts()).containsEntry("leaked", "leaked");
            assertThat(keys.getFirst().createdAt()).contains(Instant.parse("2026-11-22T08:25:13Z"));
            assertThat(bench.server.count("/api/v2/roles")).as("a join is read once per listing").isEqualTo(1);

            IssuedKey made = Workshop.value(gateway.create(ShapeBench.wish("six", Optional.empty(), "a", "b")));
            KeyId id = made.key().id();
            assertThat(id.value()).isEqualTo("k6");
            assertThat(made.key().scopes()).containsExactly(new Scope("a"), new Scope("b"));
            String value = made.secret().reveal();
            made.close();
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);

            ApiKey renamed = Workshop.value(gateway.update(id, new KeyChange(Optional.of("seven"), Optional.empty(),
                    Optional.empty(), Optional.empty())));
            assertThat(renamed.name()).isEqualTo("seven");
            assertThat(renamed.owner()).contains("ann@acme.test");
            assertThat(renamed.facts()).containsEntry("role", "Admins");

            Workshop.value(gateway.revoke(id));
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(404);
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        try (KeyGateway gateway = bench.open("envelope", Map.of())) {
            assertThat(Workshop.failure(gateway.create(ShapeBench.wish("one", Optional.empty()))))
                    .isInstanceOfSatisfying(Failure.Rejected.class,
                            rejected -> assertThat(rejected.call().said()).isEqualTo("invalid; name: is taken"));
        }
    }

    @Test
    void learnsFromTheErrorWhatOnlyTheServerMaySet() {
        try (KeyGateway gateway = bench.open("envelope", Map.of())) {
            assertThat(Workshop.failure(gateway.update(new KeyId("k1"), new KeyChange(Optional.empty(),
                    Optional.of(new LinkedHashSet<>(List.of(new Scope("a")))), Optional.empty(), Optional.empty()))))
                    .isEqualTo(new Failure.Unsupported("/data/attributes/scopes",
                            "server only; scopes: server_only"));
        }
    }
}
