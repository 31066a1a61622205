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
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.task.Progress;
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

@DisplayName("A vendor that names tokens by their secrets and lists them in full")
class SecretIdShapeTest {
    private static final String FIRST = "*:development.5ecret/1";

    @TempDir
    Path folder;
    private ShapeBench bench;
    private final Server vendor = new Server();

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "secretid", vendor::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Shows every secret to everybody who may list, and repeats them in its messages.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> tokens = new LinkedHashMap<>();

        Server() {
            add(FIRST, "first", "client", null);
            add("*:*.5ecret/2", "second", "admin", null);
        }

        private Map<String, @Nullable Object> add(String secret, String name, String type, @Nullable String end) {
            Map<String, @Nullable Object> token = new LinkedHashMap<>();
            token.put("secret", secret);
            token.put("tokenName", name);
            token.put("type", type);
            token.put("createdAt", "2026-11-22T08:00:00.000Z");
            token.put("expiresAt", end);
            token.put("seenAt", null);
            token.put("disabled", false);
            tokens.put(secret, token);
            return token;
        }

        Answer answer(Seen request) {
            if (request.path().equals("/api/client/features")) {
                Map<String, @Nullable Object> token = tokens.get(request.header("Authorization"));
                return TestServer.empty(token == null || Boolean.TRUE.equals(token.get("disabled")) ? 401 : 200);
            }
            if (!request.header("Authorization").equals(ShapeBench.ADMIN)) {
                return ShapeBench.json(401, Map.of("message", "no"));
            }
            List<String> segments = ShapeBench.segments(request);
            if (segments.size() == 3) {
                return switch (request.method()) {
                    case "POST" -> ShapeBench.json(201, add("*:new.5ecret/" + (tokens.size() + 1),
                            ShapeBench.tree(request).at("/tokenName").asString(),
                            ShapeBench.tree(request).at("/type").asString(),
                            ShapeBench.tree(request).at("/expiresAt").asString("")));
                    case "DELETE" -> {
                        ShapeBench.tree(request).at("/tokens").forEach(one -> tokens.remove(one.asString()));
                        yield TestServer.empty(200);
                    }
                    default -> ShapeBench.json(200, Map.of("tokens", new ArrayList<>(tokens.values())));
                };
            }
            Map<String, @Nullable Object> token = tokens.get(segments.get(3));
            if (token == null) {
                return ShapeBench.json(404, Map.of("message", "no token " + segments.get(3)));
            }
            if (segments.size() == 5) {
                token.put("disabled", segments.get(4).equals("disable"));
                return TestServer.empty(200);
            }
            if (ShapeBench.tree(request).at("/expiresAt").asString("").startsWith("2026-11-22")) {
                return ShapeBench.json(400, Map.of("message", "too soon for " + segments.get(3)));
            }
            token.put("expiresAt", ShapeBench.tree(request).at("/expiresAt").asString(null));
            return TestServer.empty(200);
        }
    }

    private static KeyChange endsIn(Duration life) {
        return new KeyChange(Optional.empty(), Optional.empty(), Optional.of(new KeyChange.Expiry.In(life)),
                Optional.empty());
    }

    @Test
    void livesItsLifeAndNobodySeesTheSecret() {
        try (KeyGateway gateway = bench.open("secretid", Map.of())) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(ApiKey::name).containsExactly("first", "second");
            assertThat(keys.toString()).doesNotContain("5ecret");
            assertThat(keys.getFirst().id().value()).matches("sha256:[0-9a-f]{24}");
            assertThat(ShapeBench.list(gateway)).as("the ids stay the same").isEqualTo(keys);

            IssuedKey made = Workshop
                    .value(gateway.create(ShapeBench.wish("third", Optional.of(Duration.ofDays(9)), "frontend")));
            String value = made.secret().reveal();
            made.close();
            assertThat(value).isEqualTo("*:new.5ecret/3");
            assertThat(made.key().toString()).doesNotContain("5ecret");
            KeyId id = made.key().id();
            assertThat(ShapeBench.list(gateway).getLast().id()).isEqualTo(id);
            assertThat(made.key().scopes()).containsExactly(new Scope("frontend"));

            assertThat(Workshop.value(gateway.update(id, endsIn(Duration.ofDays(30)))).expiresAt())
                    .contains(bench.clock.instant().plus(Duration.ofDays(30)));
            assertThat(bench.server.seen()).anyMatch(
                    seen -> seen.path().equals("/api/admin/api-tokens/%2A%3Anew.5ecret%2F3"));
            assertThat(Workshop.value(gateway.update(id, KeyChange.enabled(false))).status())
                    .isEqualTo(KeyStatus.DISABLED);
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.value(gateway.update(id, KeyChange.enabled(true))).status())
                    .isEqualTo(KeyStatus.ACTIVE);
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);

            Call call = Workshop.value(gateway.revoke(id));
            assertThat(call.method() + " " + call.path()).isEqualTo("DELETE /api/admin/api-tokens");
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.failure(gateway.revoke(id)))
                    .isEqualTo(new Failure.NotFound("key", id.value(), List.of()));
        }
    }

    @Test
    void masksTheSecretInFailures() {
        try (KeyGateway gateway = bench.open("secretid", Map.of())) {
            KeyId id = ShapeBench.list(gateway).getFirst().id();
            Failure failure = Workshop.failure(gateway.update(id, endsIn(Duration.ofHours(1))));
            assertThat(failure).isInstanceOfSatisfying(Failure.Rejected.class, rejected -> {
                assertThat(rejected.call().path()).isEqualTo("/api/admin/api-tokens/***");
                assertThat(rejected.call().said()).isEqualTo("too soon for ***");
            });
            assertThat(failure.toString()).doesNotContain("5ecret");
        }
    }

    @Test
    void tellsThatAListMayBeCutOff() {
        vendor.add("*:*.5ecret/3", "third", "client", null);
        vendor.add("*:*.5ecret/4", "fourth", "client", Instant.EPOCH.toString());
        try (KeyGateway gateway = bench.open("secretid", Map.of())) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOfSatisfying(Failure.BadAnswer.class,
                    answer -> assertThat(answer.detail())
                            .isEqualTo("the list is cut off at 4 items, and there is no way to ask for the rest"));
        }
        assertThat(bench.server.last().query()).isEqualTo("limit=4");
    }
}
