package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.RotationWay;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

@DisplayName("A vendor that is asked by POST alone, with epoch milliseconds and the cursor in the body")
class EpochsShapeTest {
    private static final Map<String, String> API = Map.of("api", "api_1");

    @TempDir
    Path folder;
    private ShapeBench bench;

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "epochs", new Server()::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Refuses numbers that are text, and tells null from absent.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> keys = new LinkedHashMap<>();

        Server() {
            for (int i = 1; i <= 5; i++) {
                Map<String, @Nullable Object> key = add("n" + i, null);
                key.put("lastUsedAt", i == 2 ? 1_795_341_600_000L : 0);
                key.put("credits", Map.of("remaining", i == 3 ? 0 : 10));
            }
        }

        private Map<String, @Nullable Object> add(String name, @Nullable Object expires) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            String id = "key_" + (keys.size() + 1);
            key.put("keyId", id);
            key.put("start", "ep_" + (keys.size() + 1));
            key.put("name", name);
            key.put("createdAt", 1_763_805_600_123L);
            key.put("expires", expires);
            key.put("enabled", true);
            keys.put(id, key);
            return key;
        }

        Answer answer(Seen request) {
            JsonNode body = ShapeBench.tree(request);
            if (request.path().equals("/v2/keys.verify")) {
                boolean valid = keys.containsKey(body.at("/key").asString("").replace("value_", "key_"));
                return ShapeBench.json(200, Map.of("data", Map.of("valid", valid)));
            }
            if (!request.method().equals("POST")
                    || !request.header("Authorization").equals("Bearer " + ShapeBench.ADMIN)) {
                return error(401, "no", "", "");
            }
            if (body.has("expires") && !body.at("/expires").isNull() && !body.at("/expires").isIntegralNumber()) {
                return error(400, "bad input", "body.expires", "must be integer");
            }
            return switch (request.path()) {
                case "/v2/keys.list" -> list(body);
                case "/v2/keys.create" -> create(body);
                case "/v2/keys.update" -> update(body);
                case "/v2/keys.delete" -> keys.remove(body.at("/keyId").asString("")) == null
                        ? error(404, "no such key", "", "")
                        : ShapeBench.json(200, Map.of());
                case "/v2/usage" -> usage(body);
                default -> error(404, "no such call", "", "");
            };
        }

        private Answer list(JsonNode body) {
            if (!body.at("/apiId").asString("").equals("api_1")) {
                return error(404, "no such api", "", "");
            }
            int from = Integer.parseInt(body.at("/cursor").asString("0"));
            List<Object> page = new ArrayList<>(keys.values().stream().skip(from).limit(2).toList());
            boolean more = from + 2 < keys.size();
            Map<String, Object> paging = more
                    ? Map.of("cursor", Integer.toString(from + 2), "hasMore", true)
                    : Map.of("cursor", "", "hasMore", false);
            return ShapeBench.json(200, Map.of("data", page, "pagination", paging));
        }

        private Answer create(JsonNode body) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>(
                    add(body.at("/name").asString(), body.has("expires") ? body.at("/expires").asLong() : null));
            key.put("key", String.valueOf(key.get("keyId")).replace("key_", "value_"));
            return ShapeBench.json(200, Map.of("data", key));
        }

        private Answer update(JsonNode body) {
            Map<String, @Nullable Object> key = keys.get(body.at("/keyId").asString(""));
            if (key == null) {
                return error(404, "no such key", "", "");
            }
            if (body.has("name")) {
                key.put("name", body.at("/name").asString());
            }
            if (body.has("enabled")) {
                key.put("enabled", body.at("/enabled").asBoolean());
            }
            if (body.has("expires")) {
                key.put("expires", body.at("/expires").isNull() ? null : body.at("/expires").asLong());
            }
            return ShapeBench.json(200, Map.of("data", Map.of()));
        }

        private static Answer usage(JsonNode body) {
            boolean first = !body.has("page");
            Object bucket = Map.of("start", first ? 86_400_000L : 172_800_000L, "results",
                    first
                            ? List.of(Map.of("outcome", "VALID", "count", "7"),
                                    Map.of("outcome", "RATE_LIMITED", "count", 2))
                            : List.of(Map.of("outcome", "VALID", "count", "1")));
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("data", List.of(bucket));
            answer.put("next_page", first ? "p2" : null);
            return ShapeBench.json(200, answer);
        }

        private static Answer error(int status, String detail, String location, String message) {
            return ShapeBench.json(status, Map.of("error", Map.of("detail", detail, "errors",
                    location.isEmpty() ? List.of() : List.of(Map.of("location", location, "message", message)))));
        }
    }

    private static KeyChange expiry(KeyChange.Expiry expiry) {
        return new KeyChange(Optional.empty(), Optional.empty(), Optional.of(expiry), Optional.empty());
    }

    private static ApiKey find(KeyGateway gateway, KeyId id) {
        return Workshop.value(gateway.get(id));
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("epochs", API)) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).hasSize(5);
            assertThat(keys.getFirst().createdAt()).contains(Instant.ofEpochMilli(1_763_805_600_123L));
            assertThat(keys).extracting(ApiKey::lastUsed).startsWith(new LastUsed.Never(), new LastUsed.At(
                    Instant.ofEpochMilli(1_795_341_600_000L), LastUsed.Precision.FIVE_MINUTES));
            assertThat(keys.get(2).status()).isEqualTo(KeyStatus.DISABLED);
            assertThat(keys.getFirst().facts()).containsExactly(Map.entry("uses left", "10"));

            IssuedKey made = Workshop
                    .value(gateway.create(ShapeBench.wish("six", Optional.of(Duration.ofDays(1)))));
            KeyId id = made.key().id();
            Instant end = bench.clock.instant().plus(Duration.ofDays(1));
            assertThat(made.key().expiresAt()).contains(end);
            String value = made.secret().reveal();
            made.close();
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);

            Workshop.value(gateway.update(id, new KeyChange(Optional.of("seven"), Optional.empty(), Optional.empty(),
                    Optional.of(false))));
            ApiKey changed = find(gateway, id);
            assertThat(changed.name()).isEqualTo("seven");
            assertThat(changed.status()).isEqualTo(KeyStatus.DISABLED);
            assertThat(changed.expiresAt()).as("what is absent stays").contains(end);
            assertThat(Workshop.value(gateway.update(id, expiry(new KeyChange.Expiry.Never()))).expiresAt())
                    .as("null clears").isEmpty();

            Workshop.value(gateway.revoke(id));
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(404);
        }
    }

    @Test
    void countsWhatIsInNestedBucketsOverPages() {
        try (KeyGateway gateway = bench.open("epochs", API)) {
            assertThat(Workshop.value(gateway.usage(new KeyId("key_1"), Instant.EPOCH,
                    Instant.ofEpochSecond(259_200), Bucket.DAY)).buckets()).containsExactly(
                            new UsageBucket(Instant.ofEpochSecond(86_400), 7, 2, 0, 0),
                            new UsageBucket(Instant.ofEpochSecond(172_800), 1, 0, 0, 0));
        }
    }

    @Test
    void takesOnlyTheOptionsOfAParameter() {
        assertThat(Workshop.failure(bench.gateways().open(bench.profile("epochs", Map.of("api", "api_9")))))
                .isEqualTo(new Failure.InvalidInput("api", "it must be one of api_1, api_2"));
    }

    @Test
    void tellsHowItRotates() {
        assertThat(bench.library.find("epochs").orElseThrow().can(Capability.ROTATE)).isTrue();
        assertThat(bench.library.rotation("epochs")).hasValueSatisfying(way -> {
            assertThat(way.model()).isEqualTo(RotationWay.Model.GRACE);
            assertThat(way.operation()).isEqualTo("reroll");
            assertThat(way.grace()).isEqualTo("duration_ms");
            assertThat(way.isGraceOfNew()).isFalse();
            assertThat(way.longestGrace()).contains(Duration.ofDays(1));
            assertThat(way.usualGrace()).contains(Duration.ofHours(1));
            assertThat(way.old()).isEqualTo("expires");
        });
    }
}
