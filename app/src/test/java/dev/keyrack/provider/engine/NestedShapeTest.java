package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A vendor whose tokens hang below accounts, with another kind of keys beside them")
class NestedShapeTest {
    private static final Map<String, String> ACCOUNT = Map.of("account", "3");

    @TempDir
    Path folder;
    private ShapeBench bench;
    private final Server vendor = new Server();

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "nested", vendor::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Numbers tokens per account, so that a token's id alone says nothing.
    private static final class Server {
        private final Map<String, Map<String, Map<String, Object>>> accounts = new LinkedHashMap<>();
        private boolean broken;

        Server() {
            for (int account = 1; account <= 3; account++) {
                Map<String, Map<String, Object>> tokens = new LinkedHashMap<>();
                for (int token = 1; token < account; token++) {
                    tokens.put("t/" + token, Map.of("id", "t/" + token, "name", "n" + account + token));
                }
                accounts.put(Integer.toString(account), tokens);
            }
        }

        Answer answer(Seen request) {
            if (!request.header("Authorization").equals("Bearer " + ShapeBench.ADMIN)) {
                return TestServer.empty(401);
            }
            List<String> path = ShapeBench.segments(request);
            return switch (path.get(1)) {
                case "permissions" -> ShapeBench.json(200, Map.of("groups", List.of(
                        Map.of("name", "dash", "rights", List.of(
                                Map.of("name", "read", "writes", false, "help", "See dashboards"),
                                Map.of("name", "write", "writes", true, "help", "Change dashboards"))),
                        Map.of("name", "users", "rights", List.of(Map.of("name", "read", "writes", false, "help",
                                ""))))));
                case "links" -> links(request);
                default -> path.get(2).equals("search") ? search(request) : tokens(request, path);
            };
        }

        private static Answer links(Seen request) {
            return request.query().isEmpty()
                    ? ShapeBench.json(200, Map.of("links", List.of(Map.of("slug", "a", "start", "lnk_a")), "next",
                            "?after=a"))
                    : ShapeBench.json(200, Map.of("links", List.of(Map.of("slug", "b", "start", "lnk_b")), "next",
                            ""));
        }

        private Answer search(Seen request) {
            Map<String, String> query = ShapeBench.form(request.query());
            List<Object> page = new ArrayList<>();
            accounts.keySet().stream().skip(2L * Integer.parseInt(query.getOrDefault("page", "1")) - 2).limit(2)
                    .forEach(id -> page.add(Map.of("id", Integer.parseInt(id), "name", "account " + id)));
            return ShapeBench.json(200, Map.of("serviceAccounts", page, "totalCount", accounts.size()));
        }

        private Answer tokens(Seen request, List<String> path) {
            Map<String, Map<String, Object>> tokens = accounts.get(path.get(2));
            if (tokens == null) {
                return TestServer.empty(404);
            }
            if (path.size() == 4) {
                return request.method().equals("POST")
                        ? create(request, tokens)
                        : ShapeBench.json(200, new ArrayList<>(tokens.values()));
            }
            if (path.size() == 6) {
                return broken
                        ? TestServer.empty(500)
                        : ShapeBench.json(200, Map.of("policy", Map.of("actions", Map.of("dash",
                                List.of("read", "write"), "users", List.of("read")))));
            }
            return TestServer.empty(tokens.remove(path.get(4)) == null ? 404 : 204);
        }

        private static Answer create(Seen request, Map<String, Map<String, Object>> tokens) {
            List<Object> rights = new ArrayList<>();
            ShapeBench.tree(request).at("/rights").forEach(
                    right -> rights.add(Map.of("right", right.at("/right").asString())));
            String id = "t/" + (tokens.size() + 1);
            tokens.put(id, Map.of("id", id, "name", ShapeBench.tree(request).at("/name").asString(), "rights",
                    rights));
            return ShapeBench.json(200, Map.of("id", id, "name", ShapeBench.tree(request).at("/name").asString(),
                    "key", "glsa_" + id, "rights", rights));
        }
    }

