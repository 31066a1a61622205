package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Manual;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The manual of descriptors")
class ManualTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> ACME = Map.of("org", "acme");

    @TempDir
    Path folder;
    private ShapeBench bench;

    @BeforeEach
    void start() {
        bench = ShapeBench.of(folder, "parcelbay", Manual.example(), new Parcelbay()::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// The made-up vendor, as its example describes it.
    private static final class Parcelbay {
        private static final long CREATED = 1_790_000_000L;
        private final Map<String, Map<String, @Nullable Object>> tokens = new LinkedHashMap<>();
        private final Set<String> values = new LinkedHashSet<>();

        Parcelbay() {
            for (int i = 1; i <= 51; i++) {
                token("n" + i, i == 2 ? CREATED + 60 : null);
            }
        }

        private Map<String, @Nullable Object> token(String name, @Nullable Long used) {
            Map<String, @Nullable Object> token = new LinkedHashMap<>();
            String id = "t" + (tokens.size() + 1);
            token.put("id", id);
            token.put("label", name);
            token.put("last4", "9999");
            token.put("grants", List.of("parcels:read"));
            token.put("created", CREATED);
            token.put("expires", 0);
            token.put("used", used);
            token.put("revoked", false);
            token.put("creator", Map.of("email", "ann@acme.test"));
            token.put("allowed_networks", List.of("10.0.0.0/8", "192.0.2.0/24"));
            tokens.put(id, token);
            return token;
        }

        Answer answer(Seen request) {
            if (request.path().equals("/whoami")) {
                String value = request.header("Authorization").replace("Token token=", "");
                return ShapeBench.json(200, Map.of("valid", values.contains(value)));
            }
            if (!request.header("Authorization").equals("Token token=" + ShapeBench.ADMIN)
                    || !request.header("Accept").equals("application/vnd.parcelbay+json;version=2")) {
                return ShapeBench.json(401, Map.of("error", Map.of("message", "no")));
            }
            List<String> path = ShapeBench.segments(request);
            if (request.path().equals("/me/orgs")) {
                return ShapeBench.json(200, List.of(Map.of("slug", "acme", "title", "Acme Ltd")));
            }
            if (!path.get(1).equals("acme")) {
                return ShapeBench.json(404, Map.of("error", Map.of("message", "no such organisation")));
            }
            if (path.getLast().equals("grants")) {
                return ShapeBench.json(200, Map.of("grants",
                        List.of(Map.of("scope", "parcels:read", "text", "See parcels", "writes", false),
                                Map.of("scope", "parcels:write", "text", "Send parcels", "writes", true))));
            }
            return path.size() == 3 ? all(request) : one(request, path.get(3));
        }

        private Answer all(Seen request) {
            if (request.method().equals("POST")) {
                return create(ShapeBench.tree(request));
            }
            Map<String, String> query = ShapeBench.form(request.query());
            int size = Integer.parseInt(query.getOrDefault("per_page", "0"));
            int page = Integer.parseInt(query.getOrDefault("page", "0"));
            return ShapeBench.json(200,
                    Map.of("tokens", tokens.values().stream().skip((page - 1L) * size).limit(size).toList(), "meta",
                            Map.of("total", tokens.size())));
        }

        private Answer create(JsonNode wish) {
            Map<String, @Nullable Object> token = token(wish.at("/label").asString(), null);
            String value = "pb_" + wish.at("/mode").asString() + "_9999";
            values.add(value);
            List<String> grants = new ArrayList<>();
            wish.at("/grants").forEach(grant -> grants.add(grant.asString()));
            token.put("grants", grants);
            token.put("expires", CREATED + Duration.ofDays(wish.at("/days").asLong()).toSeconds());
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(token);
            shown.put("value", value);
            return ShapeBench.json(201, Map.of("token", shown));
        }

        private Answer one(Seen request, String id) {
            Map<String, @Nullable Object> token = tokens.get(id);
            if (token == null) {
                return ShapeBench.json(400, Map.of("error", Map.of("code", "unknown_token", "message", "gone")));
            }
            if (request.path().endsWith("/hits")) {
                return ShapeBench.json(200, Map.of("hits", List.of(Map.of("at", CREATED, "ok", 7, "status",
                        Map.of("429", 2), "denied", 1, "errors", 0))));
            }
            if (request.method().equals("DELETE")) {
                tokens.remove(id);
                values.clear();
                return TestServer.empty(204);
            }
            token.put("label", ShapeBench.tree(request).at("/label").asString());
            return ShapeBench.json(200, Map.of("token", token));
        }
    }

    private Provider provider() {
        return bench.library.find("parcelbay").orElseThrow();
    }

    @Test
    void itsExampleIsCorrect() {
        assertThat(new DescriptorChecker().findings(Manual.example())).isEmpty();
    }

    @Test
    void itsFurtherBlocksFitIntoTheExample() {
        ObjectNode login = (ObjectNode) JSON.readTree(Manual.example());
        ((ObjectNode) login.at("/auth/member")).set("login",
                JSON.readTree(Manual.blocks("### Account and password").getFirst()));
        assertThat(new DescriptorChecker().findings(login.toString())).isEmpty();

        ObjectNode resources = (ObjectNode) JSON.readTree(Manual.example());
        ((ArrayNode) resources.at("/resources"))
                .add(JSON.readTree(Manual.blocks("## Several resources").getFirst()));
        assertThat(new DescriptorChecker().findings(resources.toString())).isEmpty();
        try (ShapeBench more = ShapeBench.of(folder.resolve("more"), "parcelbay", resources.toString(),
                new Parcelbay()::answer)) {
            assertThat(more.library.find("parcelbay:hooks")).hasValueSatisfying(
                    hooks -> assertThat(hooks.name()).isEqualTo("Parcelbay, signing keys"));
        }
    }

    @Test
    void itNamesEveryMemberOfTheSchema() {
        String manual = Manual.text();
        List<String> names = new ArrayList<>();
        JSON.readTree(ProviderLibrary.resource("descriptor.schema.json")).findValues("properties")
                .forEach(properties -> names.addAll(properties.propertyNames()));
        assertThat(names).hasSizeGreaterThan(100).filteredOn(name -> !manual.contains("`" + name + "`")).isEmpty();
    }

    @Test
    void itsExampleOffersWhatTheManualSays() {
        assertThat(provider().signIns()).extracting(SignIn::id).containsExactly("admin", "member", "browser");
        assertThat(provider().variable()).contains("PARCELBAY_TOKEN");
        assertThat(provider().presets()).extracting(preset -> preset.asksWhy()).containsExactly(false, true);
        assertThat(bench.library.rotation("parcelbay"))
                .hasValueSatisfying(way -> assertThat(way.usualGrace()).contains(Duration.ofHours(1)));
        try (KeyGateway gateway = bench.open("parcelbay", ACME)) {
            assertThat(gateway.settlesWithin()).isEqualTo(Duration.ofMinutes(2));
            assertThat(Workshop.value(gateway.choices("org"))).containsExactly(new Choice("acme", "Acme Ltd"));
            assertThat(Workshop.value(gateway.scopes())).extracting(ScopeInfo::value, ScopeInfo::changes)
                    .containsExactly(org.assertj.core.api.Assertions.tuple("parcels:read", false),
                            org.assertj.core.api.Assertions.tuple("parcels:write", true));
        }
    }

    @Test
    void itsExampleIsListedOverPagesWithItsDates() {
        try (KeyGateway gateway = bench.open("parcelbay", ACME)) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            Instant created = Instant.ofEpochSecond(Parcelbay.CREATED);
            assertThat(keys).hasSize(51);
            assertThat(bench.server.count("/orgs/acme/tokens")).isEqualTo(2);
            assertThat(keys).extracting(ApiKey::lastUsed).startsWith(new LastUsed.Never(),
                    new LastUsed.At(created.plusSeconds(60), LastUsed.Precision.HOUR));
            assertThat(keys.getFirst()).satisfies(key -> {
                assertThat(key.createdAt()).contains(created);
                assertThat(key.expiresAt()).isEmpty();
                assertThat(key.owner()).contains("ann@acme.test");
                assertThat(key.facts()).containsExactly(Map.entry("networks", "10.0.0.0/8, 192.0.2.0/24"));
            });
        }
    }

    @Test
    void itsExampleLivesFromCreationToDeath() {
        try (KeyGateway gateway = bench.open("parcelbay", ACME);
                IssuedKey issued = Workshop.value(gateway.create(new NewKey("ci",
                        new LinkedHashSet<>(List.of(new Scope("parcels:read"))), Optional.of("read-only"),
                        Optional.of(Duration.ofDays(90)))))) {
            KeyId id = issued.key().id();
            JsonNode sent = ShapeBench.tree(bench.server.seen().stream()
                    .filter(request -> request.method().equals("POST")).findFirst().orElseThrow());
            assertThat(sent).isEqualTo(JSON.readTree("""
                    {"label": "ci", "mode": "sandbox", "role": "viewer", "grants": ["parcels:read"], "days": 90}"""));
            assertThat(verdict(gateway, issued.secret())).isEqualTo(Verdict.ACCEPTED);
            assertThat(Workshop.value(gateway.update(id, new KeyChange(Optional.of("ci 2"), Optional.empty(),
                    Optional.empty(), Optional.empty()))).name()).isEqualTo("ci 2");
            assertThat(Workshop.value(gateway.usage(id, Instant.EPOCH, bench.clock.instant(), Bucket.DAY)).buckets())
                    .containsExactly(new UsageBucket(Instant.ofEpochSecond(Parcelbay.CREATED), 7, 2, 1, 0));
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(204);
            assertThat(verdict(gateway, issued.secret())).isEqualTo(Verdict.REFUSED);
            assertThat(Workshop.failure(gateway.update(id, new KeyChange(Optional.of("late"), Optional.empty(),
                    Optional.empty(), Optional.empty())))).isInstanceOf(Failure.NotFound.class);
        }
    }

    private static Verdict verdict(KeyGateway gateway, Secret value) {
        return Workshop.value(gateway.probe(value)).verdict();
    }
}
