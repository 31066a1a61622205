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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Miqey")
class MiqeyTest {
    private TestAuthority authority;
    private String admin;
    private String tokens;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.of("miqey", Plan.PRO, home, new Sample.None());
        admin = authority.given("api_key");
        tokens = tokens(authority);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void theApiAnswersToATokenAsTheDocumentShows() {
        String value = generate("API Testing").at("token");
        Reply reply = authority.get("/api", value);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.members()).containsExactly("application_id", "name", "status");
        assertThat(reply.at("application_id")).isEqualTo(authority.given("application_id"));
        assertThat(reply.at("status")).isEqualTo("ok");
        assertThat(authority.get("/api", "").status()).isEqualTo(401);
        assertThat(authority.get("/api", "").at("error")).isEqualTo("unauthenticated");
    }

    @Test
    void aTokenIsGeneratedWithANameAndShownOnce() {
        Reply created = generate("Production API");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.members()).containsExactly("id", "name", "created_at", "last_used_at", "token");
        assertThat(created.at("token")).matches("mq_[0-9A-Za-z]{49}");
        assertThat(created.at("created_at")).isEqualTo("2026-11-18T10:15:30Z");
        assertThat(created.header("Location")).isEqualTo(tokens + "/" + created.at("id"));
        String value = created.at("token");
        assertThat(authority.get(tokens, admin).text()).doesNotContain(value);
        Reply shown = authority.get(tokens + "/" + created.at("id"), admin);
        assertThat(shown.members()).containsExactly("id", "name", "created_at", "last_used_at");
        assertThat(authority.post(tokens, admin, "{}").at("field")).isEqualTo("name");
    }

    @Test
    void theLastUseIsNullBeforeTheFirstOne() {
        authority.clock.advance(Duration.ofMinutes(1)); // so that it stands above the administrator's token
        Reply created = generate("t");
        assertThat(created.json().get("last_used_at").isNull()).isTrue();
        assertThat(authority.get(tokens, admin).json().get("tokens").get(0).get("last_used_at").isNull()).isTrue();
        authority.clock.advance(Duration.ofMinutes(2));
        authority.get("/api", created.at("token"));
        assertThat(authority.get(tokens + "/" + created.at("id"), admin).at("last_used_at"))
                .isEqualTo("2026-11-18T10:18:30Z");
    }

    @Test
    void aRevokedTokenIsInvalidImmediately() {
        Reply created = generate("t");
        String one = tokens + "/" + created.at("id");
        assertThat(authority.get("/api", created.at("token")).status()).isEqualTo(200);
        assertThat(authority.send("DELETE", one, admin, "").status()).isEqualTo(204);
        Reply refused = authority.get("/api", created.at("token"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("error")).isEqualTo("token_revoked");
        assertThat(authority.get(one, admin).status()).isEqualTo(404);
        assertThat(authority.send("DELETE", one, admin, "").status()).isEqualTo(404);
        assertThat(authority.get(one + "/usage", admin).status()).isEqualTo(200);
    }

    @Test
    void aTokenWorksUntilItIsRevoked() {
        String value = generate("t").at("token");
        authority.clock.advance(Duration.ofDays(20_000));
        assertThat(authority.get("/api", value).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"'scopes':['read']", "'operations':['read']", "'expires_in':'1d'", "'enabled':false"})
    void thereAreNoScopesNoEndAndNoSwitch(String member) {
        Reply created = authority.post(tokens, admin, "{'name':'t'," + member + "}");
        assertThat(created.members()).containsExactly("id", "name", "created_at", "last_used_at", "token");
        authority.clock.advance(Duration.ofDays(2));
        assertThat(authority.get("/api", created.at("token")).status()).isEqualTo(200);
        String all = authority.get(tokens, admin).text();
        assertThat(all).doesNotContain("scope").doesNotContain("permission").doesNotContain("manage");
    }

    @Test
    void theNameCanBeChangedAndNothingElse() {
        Reply created = generate("old");
        String one = tokens + "/" + created.at("id");
        assertThat(authority.send("PATCH", one, admin, "{'name':'new'}").at("name")).isEqualTo("new");
        assertThat(authority.get("/api", created.at("token")).status()).isEqualTo(200);
        assertThat(authority.send("PATCH", one, admin, "{'scopes':[]}").at("error")).isEqualTo("invalid_value");
    }

    @Test
    void anotherApplicationsIdIsNotFound() {
        String elsewhere = "/app/app_00000000000000000000/account-management/api-tokens";
        for (Reply reply : List.of(authority.get(elsewhere, admin), authority.post(elsewhere, admin, "{'name':'t'}"),
                authority.get(elsewhere + "/x", admin), authority.send("DELETE", elsewhere + "/x", admin, ""))) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("error")).isEqualTo("application_not_found");
        }
    }

    @Test
    void theApplicationKeepsItsIdAndTheAdministratorTheirToken() {
        String id = authority.given("application_id");
        assertThat(id).matches("app_[0-9A-Za-z]{20}");
        authority.restart();
        assertThat(authority.given("application_id")).isEqualTo(id);
        assertThat(authority.get(tokens, admin).status()).isEqualTo(200);
    }

    @Test
    void whoeverLosesTheBootstrapFileGetsAnotherTokenForTheSameApplication() throws IOException {
        String id = authority.given("application_id");
        Files.delete(authority.home().resolve("authority").resolve("bootstrap.json"));
        authority.restart();
        assertThat(authority.given("application_id")).isEqualTo(id);
        assertThat(authority.get("/api", admin).at("error")).isEqualTo("token_revoked");
        assertThat(authority.get(tokens, authority.given("api_key")).status()).isEqualTo(200);
    }

    @Test
    void onlyTheAdministratorsTokenManagesTokensAndStaysSo() {
        Reply created = generate("t");
        String value = created.at("token");
        for (Reply reply : List.of(authority.get(tokens, value), authority.post(tokens, value, "{'name':'x'}"),
                authority.send("DELETE", tokens + "/" + created.at("id"), value, ""))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.at("error")).isEqualTo("forbidden");
        }
        assertThat(authority.get("/api", admin).status()).isEqualTo(200);
        String id = authority.get(tokens, admin).json().get("tokens").valueStream()
                .filter(token -> token.get("name").stringValue().equals("Administrator")).findFirst().orElseThrow()
                .get("id").stringValue();
        authority.send("PATCH", tokens + "/" + id, admin, "{'name':'Still the administrator'}");
        assertThat(authority.get(tokens, admin).status()).isEqualTo(200);
    }

    @Test
    void theListIsFollowedByItsLinks() {
        for (int i = 0; i < 4; i++) {
            authority.clock.advance(Duration.ofSeconds(1));
            generate("t" + i);
        }
        List<String> names = new ArrayList<>();
        String next = tokens + "?limit=2";
        while (!next.isEmpty()) {
            Reply page = authority.get(next, admin);
            page.json().get("tokens").forEach(token -> names.add(token.get("name").stringValue()));
            next = page.at("next");
        }
        assertThat(names).containsExactly("t3", "t2", "t1", "t0", "Administrator");
        assertThat(authority.get(tokens + "?after=xyz", admin).at("field")).isEqualTo("after");
    }

    @Test
    void usageIsCountedByToken() {
        Reply created = generate("t");
        authority.get("/api", created.at("token"));
        authority.get("/api", created.at("token"));
        authority.get(tokens, created.at("token"));
        Reply usage = authority.get(tokens + "/" + created.at("id") + "/usage?per=hour", admin);
        JsonNode now = usage.json().get("statistics").get(48);
        assertThat(now.propertyNames()).containsExactly("start", "requests", "refused", "failed");
        assertThat(now.get("requests").intValue()).isEqualTo(3);
        assertThat(now.get("refused").intValue()).isEqualTo(1);
        assertThat(authority.get(tokens + "/tok_none/usage", admin).status()).isEqualTo(404);
        assertThat(authority.get(tokens + "/" + created.at("id") + "/usage?per=week", admin).at("field"))
                .isEqualTo("per");
    }

    @Test
    void signingInOpensTheProfilePagesCalls() {
        Reply login = authority.post("/api/session/login", "",
                "{'email':'admin@miqey.test','password':'" + authority.password() + "'}");
        assertThat(authority.get(tokens, login.at("access_token")).status()).isEqualTo(200);
        Reply refreshed = authority.post("/api/session/refresh", "",
                "{'refresh_token':'" + login.at("refresh_token") + "'}");
        assertThat(authority.get("/api", refreshed.at("access_token")).status()).isEqualTo(200);
        Reply wrong = authority.post("/api/session/login", "", "{'email':'admin@miqey.test','password':'no'}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("error")).isEqualTo("login_refused");
    }

    @Test
    void theDemoHasTokensThatWereNeverUsedAndNoneThatEnds(@TempDir Path home) {
        try (TestAuthority demo = TestAuthority.of("miqey", Plan.PRO, home, new Sample.Demo())) {
            List<JsonNode> all = demo.get(tokens(demo) + "?limit=100", demo.given("api_key")).json().get("tokens")
                    .valueStream().toList();
            assertThat(all).hasSizeBetween(20, 30);
            assertThat(all).anyMatch(token -> token.get("last_used_at").isNull());
            demo.clock.advance(Duration.ofDays(3_650));
            assertThat(demo.get(tokens(demo) + "?limit=100&status=expired", demo.given("api_key")).json()
                    .get("tokens")).hasSameSizeAs(all);
            assertThat(demo.get("/api", demo.given("api_key")).at("name")).isEqualTo("Quillhaven Logistics");
        }
    }

    @Test
    void aThousandTokensComeInPages(@TempDir Path home) {
        try (TestAuthority many = TestAuthority.of("miqey", Plan.PRO, home, new Sample.Keys(1_000))) {
            int seen = 0;
            String next = tokens(many) + "?limit=100";
            while (!next.isEmpty()) {
                Reply page = many.get(next, many.given("api_key"));
                seen += page.json().get("tokens").size();
                next = page.at("next");
            }
            assertThat(seen).isEqualTo(1_001);
        }
    }

    private static String tokens(TestAuthority authority) {
        return "/app/" + authority.given("application_id") + "/account-management/api-tokens";
    }

    private Reply generate(String name) {
        return authority.post(tokens, admin, "{'name':'" + name + "'}");
    }
}
