package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Migma's document")
class MigmaTest {
    private static final String KEYS = "/v1/api-keys";
    private static final String PROJECTS = "/v1/projects";
    private static final String UNAUTHORIZED = "{\"success\":false,\"error\":\"Invalid or missing API key\"}";
    private static final String FORBIDDEN = "{\"success\":false,\"error\":\"Insufficient permissions\"}";
    private static final List<String> PERMISSIONS = List.of("audience:read", "audience:write", "email:read",
            "email:send", "template:read", "webhook:read", "webhook:write");

    private TestAuthority authority;
    private String token;

    @BeforeEach
    void start(@TempDir Path home) {
        // a thousand requests a minute, so that no test meets the limit by accident
        authority = TestAuthority.of("migma", Plan.ENTERPRISE, home, new Sample.None());
        token = login().at("data.access_token");
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    private Reply login() {
        return authority.post("/v1/auth/login", "",
                "{'email':'admin@migma.test','password':'" + authority.password() + "'}");
    }

    private Reply create(String name, String environment, String... permissions) {
        Reply reply = authority.post(KEYS, token, "{'name':'" + name + "','permissions':['"
                + String.join("','", permissions) + "'],'environment':'" + environment + "'}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private Reply projects(String value, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(authority.uri(PROJECTS)))
                .header("Authorization", "Bearer " + value);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return authority.exchange(request.build());
    }

    private List<JsonNode> keys() {
        List<JsonNode> keys = new ArrayList<>();
        authority.get(KEYS + "?limit=100", token).json().at("/data/keys").forEach(keys::add);
        return keys;
    }

    @Test
    void aValidKeyGetsTheExpectedResponseOfTheDocument() {
        String value = create("app", "live", "audience:read").at("data.key");
        Reply reply = projects(value);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"data\":{\"projects\":[],\"total\":0}}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"audience:read", "audience:write", "email:read", "email:send", "template:read",
            "webhook:read", "webhook:write"})
    void everyKeyMayListProjectsWhateverItsPermissions(String permission) {
        assertThat(projects(create("app", "live", permission).at("data.key")).status()).isEqualTo(200);
    }

    @Test
    void productionAndTestKeysBeginAsTheDocumentSays() {
        assertThat(create("p", "live", "email:read").at("data.key")).matches("mgma_sk_live_[0-9A-Za-z]{49}");
        assertThat(create("t", "test", "email:read").at("data.key")).matches("mgma_sk_test_[0-9A-Za-z]{49}");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            audience:read  | GET  | /v1/subscribers      | ``                                          | 200
            audience:read  | GET  | /v1/tags             | ``                                          | 200
            audience:read  | GET  | /v1/segments         | ``                                          | 200
            audience:write | POST | /v1/subscribers      | {'email':'a@b.test'}                        | 201
            audience:write | POST | /v1/tags             | {'name':'beta'}                             | 201
            audience:write | POST | /v1/segments         | {'name':'Active'}                           | 201
            email:read     | GET  | /v1/emails           | ``                                          | 200
            email:read     | GET  | /v1/emails/templates | ``                                          | 200
            email:send     | POST | /v1/emails           | {'to':'a@b.test','templateId':'none'}       | 404
            template:read  | GET  | /v1/templates        | ``                                          | 200
            webhook:read   | GET  | /v1/webhooks         | ``                                          | 200
            webhook:write  | POST | /v1/webhooks         | {'url':'https://a.test/hook'}               | 201
            """)
    void aPermissionOpensWhatItSaysAndNoOtherDoes(String permission, String method, String path, String body,
            int status) {
        String with = create("with", "live", permission).at("data.key");
        String without = create("without", "live",
                PERMISSIONS.stream().filter(other -> !other.equals(permission)).toArray(String[]::new)).at("data.key");
        assertThat(authority.send(method, path, with, body).status()).isEqualTo(status);
        Reply refused = authority.send(method, path, without, body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "Basic YWRtaW46YWRtaW4=", "Bearer", "Token mgma_sk_live_1234567890abcdef",
            "Bearer mgma_sk_live_1234567890abcdef", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"})
    void aMissingOrInvalidKeyGetsTheDocumented401(String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(authority.uri(PROJECTS)));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }
        assertUnauthorized(authority.exchange(request.build()));
    }

    @Test
    void aKeyThatWasRevokedSwitchedOffOrHasEndedGetsTheDocumented401() {
        Reply revoked = create("revoked", "live", "email:read");
        Reply disabled = create("disabled", "live", "email:read");
        Reply ended = authority.post(KEYS, token,
                "{'name':'ended','permissions':['email:read'],'expiresIn':'1h'}");
        assertThat(authority.send("DELETE", KEYS + "/" + revoked.at("data.id"), token, "").text())
                .isEqualTo("{\"success\":true,\"data\":{\"id\":\"" + revoked.at("data.id") + "\"}}");
        authority.send("PATCH", KEYS + "/" + disabled.at("data.id"), token, "{'enabled':false}");
        assertUnauthorized(projects(revoked.at("data.key")));
        assertUnauthorized(projects(disabled.at("data.key")));
        assertThat(projects(ended.at("data.key")).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofHours(1));
        assertUnauthorized(projects(ended.at("data.key")));
    }

    @Test
    void aTestKeyInTheProductionEnvironmentGetsTheDocumented401() {
        String live = create("p", "live", "email:read").at("data.key");
        String test = create("t", "test", "email:read").at("data.key");
        assertThat(projects(live, "X-Migma-Environment", "live").status()).isEqualTo(200);
        assertThat(projects(test, "X-Migma-Environment", "test").status()).isEqualTo(200);
        assertThat(projects(live, "X-Migma-Environment", "test").status()).isEqualTo(200);
        assertThat(projects(test).status()).isEqualTo(200);
        assertUnauthorized(projects(test, "X-Migma-Environment", "live"));
        Reply unknown = projects(live, "X-Migma-Environment", "moon");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("field")).isEqualTo("X-Migma-Environment");
    }

    @Test
    void aKeyIsShownInFullOnceAndThenNothingOfItsValue() {
        Reply created = create("once", "live", "email:read", "audience:read");
        String value = created.at("data.key");
        Reply shown = authority.get(KEYS + "/" + created.at("data.id"), token);
        assertThat(shown.json().get("data").propertyNames()).containsExactlyInAnyOrder("id", "shortId", "name",
                "permissions", "managesKeys", "environment", "enabled", "status", "createdAt", "createdBy",
                "expiresAt", "lastUsedAt", "requestCount");
        String secret = value.substring("mgma_sk_live_".length(), "mgma_sk_live_".length() + 4);
        assertThat(shown.text()).doesNotContain(secret);
        assertThat(authority.get(KEYS, token).text()).doesNotContain(secret);
        assertThat(shown.at("data.createdBy")).isEqualTo("admin@migma.test");
        assertThat(shown.at("data.createdAt")).isEqualTo("2026-11-18T10:15:30Z");
        assertThat(shown.json().at("/data/expiresAt").isNull()).isTrue();
        assertThat(created.header("Location")).isEqualTo(KEYS + "/" + created.at("data.id"));
    }

    @Test
    void theFirstEightCharactersOfAnIdTellKeysApart() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Reply created = create("k" + i, "live", "email:read");
            assertThat(created.at("data.shortId")).hasSize(8).isEqualTo(created.at("data.id").substring(0, 8));
            seen.add(created.at("data.shortId"));
        }
        assertThat(seen).hasSize(50);
    }

    @Test
    void theListShowsPermissionsLastUseAndCounts() {
        Reply created = create("app", "live", "email:read");
        projects(created.at("data.key"));
        authority.get("/v1/webhooks", created.at("data.key"));
        JsonNode listed = keys().stream().filter(key -> "app".equals(key.get("name").stringValue())).findFirst()
                .orElseThrow();
        assertThat(listed.get("permissions").valueStream().map(JsonNode::stringValue)).containsExactly("email:read");
        assertThat(listed.get("lastUsedAt").stringValue()).isEqualTo("2026-11-18T10:15:30Z");
        assertThat(listed.get("requestCount").intValue()).isEqualTo(2);
        Reply usage = authority.get(KEYS + "/" + created.at("data.id") + "/usage?bucket=hour", token);
        JsonNode last = usage.json().at("/data/usage").valueStream().toList().getLast();
        assertThat(usage.at("data.bucket")).isEqualTo("hour");
        assertThat(last.get("ok").intValue()).isEqualTo(1);
        assertThat(last.get("refused").intValue()).isEqualTo(1);
    }

    @Test
    void updatingTheKeysPermissionsSolvesThe403() {
        Reply created = create("app", "live", "email:read");
        assertThat(authority.get("/v1/tags", created.at("data.key")).status()).isEqualTo(403);
        Reply changed = authority.send("PATCH", KEYS + "/" + created.at("data.id"), token,
                "{'permissions':['email:read','audience:read'],'name':'app 2'}");
        assertThat(changed.at("data.permissions.0")).isEqualTo("audience:read");
        assertThat(changed.at("data.name")).isEqualTo("app 2");
        assertThat(authority.get("/v1/tags", created.at("data.key")).status()).isEqualTo(200);
    }

    @Test
    void theListComesInPages() {
        for (int i = 0; i < 5; i++) {
            create("k" + i, "live", "email:read");
        }
        Set<String> ids = new HashSet<>();
        String next = KEYS + "?limit=2";
        int pages = 0;
        while (!next.isEmpty()) {
            Reply page = authority.get(next, token);
            page.json().at("/data/keys").forEach(key -> ids.add(key.get("id").stringValue()));
            next = page.at("data.nextCursor").isEmpty() ? "" : KEYS + "?limit=2&cursor=" + page.at("data.nextCursor");
            pages++;
        }
        assertThat(ids).hasSize(6);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void theAdministratorsKeyIsListedAndManagesKeys() {
        String administrator = authority.given("api_key");
        assertThat(administrator).startsWith("mgma_sk_live_");
        JsonNode listed = keys().getFirst();
        assertThat(listed.get("name").stringValue()).isEqualTo("Administrator");
        assertThat(listed.get("permissions").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(PERMISSIONS);
        assertThat(listed.get("managesKeys").booleanValue()).isTrue();
        Reply made = authority.post(KEYS, administrator, "{'name':'by a key','permissions':['email:read']}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("data.createdBy")).isEqualTo("admin@migma.test");
        assertThat(made.at("data.managesKeys")).isEqualTo("false");
        assertThat(authority.get(KEYS, administrator).status()).isEqualTo(200);
    }

    @Test
    void noOtherKeyManagesKeysNorCanItBeAskedFor() {
        String all = create("all", "live", PERMISSIONS.toArray(String[]::new)).at("data.key");
        for (Reply reply : List.of(authority.get(KEYS, all), authority.post(KEYS, all, "{}"))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).isEqualTo(FORBIDDEN);
        }
        Reply asked = authority.post(KEYS, token, "{'name':'x','permissions':['api-keys:manage']}");
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.at("field")).isEqualTo("permissions");
        assertThat(asked.text()).doesNotContain("Available: api-keys");
    }

    @Test
    void theAdministratorsKeyStaysOneWhenItsPermissionsAreChanged() {
        String administrator = authority.given("api_key");
        String id = keys().getFirst().get("id").stringValue();
        Reply changed = authority.send("PATCH", KEYS + "/" + id, administrator, "{'permissions':['email:read']}");
        assertThat(changed.at("data.managesKeys")).isEqualTo("true");
        assertThat(authority.get("/v1/tags", administrator).status()).isEqualTo(403);
        assertThat(authority.get(KEYS, administrator).status()).isEqualTo(200);
    }

    @Test
    void aRestartKeepsKeysAndTheAdministratorsKey() {
        String value = create("kept", "test", "email:read").at("data.key");
        String before = authority.ready().toJson();
        authority.restart();
        assertThat(authority.ready().toJson()).isEqualTo(before).contains("\"api_key\":\"mgma_sk_live_");
        assertThat(projects(value).status()).isEqualTo(200);
        assertThat(projects(authority.given("api_key")).status()).isEqualTo(200);
        assertThat(keys()).hasSize(2);
    }

    @Test
    void whoeverLosesTheBootstrapFileGetsAnotherKeyAndTheOldOneIsRevoked() throws Exception {
        String lost = authority.given("api_key");
        Files.delete(authority.home().resolve("authority").resolve("bootstrap.json"));
        authority.restart();
        assertThat(authority.given("api_key")).isNotEqualTo(lost);
        assertUnauthorized(projects(lost));
        assertThat(projects(authority.given("api_key")).status()).isEqualTo(200);
    }

    @Test
    void noValueLiesInTheDatabase() throws IOException {
        List<String> values = List.of(authority.given("api_key"), create("k", "live", "email:read").at("data.key"));
        projects(values.getFirst());
        try (Stream<Path> files = Files.walk(authority.home().resolve("authority"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("migma")).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(values);
            }
        }
    }

    @Test
    void signingInGivesAPairThatIsRenewed() {
        Reply login = login();
        assertThat(login.json().get("success").booleanValue()).isTrue();
        assertThat(login.at("data.expires_in")).isEqualTo("3600");
        Reply renewed = authority.post("/v1/auth/refresh", "",
                "{'refresh_token':'" + login.at("data.refresh_token") + "'}");
        assertThat(authority.get(PROJECTS, renewed.at("data.access_token")).status()).isEqualTo(200);
        Reply wrong = authority.post("/v1/auth/login", "", "{'email':'admin@migma.test','password':'no'}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("code")).isEqualTo("invalid_credentials");
        assertThat(wrong.at("success")).isEqualTo("false");
    }

    @Test
    void emailsAreRecordedWithATemplateThatIsThere(@TempDir Path demo) {
        try (TestAuthority filled = TestAuthority.of("migma", Plan.PRO, demo, new Sample.Demo())) {
            String administrator = filled.given("api_key");
            String template = filled.get("/v1/templates", administrator).at("data.templates.0.id");
            Reply sent = filled.post("/v1/emails", administrator,
                    "{'to':'a@b.test','templateId':'" + template + "','subject':'Hello'}");
            assertThat(sent.status()).isEqualTo(202);
            assertThat(sent.at("data.status")).isEqualTo("recorded");
            Reply history = filled.get("/v1/emails", administrator);
            assertThat(history.at("data.emails.0.subject")).isEqualTo("Hello");
            assertThat(history.at("data.total")).isEqualTo("1");
            assertThat(filled.get(PROJECTS, administrator).at("data.total")).isEqualTo("3");
        }
    }

    @Test
    void theDemoHasSomeFortyKeysInAllStatesAndComesAlsoToAnAuthorityThatWasEmpty() {
        authority.restart(new Sample.Demo());
        List<JsonNode> keys = keys();
        assertThat(keys).hasSize(42);
        assertThat(keys).extracting(key -> key.get("status").stringValue()).contains("active", "disabled", "expired");
        assertThat(keys).extracting(key -> key.get("shortId").stringValue()).doesNotHaveDuplicates();
        assertThat(keys.stream().filter(key -> "test".equals(key.get("environment").stringValue()))).hasSizeBetween(8,
                20);
        assertThat(keys.stream().filter(key -> key.get("lastUsedAt").isNull())).hasSizeGreaterThanOrEqualTo(2);
        authority.restart(new Sample.Demo());
        assertThat(keys()).hasSize(42);
    }

    private static void assertUnauthorized(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo(UNAUTHORIZED);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer realm=\"migma\"");
    }
}
