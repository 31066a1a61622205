package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The generic system's document")
class GenericTest {
    private static final String KEYS = "/v1/api-keys";
    private static final String INVALID = "{\"error\":{\"type\":\"authentication_error\",\"code\":\"invalid_api_key\","
            + "\"message\":\"The API key provided is invalid\"}}";

    @TempDir
    Path home;
    private GenericAuthority authority;
    private String admin;

    @BeforeEach
    void start() {
        authority = GenericAuthority.empty(home.resolve("first"));
        admin = authority.given("api_key");
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    private Reply create(String environment, String... scopes) {
        Reply reply = authority.api("POST", KEYS, admin, "{'name':'k','scopes':['" + String.join("','", scopes)
                + "'],'environment':'" + environment + "'}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private Reply tokenFor(String scopes) {
        return authority.form("/oauth/token", "grant_type=client_credentials", "scope=" + scopes, authority.basic());
    }

    @Test
    void aLiveKeyOpensTheUsers() {
        String key = create("production", "read").at("key");
        assertThat(key).matches("sk_live_[0-9A-Za-z]{49}");
        Reply users = authority.get("/v1/users", key);
        assertThat(users.status()).isEqualTo(200);
        assertThat(users.at("data.0.id")).startsWith("user_");
        assertThat(users.at("data.0.email")).isEqualTo("admin@generic.test");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sk_live_1234567890abcdef", "sk_test_1234567890abcdef", "nonsense", "a.b", "sk_live_"})
    void aKeyThatIsNoneGetsTheDocumentedErrorWordByWord(String key) {
        Reply reply = authority.get("/v1/users", key);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo(INVALID);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void aMissingKeyHasTheSameCode() {
        Reply reply = authority.get("/v1/users", "");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("invalid_api_key");
        assertThat(reply.at("error.type")).isEqualTo("authentication_error");
    }

    @Test
    void aKeyWithoutTheScopeIsToldWhichOneIsMissing() {
        Reply reply = authority.api("POST", "/v1/projects", create("production", "read").at("key"), "{'name':'x'}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("error").propertyNames()).containsExactly("type", "code", "message");
        assertThat(reply.at("error.type")).isEqualTo("permission_error");
        assertThat(reply.code()).isEqualTo("insufficient_scope");
        assertThat(reply.message()).contains("the scope write");
        assertThat(reply.header("WWW-Authenticate")).contains("scope=\"write\"");
    }

    @Test
    void tooManyRequestsGetTheFourthCode() {
        try (GenericAuthority free = new GenericAuthority(home.resolve("free"), Plan.FREE, new Sample.None())) {
            String key = free.given("api_key");
            Reply first = free.get("/v1/users", key);
            assertThat(first.header("X-RateLimit-Limit")).isEqualTo("60");
            assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("59");
            for (int i = 1; i < 60; i++) {
                assertThat(free.users(key)).isEqualTo(200);
            }
            Reply limited = free.get("/v1/users", key);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.code()).isEqualTo("rate_limit_exceeded");
            assertThat(limited.at("error.type")).isEqualTo("rate_limit_error");
            assertThat(limited.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
            free.clock.advance(Duration.ofSeconds(60));
            assertThat(free.users(key)).isEqualTo(200);
        }
    }

    @Test
    void anApplicationsTokensShareOneLimit() {
        String first = tokenFor("read").at("access_token");
        String second = tokenFor("read").at("access_token");
        authority.users(first);
        assertThat(authority.get("/v1/users", second).header("X-RateLimit-Remaining")).isEqualTo("5998");
    }

    @Test
    void aTestKeySeesTheSandboxAndChangesNothingElse() {
        String test = create("sandbox", "read", "write").at("key");
        String live = create("production", "read", "write").at("key");
        assertThat(test).matches("sk_test_[0-9A-Za-z]{49}");
        assertThat(authority.get("/v1/users", test).at("data.0.id")).startsWith("user_test_");
        String id = authority.api("POST", "/v1/projects", test, "{'name':'trial'}").at("id");
        assertThat(authority.get("/v1/projects", test).at("data.0.name")).isEqualTo("trial");
        assertThat(authority.get("/v1/projects", live).json().get("data")).isEmpty();
        assertThat(authority.api("DELETE", "/v1/projects/" + id, live, "").status()).isEqualTo(404);
        assertThat(authority.api("DELETE", "/v1/projects/" + id, test, "").status()).isEqualTo(204);
    }

    @ParameterizedTest(name = "a {0} key in {1}")
    @CsvSource({"sandbox, production", "production, sandbox"})
    void aKeyInTheWrongEnvironmentIsRefusedAndTheMessageSaysWhy(String environment, String wanted) {
        String key = create(environment, "read").at("key");
        Reply reply = authority.get("/v1/users", key, "X-Environment", wanted);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("invalid_api_key");
        assertThat(reply.message()).contains(environment + " key").contains("in " + wanted);
        assertThat(authority.get("/v1/users", key, "X-Environment", environment).status()).isEqualTo(200);
        assertThat(authority.get("/v1/users", key, "X-Environment", "moon").status()).isEqualTo(400);
    }

    @Test
    void theAdministratorsKeyManagesTheKeysOfBothEnvironments() {
        String administrator = authority.given("api_key");
        assertThat(authority.get("/v1/api-keys", administrator, "X-Environment", "sandbox").status()).isEqualTo(200);
        assertThat(authority.get("/v1/api-keys", administrator, "X-Environment", "production").status())
                .isEqualTo(200);
    }

    @Test
    void aPersonsTokenFollowsTheHeader() {
        String token = authority.publicTokens("read").at("access_token");
        assertThat(authority.get("/v1/users", token, "X-Environment", "sandbox").at("data.0.id"))
                .startsWith("user_test_");
        assertThat(authority.get("/v1/users", token).at("data.0.email")).isEqualTo(authority.email());
    }

    @Test
    void theScopeReadLetsAnApplicationSeeKeysAndTheScopeWriteChangeThem() {
        String read = tokenFor("read").at("access_token");
        String write = tokenFor("write").at("access_token");
        String body = "{'name':'by app','scopes':['read']}";
        assertThat(authority.get(KEYS, read).status()).isEqualTo(200);
        assertThat(authority.api("POST", KEYS, read, body).code()).isEqualTo("insufficient_scope");
        assertThat(authority.get(KEYS, write).code()).isEqualTo("insufficient_scope");
        Reply created = authority.api("POST", KEYS, write, body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("created_by")).isEqualTo("Keyrack");
        String one = KEYS + "/" + created.at("id");
        assertThat(authority.api("PATCH", one, read, "{'name':'x'}").status()).isEqualTo(403);
        assertThat(authority.api("DELETE", one, read, "").status()).isEqualTo(403);
        assertThat(authority.api("PATCH", one, write, "{'name':'x'}").at("name")).isEqualTo("x");
        assertThat(authority.get(one + "/usage", read).status()).isEqualTo(200);
        assertThat(authority.api("DELETE", one, write, "").status()).isEqualTo(204);
    }

    @Test
    void whatAPersonAllowedIsMadeInTheirName() {
        String token = authority.publicTokens("write").at("access_token");
        assertThat(authority.api("POST", KEYS, token, "{'name':'k','scopes':['read']}").at("created_by"))
                .isEqualTo(authority.email());
    }

    @Test
    void anOrdinaryKeyManagesNoKeysAndNoneCanBeMadeThatDoes() {
        String key = create("production", "read", "write").at("key");
        assertThat(authority.get(KEYS, key).status()).isEqualTo(403);
        Reply reply = authority.api("POST", KEYS, admin, "{'name':'k','scopes':['api-keys:manage']}");
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void aMemberManagesKeysToo() {
        String session = authority.api("POST", "/v1/auth/login", "", "{'email':'" + authority.email()
                + "','password':'" + authority.password() + "'}").at("access_token");
        assertThat(authority.get(KEYS, session).at("data.0.name")).isEqualTo("Administrator");
        assertThat(authority.get(KEYS, session).json().at("/data/0/manages_keys").booleanValue()).isTrue();
    }

    @Test
    void aRevokedKeyIsRefusedByTheVeryNextRequest() {
        Reply created = create("production", "read");
        assertThat(authority.users(created.at("key"))).isEqualTo(200);
        assertThat(authority.api("DELETE", KEYS + "/" + created.at("id"), admin, "").status()).isEqualTo(204);
        Reply refused = authority.get("/v1/users", created.at("key"));
        assertThat(refused.code()).isEqualTo("invalid_api_key");
        assertThat(refused.message()).contains("revoked");
    }

    @Test
    void theListComesInNumberedPages() {
        for (int i = 0; i < 4; i++) {
            create("production", "read");
        }
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            Reply reply = authority.get(KEYS + "?per_page=2&page=" + page, admin);
            assertThat(reply.members()).containsExactly("data", "page", "per_page", "total", "total_pages");
            assertThat(reply.at("total")).isEqualTo("5");
            assertThat(reply.at("total_pages")).isEqualTo("3");
            reply.json().get("data").forEach(key -> seen.add(key.get("id").stringValue()));
        }
        assertThat(seen).hasSize(5);
        assertThat(authority.get(KEYS + "?page=4&per_page=2", admin).json().get("data")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"page=0", "page=-1", "page=x", "per_page=0", "per_page=101", "per_page=1e2",
            "page=99999999999"})
    void aPageThatIsNoneIsRefused(String query) {
        Reply reply = authority.get(KEYS + "?" + query, admin);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
        assertThat(reply.at("error.type")).isEqualTo("invalid_request_error");
    }

    @Test
    void aRestartGivesTheSameCredentials() {
        String line = authority.ready().toJson();
        authority.restart();
        assertThat(authority.ready().toJson()).isEqualTo(line).contains("\"client_id\":\"keyrack\"",
                "\"client_secret\":", "\"api_key\":\"sk_live_");
        assertThat(authority.users(admin)).isEqualTo(200);
        assertThat(tokenFor("read").status()).isEqualTo(200);
    }

    @Test
    void theDemoHasKeysOfAllKindsInBothEnvironments() {
        try (GenericAuthority demo = new GenericAuthority(home.resolve("demo"), Plan.ENTERPRISE, new Sample.Demo())) {
            List<JsonNode> keys = new ArrayList<>();
            demo.get(KEYS + "?per_page=100", demo.given("api_key")).json().get("data").forEach(keys::add);
            assertThat(keys).hasSizeGreaterThan(30);
            assertThat(keys).extracting(key -> key.get("status").stringValue()).contains("active", "disabled",
                    "expired");
            assertThat(keys).extracting(key -> key.get("environment").stringValue()).contains("production", "sandbox");
            assertThat(keys).extracting(key -> key.get("prefix").stringValue())
                    .allMatch(prefix -> prefix.matches("sk_(live|test)_.{4}"));
            assertThat(demo.get("/v1/projects", demo.given("api_key")).json().get("data")).hasSize(3);
        }
    }
}
