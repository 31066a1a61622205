package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("MigrateClouds")
class MigrateCloudsTest {
    private static final String KEYS = "/v1/api-keys";
    private static final List<String> OPERATIONS = List.of("files:read", "files:write", "files:delete",
            "migrations:read", "migrations:run", "connections:read", "connections:write", "account:read",
            "account:manage");

    private TestAuthority authority;
    private String admin;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.of("migrateclouds", Plan.ENTERPRISE, home, new Sample.None());
        admin = authority.given("api_key");
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void filesAreListedWithABearerKeyAsTheDocumentShows() {
        Reply reply = authority.get("/v1/files", key("read_only"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("files")).isEmpty();
        assertThat(reply.json().get("pagination").get("has_more").booleanValue()).isFalse();
    }

    @Test
    void theAdministratorsKeyIsAnOrdinaryAdminKeyThatOutlivesARestart() {
        Reply keys = authority.get(KEYS, admin);
        assertThat(keys.at("api_keys.0.permission")).isEqualTo("admin");
        assertThat(admin).matches("mc_live_[0-9A-Za-z]{49}");
        authority.restart();
        assertThat(authority.given("api_key")).isEqualTo(admin);
        assertThat(authority.get(KEYS, admin).status()).isEqualTo(200);
    }

    @Test
    void whoeverLosesTheBootstrapFileGetsAnotherKeyAndOnlyTheOldOneIsRevoked() throws IOException {
        String other = key("admin");
        Files.delete(authority.home().resolve("authority").resolve("bootstrap.json"));
        authority.restart();
        assertThat(authority.given("api_key")).isNotEqualTo(admin);
        assertRefused(admin, "revoked_api_key");
        assertThat(authority.get(KEYS, other).status()).isEqualTo(200);
        assertThat(authority.get(KEYS, authority.given("api_key")).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            read_only  | files:read migrations:read connections:read account:read
            read_write | files:read files:write files:delete migrations:read migrations:run connections:read connections:write account:read
            admin      | files:read files:write files:delete migrations:read migrations:run connections:read connections:write account:read account:manage
            """)
    void aPermissionIsExpandedAndIsRecognisedByItsOperations(String permission, String operations) {
        Reply created = authority.post(KEYS, admin, "{'name':'k','permission':'" + permission + "'}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.at("permission")).isEqualTo(permission);
        assertThat(operations(created)).containsExactly(operations.split(" "));
        Reply custom = authority.post(KEYS, admin, "{'name':'k','permission':'custom','operations':['"
                + String.join("','", List.of(operations.split(" ")).reversed()) + "']}");
        assertThat(custom.at("permission")).isEqualTo(permission);
    }

    @Test
    void aCustomKeyMayDoWhatItListsAndNothingElse() {
        Reply created = authority.post(KEYS, admin,
                "{'name':'uploader','permission':'custom','operations':['files:write']}");
        assertThat(created.at("permission")).isEqualTo("custom");
        assertThat(operations(created)).containsExactly("files:write");
        String value = created.at("api_key");
        assertThat(authority.post("/v1/files", value, "{'name':'a.pdf'}").status()).isEqualTo(201);
        assertThat(authority.get("/v1/files", value).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/files               | files:read
            POST   | /v1/files               | files:write
            PATCH  | /v1/files/x             | files:write
            DELETE | /v1/files/x             | files:delete
            GET    | /v1/migrations          | migrations:read
            POST   | /v1/migrations          | migrations:run
            POST   | /v1/migrations/x/cancel | migrations:run
            GET    | /v1/connections         | connections:read
            POST   | /v1/connections         | connections:write
            DELETE | /v1/connections/x       | connections:write
            GET    | /v1/account             | account:read
            PATCH  | /v1/account             | account:manage
            GET    | /v1/api-keys            | account:manage
            POST   | /v1/api-keys            | account:manage
            GET    | /v1/api-keys/x          | account:manage
            PATCH  | /v1/api-keys/x          | account:manage
            DELETE | /v1/api-keys/x          | account:manage
            GET    | /v1/api-keys/x/usage    | account:manage
            """)
    void theOperationOpensAndAllOthersTogetherDoNot(String method, String path, String operation) {
        assertThat(authority.send(method, path, custom(operation), "").status()).isIn(200, 400, 404);
        String without = custom(OPERATIONS.stream().filter(one -> !one.equals(operation)).toArray(String[]::new));
        Reply refused = authority.send(method, path, without, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("operation")).isEqualTo(operation);
        assertThat(authority.send(method, path, "", "").status()).isEqualTo(401);
    }

    @Test
    void anAdminKeyManagesKeysAndAReadWriteKeyDoesNot() {
        String other = key("admin");
        String id = authority.post(KEYS, other, "{'name':'made by a key','permission':'read_only'}").at("id");
        assertThat(authority.get(KEYS + "/" + id, other).at("created_by")).isEqualTo("admin@migrateclouds.test");
        Reply refused = authority.send("DELETE", KEYS + "/" + id, key("read_write"), "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(authority.send("DELETE", KEYS + "/" + id, other, "").status()).isEqualTo(204);
        assertThat(authority.get(KEYS + "/" + id, other).status()).isEqualTo(404);
    }

    @Test
    void creatingGivesTheFactsAndTheValueOnce() {
        Reply created = authority.post(KEYS, admin,
                "{'name':'Production','permission':'read_write','expires_in':'90d'}");
        assertThat(created.members()).containsExactlyInAnyOrder("id", "name", "key_prefix", "permission", "operations",
                "environment", "enabled", "status", "created_at", "created_by", "expires_at", "last_used_at",
                "api_key");
        String value = created.at("api_key");
        assertThat(value).startsWith(created.at("key_prefix"));
        assertThat(created.at("expires_at")).isEqualTo("2027-02-16T10:15:30Z");
        assertThat(authority.get(KEYS, admin).text()).doesNotContain(value);
        assertThat(authority.get(KEYS + "/" + created.at("id"), admin).text()).doesNotContain(value);
        assertThat(authority.post(KEYS, admin,
                "{'name':'Development','permission':'read_only','environment':'test'}").at("api_key"))
                .startsWith("mc_test_");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'permission':'admin'}                                                | name        | missing
            {'name':'k'}                                                          | permission  | read_only
            {'name':'k','permission':'owner'}                                     | permission  | read_only
            {'name':'k','permission':'custom'}                                    | operations  | files:read
            {'name':'k','permission':'custom','operations':[]}                    | operations  | files:read
            {'name':'k','permission':'custom','operations':['files:burn']}        | operations  | files:read
            {'name':'k','permission':'read_only','operations':['files:write']}    | operations  | custom
            {'name':'k','permission':'admin','expires_in':'soon'}                 | expires_in  | 365d
            {'name':'k','permission':'admin','environment':'prod'}                | environment | live
            """)
    void whatCannotBeCreatedSaysWhyAndCreatesNothing(String body, String field, String says) {
        Reply reply = authority.post(KEYS, admin, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("field")).isEqualTo(field);
        assertThat(reply.at("message")).contains(says);
        assertThat(authority.get(KEYS, admin).json().get("api_keys")).hasSize(1);
    }

    @Test
    void nameAndPermissionAndExpiryCanBeEditedAndTheValueStays() {
        Reply created = authority.post(KEYS, admin, "{'name':'old','permission':'read_only'}");
        String one = KEYS + "/" + created.at("id");
        Reply changed = edit(one, "{'name':'new','permission':'custom','operations':['files:write'],"
                + "'expires_in':'30d'}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("name") + " " + changed.at("permission")).isEqualTo("new custom");
        assertThat(changed.at("expires_at")).isEqualTo("2026-12-18T10:15:30Z");
        String value = created.at("api_key");
        assertThat(authority.get("/v1/files", value).status()).isEqualTo(403);
        assertThat(authority.post("/v1/files", value, "{'name':'f'}").status()).isEqualTo(201);
        assertThat(edit(one, "{'permission':'admin'}").at("permission")).isEqualTo("admin");
        assertThat(edit(one, "{'operations':['files:read']}").at("permission")).isEqualTo("custom");
        assertThat(edit(one, "{'expires_in':null}").json().get("expires_at").isNull()).isTrue();
        assertThat(edit(one, "{}").status()).isEqualTo(400);
    }

    @Test
    void aKeyThatIsSwitchedOffOrHasExpiredOrWasRevokedIsRefusedAtOnce() {
        Reply created = authority.post(KEYS, admin, "{'name':'k','permission':'read_only'}");
        String one = KEYS + "/" + created.at("id");
        String value = created.at("api_key");
        assertThat(authority.get("/v1/files", value).status()).isEqualTo(200);
        edit(one, "{'enabled':false}");
        assertRefused(value, "disabled_api_key");
        edit(one, "{'enabled':true,'expires_in':'1h'}");
        assertThat(authority.get("/v1/files", value).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofHours(1));
        assertRefused(value, "expired_api_key");
        assertThat(authority.send("DELETE", one, admin, "").status()).isEqualTo(204);
        assertRefused(value, "revoked_api_key");
        assertThat(authority.send("DELETE", one, admin, "").status()).isEqualTo(404);
    }

    @Test
    void everyErrorOfTheTableHasItsCauseAndSolution() {
        assertError(authority.get("/v1/files", "mc_live_nonsense"), 401, "Unauthorized",
                "Invalid or expired credentials", "Check your API key or refresh your access token");
        assertError(authority.get("/v1/account", custom("files:read")), 403, "Forbidden", "Insufficient permissions",
                "Request additional permissions or use a different API key");
        assertError(authority.get("/v1/files?limit=0", admin), 400, "Bad Request", "Invalid request parameters",
                "Check the error message for details on what's wrong");
        assertThat(authority.get("/v1/files", "").header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(authority.get("/v1/nothing", admin).at("code")).isEqualTo("not_found");
    }

    @Test
    void theListComesInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            authority.clock.advance(Duration.ofSeconds(1));
            made.addFirst(authority.post(KEYS, admin, "{'name':'k" + i + "','permission':'read_only'}").at("id"));
        }
        List<String> seen = new ArrayList<>();
        Reply page = authority.get(KEYS + "?limit=2", admin);
        page.json().get("api_keys").forEach(key -> seen.add(key.get("id").stringValue()));
        while (page.json().get("pagination").get("has_more").booleanValue()) {
            page = authority.get(KEYS + "?limit=2&cursor=" + page.at("pagination.next_cursor"), admin);
            page.json().get("api_keys").forEach(key -> seen.add(key.get("id").stringValue()));
        }
        assertThat(seen).hasSize(6).startsWith(made.toArray(String[]::new));
        assertThat(page.json().get("pagination").get("next_cursor").isNull()).isTrue();
        assertThat(authority.get(KEYS + "?cursor=xyz", admin).at("field")).isEqualTo("cursor");
    }

    @Test
    void usageIsCountedByKeyAndByOutcome() {
        Reply created = authority.post(KEYS, admin, "{'name':'k','permission':'read_only'}");
        assertThat(created.json().get("last_used_at").isNull()).isTrue();
        String value = created.at("api_key");
        authority.get("/v1/files", value);
        authority.get("/v1/files", value);
        authority.post("/v1/files", value, "{'name':'f'}");
        authority.get("/v1/files?limit=0", value);
        Reply usage = authority.get(KEYS + "/" + created.at("id") + "/usage?bucket=hour", admin);
        JsonNode now = usage.json().get("usage").get(48);
        assertThat(now.propertyNames()).containsExactly("period_start", "requests", "succeeded", "rate_limited",
                "refused", "failed");
        assertThat(now.get("requests").intValue()).isEqualTo(4);
        assertThat(now.get("succeeded").intValue()).isEqualTo(2);
        assertThat(now.get("refused").intValue()).isEqualTo(1);
        assertThat(now.get("failed").intValue()).isEqualTo(1);
        assertThat(authority.get(KEYS + "/" + created.at("id"), admin).at("last_used_at"))
                .isEqualTo("2026-11-18T10:15:30Z");
    }

    @Test
    void migrationsRunBetweenConnectionsUntilTheyAreCancelled() {
        String value = key("read_write");
        String source = authority.post("/v1/connections", value, "{'name':'old','service':'dropbox'}").at("id");
        String target = authority.post("/v1/connections", value, "{'name':'new','service':'s3'}").at("id");
        assertThat(authority.post("/v1/connections", value, "{'name':'x','service':'tape'}").at("field"))
                .isEqualTo("service");
        Reply started = authority.post("/v1/migrations", value,
                "{'name':'move','source_id':'" + source + "','target_id':'" + target + "'}");
        assertThat(started.at("status")).isEqualTo("running");
        assertThat(authority.post("/v1/migrations", value, "{'name':'m','source_id':'x','target_id':'y'}").status())
                .isEqualTo(404);
        assertThat(authority.post("/v1/migrations/" + started.at("id") + "/cancel", value, "").at("status"))
                .isEqualTo("cancelled");
        assertThat(authority.get("/v1/migrations", value).at("migrations.0.status")).isEqualTo("cancelled");
        assertThat(authority.send("DELETE", "/v1/connections/" + source, value, "").status()).isEqualTo(204);
    }

    @Test
    void signingInGivesAnAccessTokenThatIsRefreshed() {
        Reply login = login();
        assertThat(login.status()).as(login.text()).isEqualTo(200);
        assertThat(authority.get(KEYS, login.at("access_token")).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofHours(1));
        Reply expired = authority.get(KEYS, login.at("access_token"));
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.at("code")).isEqualTo("expired_token");
        assertThat(expired.at("solution")).contains("refresh your access token");
        Reply refreshed = authority.post("/v1/auth/refresh", "",
                "{'refresh_token':'" + login.at("refresh_token") + "'}");
        assertThat(authority.get(KEYS, refreshed.at("access_token")).status()).isEqualTo(200);
        Reply wrong = authority.post("/v1/auth/login", "", "{'email':'admin@migrateclouds.test','password':'no'}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("code")).isEqualTo("invalid_credentials");
    }

    @ParameterizedTest(name = "{0} {1} a minute")
    @CsvSource({"FREE,60", "PRO,120", "ENTERPRISE,600"})
    void thePlanLimitsRequestsAMinuteAndSaysHowLongToWait(Plan plan, int limit, @TempDir Path home) {
        try (TestAuthority limited = TestAuthority.of("migrateclouds", plan, home, new Sample.None())) {
            String value = limited.given("api_key");
            Reply first = limited.get("/v1/files", value);
            assertThat(first.header("RateLimit-Limit")).isEqualTo(Integer.toString(limit));
            assertThat(first.header("RateLimit-Remaining")).isEqualTo(Integer.toString(limit - 1));
            assertThat(first.header("RateLimit-Reset")).isEqualTo("60");
            limited.clock.advance(Duration.ofSeconds(18));
            for (int i = 1; i < limit; i++) {
                assertThat(limited.get("/v1/files", value).status()).isEqualTo(200);
            }
            Reply refused = limited.get("/v1/files", value);
            assertError(refused, 429, "Too Many Requests", "Rate limit exceeded",
                    "Implement backoff strategy and reduce request frequency");
            assertThat(refused.header("Retry-After")).isEqualTo("42");
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(refused.header("RateLimit-Reset")).isEqualTo("42");
            assertThat(refused.headers().map()).doesNotContainKey("X-RateLimit-Limit");
            limited.clock.advance(Duration.ofSeconds(42));
            assertThat(limited.get("/v1/files", value).status()).isEqualTo(200);
        }
    }

    @Test
    void theDemoHasKeysOfEveryPermissionAndState(@TempDir Path home) {
        try (TestAuthority demo = TestAuthority.of("migrateclouds", Plan.ENTERPRISE, home, new Sample.Demo())) {
            String key = demo.given("api_key");
            List<JsonNode> keys = demo.get(KEYS + "?limit=100", key).json().get("api_keys").valueStream().toList();
            assertThat(keys).hasSizeBetween(35, 60);
            for (String permission : List.of("read_only", "read_write", "admin", "custom")) {
                assertThat(keys).anyMatch(one -> one.get("permission").stringValue().equals(permission));
            }
            for (String status : List.of("active", "disabled", "expired")) {
                assertThat(keys).anyMatch(one -> one.get("status").stringValue().equals(status));
            }
            assertThat(keys).anyMatch(one -> one.get("last_used_at").isNull());
            assertThat(keys).anyMatch(one -> one.get("expires_at").isNull());
            assertThat(demo.get("/v1/files", key).json().get("files")).hasSize(6);
            assertThat(demo.get("/v1/account", key).at("name")).isEqualTo("Quillhaven Logistics");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "demo"})
    void theAdministratorsKeyAloneDoesNotCountAsUse(String first, @TempDir Path home) {
        Sample sample = Sample.parse(first).orElseThrow();
        TestAuthority.of("migrateclouds", Plan.PRO, home, sample).close();
        try (TestAuthority again = TestAuthority.of("migrateclouds", Plan.PRO, home, new Sample.Demo())) {
            assertThat(again.get(KEYS + "?limit=100", again.given("api_key")).json().get("api_keys"))
                    .hasSizeBetween(35, 60);
        }
    }

    private Reply login() {
        return authority.post("/v1/auth/login", "",
                "{'email':'admin@migrateclouds.test','password':'" + authority.password() + "'}");
    }

    private Reply edit(String one, String body) {
        return authority.send("PATCH", one, admin, body);
    }

    private String key(String permission) {
        return authority.post(KEYS, admin, "{'name':'k','permission':'" + permission + "'}").at("api_key");
    }

    private String custom(String... operations) {
        return authority.post(KEYS, admin, "{'name':'k','permission':'custom','operations':['"
                + String.join("','", operations) + "']}").at("api_key");
    }

    private void assertRefused(String value, String code) {
        Reply refused = authority.get("/v1/files", value);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("code")).isEqualTo(code);
        assertThat(refused.at("key_id")).isNotEmpty();
    }

    private static void assertError(Reply reply, int status, String error, String cause, String solution) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.at("status")).isEqualTo(Integer.toString(status));
        assertThat(reply.at("error")).isEqualTo(error);
        assertThat(reply.at("cause")).isEqualTo(cause);
        assertThat(reply.at("solution")).isEqualTo(solution);
        assertThat(reply.at("message")).endsWith(".");
        assertThat(reply.at("code")).isNotEmpty();
    }

    private static List<String> operations(Reply reply) {
        return reply.json().get("operations").valueStream().map(JsonNode::stringValue).toList();
    }
}
