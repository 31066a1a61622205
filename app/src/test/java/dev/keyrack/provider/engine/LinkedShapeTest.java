package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

@DisplayName("A vendor with Link headers, ids that need encoding and rows that stay when they are revoked")
class LinkedShapeTest {
    private static final Map<String, String> PROJECT = Map.of("project", "group/my app");

    @TempDir
    Path folder;
    private ShapeBench bench;
    private final Server vendor = new Server();

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "linked", vendor::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Keeps trailing slashes, takes forms, wants dates from tomorrow on.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> tokens = new LinkedHashMap<>();
        private boolean circular;

        Server() {
            for (String id : List.of("*:development.a/1", "b c", "50%", "d", "e")) {
                tokens.put(id, token(id, id, "read_api write_api", "2027-01-01"));
            }
        }

        private static Map<String, @Nullable Object> token(String id, String name, String scope, String end) {
            Map<String, @Nullable Object> token = new LinkedHashMap<>();
            token.put("id", id);
            token.put("name", name);
            token.put("scope", scope);
            token.put("created_at", "2026-11-22T08:25:13.000+0000");
            token.put("expires_at", end);
            token.put("last_used_at", id.equals("d") ? "Sun, 22 Nov 2026 08:00:00 GMT" : "");
            token.put("revoked", false);
            return token;
        }

        Answer answer(Seen request) {
            if (!request.header("Private-token").equals(ShapeBench.ADMIN)) {
                return ShapeBench.json(401, Map.of("message", "401 Unauthorized"));
            }
            String base = "/api/v4/projects/group%2Fmy%20app/tokens/";
            if (!request.path().startsWith(base) || !request.path().endsWith("/")) {
                return ShapeBench.json(404, Map.of("error", "no such path"));
            }
            String rest = request.path().substring(base.length());
            if (rest.isEmpty()) {
                return request.method().equals("POST") ? create(request) : list(request, base);
            }
            Map<String, @Nullable Object> token = tokens
                    .get(ShapeBench.decoded(rest.substring(0, rest.length() - 1).replace("+", "%2B")));
            if (token == null) {
                return ShapeBench.json(404, Map.of("message", "404 Not found"));
            }
            if (request.method().equals("DELETE")) {
                boolean explained = request.query().equals("was_compromised=true")
                        && ShapeBench.tree(request).at("/reason").asString("").equals("revoked with Keyrack");
                if (!explained) {
                    return ShapeBench.json(400, Map.of("error", "say why"));
                }
                boolean again = Boolean.TRUE.equals(token.put("revoked", true));
                return again ? ShapeBench.json(200, Map.of()) : TestServer.empty(204);
            }
            return ShapeBench.json(200, token);
        }

        private Answer list(Seen request, String base) {
            int at = Integer.parseInt(ShapeBench.form(request.query()).getOrDefault("cursor", "0"));
            List<Object> page = new ArrayList<>(tokens.values().stream().skip(at).limit(2).toList());
            String host = "http://" + request.header("Host") + base;
            int next = circular ? 0 : at + 2;
            return ShapeBench.json(200, page).with("Link",
                    "<" + host + "?cursor=0>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", <" + host
                            + "?cursor=" + next + ">; rel=\"next\"; results=\"" + (at + 2 < tokens.size())
                            + "\"; cursor=\"0:2:0\"");
        }

        private Answer create(Seen request) {
            if (!request.header("Content-type").equals("application/x-www-form-urlencoded")) {
                return ShapeBench.json(415, Map.of("error", "forms only"));
            }
            Map<String, String> form = ShapeBench.form(request.body());
            LocalDate end = LocalDate.parse(form.getOrDefault("expires_at", "1970-01-01"));
            if (!end.isAfter(LocalDate.of(2026, 11, 22))) {
                return ShapeBench.json(400, Map.of("message", Map.of("expires_at", List.of("must be in the future"))));
            }
            if (!form.getOrDefault("meta[by]", "").equals("keyrack")) {
                return ShapeBench.json(400, Map.of("error", "meta[by] is missing"));
            }
            Map<String, @Nullable Object> token = token("x/" + tokens.size(), form.getOrDefault("name", ""),
                    form.getOrDefault("scopes[]", ""), end.toString());
            tokens.put(String.valueOf(token.get("id")), token);
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(token);
            shown.put("token", "glpat-" + tokens.size());
            return ShapeBench.json(201, shown);
        }
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("linked", PROJECT)) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("*:development.a/1", "b c", "50%", "d",
                    "e");
            assertThat(keys.getFirst().scopes()).containsExactly(new Scope("read_api"), new Scope("write_api"));
            assertThat(keys.getFirst().createdAt()).contains(Instant.parse("2026-11-22T08:25:13Z"));
            assertThat(keys.getFirst().expiresAt()).contains(Instant.parse("2027-01-01T00:00:00Z"));
            assertThat(keys.getFirst().lastUsed()).isEqualTo(new LastUsed.Never());
            assertThat(keys.get(3).lastUsed()).isEqualTo(new LastUsed.At(Instant.parse("2026-11-22T08:00:00Z"),
                    LastUsed.Precision.TEN_MINUTES));
            for (ApiKey key : keys) {
                assertThat(Workshop.value(gateway.get(key.id())).id()).isEqualTo(key.id());
            }

            IssuedKey made = Workshop.value(
                    gateway.create(ShapeBench.wish("CI & more", Optional.of(Duration.ofHours(1)), "read_api", "api")));
            made.close();
            assertThat(made.key().name()).isEqualTo("CI & more");
            assertThat(made.key().scopes()).containsExactly(new Scope("read_api"), new Scope("api"));
            assertThat(made.key().expiresAt()).as("at least tomorrow")
                    .contains(Instant.parse("2026-11-23T00:00:00Z"));

            KeyId id = made.key().id();
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(204);
            assertThat(Workshop.value(gateway.get(id)).status()).isEqualTo(KeyStatus.REVOKED);
            assertThat(Workshop.value(gateway.revoke(id)).status()).as("again").hasValue(200);
            assertThat(Workshop.value(gateway.revoke(new KeyId("gone"))).status()).hasValue(404);
        }
    }

    @Test
    void namesTheFieldsOfARefusal() {
        try (KeyGateway gateway = bench.open("linked", PROJECT)) {
            assertThat(Workshop.failure(gateway.create(ShapeBench.wish("x", Optional.empty()))))
                    .isInstanceOfSatisfying(Failure.Rejected.class, rejected -> assertThat(rejected.call().said())
                            .isEqualTo("expires_at must be in the future"));
        }
    }

    @Test
    void doesNotGoRoundInCircles() {
        vendor.circular = true;
        try (KeyGateway gateway = bench.open("linked", PROJECT)) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOfSatisfying(
                    Failure.BadAnswer.class, answer -> assertThat(answer.flaw()).isEqualTo(Flaw.TOO_MANY_PAGES));
        }
    }
}