    @Test
    void livesItsLife() {
        try (KeyGateway gateway = bench.open("nested", ACCOUNT)) {
            Workshop.value(gateway.test());
            assertThat(bench.server.last().path()).isEqualTo("/api/accounts/search");
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("2/t%2F1", "3/t%2F1", "3/t%2F2");
            assertThat(keys).extracting(key -> key.owner().orElse("")).containsExactly("account 2", "account 3",
                    "account 3");
            assertThat(keys.getFirst().scopes()).containsExactlyInAnyOrder(new Scope("dash:read"),
                    new Scope("dash:write"), new Scope("users:read"));

            IssuedKey made = Workshop.value(gateway.create(ShapeBench.wish("ci", Optional.empty(), "dash:read")));
            made.close();
            assertThat(made.key().id()).isEqualTo(new KeyId("3/t%2F3"));
            assertThat(made.key().scopes()).containsExactly(new Scope("dash:read"));

            long details = bench.server.seen().stream().filter(seen -> seen.path().endsWith("/policy")).count();
            assertThat(ShapeBench.list(gateway)).hasSize(4);
            assertThat(bench.server.seen().stream().filter(seen -> seen.path().endsWith("/policy")).count())
                    .as("only where the list lacks it").isEqualTo(details + 3);

            assertThat(Workshop.value(gateway.revoke(made.key().id())).path())
                    .isEqualTo("/api/accounts/3/tokens/t%2F3");
            assertThat(Workshop.value(gateway.revoke(made.key().id())).status()).hasValue(404);
            assertThat(ShapeBench.list(gateway)).hasSize(3);
            assertThat(Workshop.failure(gateway.revoke(new KeyId("no-parts")))).isInstanceOf(Failure.NotFound.class);
        }
    }

    @Test
    void asksForTheValuesOfAParameterBeforeItIsKnown() {
        try (KeyGateway gateway = bench.open("nested", Map.of())) {
            assertThat(Workshop.value(gateway.choices("account"))).containsExactly(new Choice("1", "account 1"),
                    new Choice("2", "account 2"), new Choice("3", "account 3"));
            assertThat(Workshop.failure(gateway.create(ShapeBench.wish("x", Optional.empty()))))
                    .isInstanceOf(Failure.InvalidInput.class);
        }
        assertThat(bench.library.find("nested").orElseThrow().parameters().getFirst().listed()).isTrue();
    }

    @Test
    void asksForItsScopes() {
        try (KeyGateway gateway = bench.open("nested", ACCOUNT)) {
            assertThat(Workshop.value(gateway.scopes())).containsExactly(
                    new ScopeInfo("dash:read", "dash", "read", false, "See dashboards"),
                    new ScopeInfo("dash:write", "dash", "write", true, "Change dashboards"),
                    new ScopeInfo("users:read", "users", "read", false, ""));
        }
        assertThat(bench.library.find("nested").orElseThrow().listsScopes()).isTrue();
    }

    @Test
    void aDetailThatCannotBeReadIsAFailureOfTheList() {
        vendor.broken = true;
        try (KeyGateway gateway = bench.open("nested", ACCOUNT)) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOf(Failure.BadAnswer.class);
        }
    }

    @Test
    void offersItsOtherKindOfKeysAsAProviderOfItsOwn() {
        Provider links = bench.library.find("nested:links").orElseThrow();
        assertThat(links.name()).isEqualTo("Nested, access policies");
        assertThat(links.noun()).isEqualTo("access policy");
        assertThat(links.can(Capability.LIST)).isTrue();
        assertThat(links.support(Capability.CREATE))
                .isEqualTo(new Support.No("Policies are made in the console."));
        assertThat(links.support(Capability.REVOKE)).isEqualTo(new Support.No(""));
        assertThat(links.listsScopes()).isFalse();
        assertThat(links.scopes()).extracting(ScopeInfo::value).containsExactly("all");
        assertThat(links.shapes().getFirst().prefix()).isEqualTo("lnk_");
        try (KeyGateway gateway = bench.open("nested:links", ACCOUNT)) {
            List<ApiKey> keys = ShapeBench.list(gateway);
            assertThat(keys).extracting(key -> key.id().value()).containsExactly("a", "b");
            assertThat(keys).extracting(ApiKey::name).as("without names the hint tells them apart")
                    .containsExactly("lnk_a…", "lnk_b…");
        }
    }
}
