package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

@DisplayName("A vendor that answers 200 to every value, names tokens by their names, and deletes with nothing")
class ValidityShapeTest {
    @TempDir
    Path folder;
    private ShapeBench bench;

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "validity", new Server()::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Takes forms, and the token as a user without a password.
    private static final class Server {
        private final Map<String, Map<String, @Nullable Object>> tokens = new LinkedHashMap<>();
        private boolean down;

        Server() {
            tokens.put("old", row("old", "2026-11-01T00:00:00+0000", true));
        }

        private static Map<String, @Nullable Object> row(String name, @Nullable String end, boolean used) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("createdAt", "2026-10-22T08:25:13+0000");
            row.put("isExpired", name.equals("old"));
            if (end != null) {
                row.put("expirationDate", end);
            }
            if (used) {
                row.put("lastConnectionDate", "2026-10-30T08:25:13+0000");
            }
            return row;
        }

        Answer answer(Seen request) {
            String basic = new String(Base64.getDecoder().decode(request.header("Authorization").substring(6)),
                    StandardCharsets.UTF_8);
            if (request.path().equals("/api/authentication/validate")) {
                boolean valid = tokens.containsKey(basic.replace("squ_", "").replace(":", ""));
                return down
                        ? TestServer.text(200, "text/html", "<h1>Maintenance</h1>")
                        : ShapeBench.json(200, Map.of("valid", valid));
            }
            if (!basic.equals(ShapeBench.ADMIN + ":")) {
                return TestServer.empty(401);
            }
            Map<String, String> form = ShapeBench.form(request.body());
            String name = form.getOrDefault("name", "");
            return switch (request.path()) {
                case "/api/user_tokens/search" ->
                    ShapeBench.json(200, Map.of("login", "ann", "userTokens", new ArrayList<>(tokens.values())));
                case "/api/user_tokens/generate" -> generate(name, form.get("expirationDate"));
                case "/api/user_tokens/rename" -> {
                    tokens.remove(name);
                    tokens.put(form.getOrDefault("newName", ""), row(form.getOrDefault("newName", ""), null, false));
                    yield TestServer.empty(204);
                }
                default -> {
                    tokens.remove(name);
                    yield TestServer.empty(204);
                }
            };
        }

        private Answer generate(String name, @Nullable String end) {
            if (tokens.containsKey(name)) {
                return ShapeBench.json(400, Map.of("errors", List.of(Map.of("msg", "A token '" + name
                        + "' already exists"))));
            }
            Map<String, @Nullable Object> row = row(name, end == null ? null : end + "T00:00:00+0000", false);
            tokens.put(name, row);
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(row);
            shown.put("token", "squ_" + name);
            return ShapeBench.json(200, shown);
        }
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("validity", Map.of())) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("old");
            assertThat(keys.getFirst().lastUsed()).isEqualTo(
                    new LastUsed.At(Instant.parse("2026-10-30T08:25:13Z"), LastUsed.Precision.HOUR));

            IssuedKey made = Workshop.value(gateway.create(ShapeBench.wish("ci", Optional.of(Duration.ofDays(90)))));
            String value = made.secret().reveal();
            made.close();
            assertThat(made.key().id()).isEqualTo(new KeyId("ci"));
            assertThat(made.key().lastUsed()).isEqualTo(new LastUsed.Never());
            assertThat(made.key().expiresAt()).contains(Instant.parse("2027-02-20T00:00:00Z"));
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.ACCEPTED);

            assertThat(Workshop.value(gateway.update(new KeyId("ci"), new KeyChange(Optional.of("cd"),
                    Optional.empty(), Optional.empty(), Optional.empty()))).id())
                    .as("the new name is the new id").isEqualTo(new KeyId("cd"));

            assertThat(Workshop.value(gateway.revoke(new KeyId("cd"))).status()).hasValue(204);
            assertThat(ShapeBench.verdict(gateway, value)).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.value(gateway.revoke(new KeyId("cd"))).status()).as("again").hasValue(204);
        }
    }

    @Test
    void saysThatANameIsTaken() {
        try (KeyGateway gateway = bench.open("validity", Map.of())) {
            assertThat(Workshop.failure(gateway.create(ShapeBench.wish("old", Optional.empty()))))
                    .isInstanceOfSatisfying(Failure.Rejected.class, rejected -> assertThat(rejected.call().said())
                            .isEqualTo("A token 'old' already exists"));
        }
    }

    @Test
    void aPageInPlaceOfAnAnswerProvesNothing() {
        bench.close();
        Server down = new Server();
        down.down = true;
        bench = new ShapeBench(folder, "validity", down::answer);
        try (KeyGateway gateway = bench.open("validity", Map.of())) {
            assertThat(ShapeBench.verdict(gateway, "squ_old")).isEqualTo(Verdict.UNCLEAR);
        }
    }
}
