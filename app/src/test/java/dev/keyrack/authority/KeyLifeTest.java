package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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

@DisplayName("Keys of the authority")
class KeyLifeTest {
    private static final String KEYS = "/v1/auth/api-keys";

    private TestAuthority authority;
    private String token;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.empty(home);
        token = authority.token();
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void creatingGivesTheFactsAndTheFullKeyOnce() {
        Reply created = authority.post(KEYS, token,
                "{'name':'Production Key','scopes':['databases:read','databases:write'],'expires_in':'365d'}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.members()).containsExactlyInAnyOrder("id", "name", "prefix", "scopes", "environment",
                "enabled", "status", "created_at", "expires_at", "last_used_at", "created_by", "request_count", "key");
        assertThat(created.at("key")).matches("ch_live_[0-9A-Za-z]{49}");
        assertThat(created.at("id")).matches("key_[0-9A-Za-z]{20}");
        assertThat(created.at("prefix")).isEqualTo(created.at("key").substring(0, 12));
        assertThat(created.at("expires_at")).isEqualTo("2027-11-18T10:15:30Z");
        assertThat(created.at("created_at")).isEqualTo("2026-11-18T10:15:30Z");
        assertThat(created.at("status")).isEqualTo("active");
        assertThat(created.at("created_by")).isEqualTo("admin@cloudheed.test");
        assertThat(created.header("Location")).isEqualTo(KEYS + "/" + created.at("id"));
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theValueIsNeverSeenAgain() {
        Reply created = authority.create(token, "once", "databases:read");
        String value = created.at("key");
        assertThat(authority.key(token, created.at("id")).text()).doesNotContain(value).doesNotContain("\"key\"");
        assertThat(authority.get(KEYS, token).text()).doesNotContain(value).doesNotContain("\"key\"");
    }

    @Test
    void aTestKeyHasTheOtherPrefix() {
        Reply created = authority.post(KEYS, token,
                "{'name':'t','scopes':['org:read'],'environment':'test'}");
        assertThat(created.at("key")).startsWith("ch_test_");
        assertThat(created.at("environment")).isEqualTo("test");
    }

    @Test
    void aKeyWithoutAnExpiryNeverExpires() {
        Reply created = authority.post(KEYS, token, "{'name':'t','scopes':['org:read'],'expires_in':null}");
        assertThat(created.json().get("expires_at").isNull()).isTrue();
        authority.clock.advance(Duration.ofDays(20_000));
        assertThat(authority.get("/v1/org", created.at("key")).status()).isEqualTo(200);
    }

    @Test
    void scopesAreListedOnceAndInTheOrderOfTheCatalogue() {
        Reply created = authority.create(token, "s", "org:write", "databases:read", "org:write");
        assertThat(scopes(created.json())).containsExactly("databases:read", "org:write");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'scopes':['org:read']}                                             | name       | missing
            {'name':' ','scopes':['org:read']}                                  | name       | 1 to 100
            {'name':'a\\u0007b','scopes':['org:read']}                           | name       | control
            {'name':'a'}                                                        | scopes     | databases:read
            {'name':'a','scopes':[]}                                            | scopes     | databases:read
            {'name':'a','scopes':'org:read'}                                    | scopes     | list
            {'name':'a','scopes':[1]}                                           | scopes     | list
            {'name':'a','scopes':['org:read','org:delete']}                     | scopes     | org:delete
            {'name':'a','scopes':['org:read'],'expires_in':'forever'}           | expires_in | 365d
            {'name':'a','scopes':['org:read'],'expires_in':365}                 | expires_in | null
            {'name':'a','scopes':['org:read'],'expires_in':'0d'}                | expires_in | 365d
            {'name':'a','scopes':['org:read'],'expires_in':'101y'}              | expires_in | 100 years
            {'name':'a','scopes':['org:read'],'expires_at':'2020-01-01T00:00:00Z'} | expires_at | future
            {'name':'a','scopes':['org:read'],'expires_at':'tomorrow'}          | expires_at | 2027
            {'name':'a','scopes':['org:read'],'expires_in':'1d','expires_at':'2030-01-01T00:00:00Z'} | expires_at | both
            {'name':'a','scopes':['org:read'],'environment':'prod'}             | environment | live
            """)
    void whatCannotBeCreatedSaysWhyAndCreatesNothing(String body, String field, String says) {
        Reply reply = authority.post(KEYS, token, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
        assertThat(reply.at("error.field")).isEqualTo(field);
        assertThat(reply.message()).contains(says);
        assertThat(authority.get(KEYS, token).json().get("data")).isEmpty();
    }

    @Test
    void aNameOfMoreThanAHundredCharactersIsRefused() {
        assertThat(authority.post(KEYS, token, "{'name':'" + "n".repeat(101) + "','scopes':['org:read']}").status())
                .isEqualTo(400);
        assertThat(authority.post(KEYS, token, "{'name':'" + "n".repeat(100) + "','scopes':['org:read']}").status())
                .isEqualTo(201);
    }

    @Test
    void keysAreManagedByWhoIsSignedInAndByNoKey() {
        Reply created = authority.create(token, "k", "databases:read", "org:read", "org:write");
        String value = created.at("key");
        for (Reply reply : List.of(authority.get(KEYS, value), authority.post(KEYS, value, "{}"),
                authority.key(value, created.at("id")),
                authority.send("DELETE", KEYS + "/" + created.at("id"), value, ""))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("api_key_not_allowed");
        }
        assertThat(authority.get(KEYS, "").status()).isEqualTo(401);
        assertThat(authority.key(token, created.at("id")).at("status")).isEqualTo("active");
    }

    @Test
    void theListIsNewestFirstAndComesInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(authority.create(token, "k" + i, "org:read").at("id"));
            authority.clock.advance(Duration.ofSeconds(1));
        }
        List<String> seen = new ArrayList<>();
        String next = KEYS + "?limit=3";
        int pages = 0;
        while (!next.isEmpty()) {
            Reply page = authority.get(next, token);
            page.json().get("data").forEach(key -> seen.add(key.get("id").stringValue()));
            next = page.at("next_cursor").isEmpty() ? "" : KEYS + "?limit=3&cursor=" + page.at("next_cursor");
            pages++;
        }
        assertThat(seen).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void thePageThatIsJustFullIsTheLast() {
        authority.create(token, "a", "org:read");
        authority.create(token, "b", "org:read");
        Reply page = authority.get(KEYS + "?limit=2", token);
        assertThat(page.members()).containsExactly("data", "next_cursor");
        assertThat(page.json().get("data")).hasSize(2);
        assertThat(page.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void pagingGoesOnWhereAKeyWasDeletedMeanwhile() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(authority.create(token, "k" + i, "org:read").at("id"));
        }
        Reply first = authority.get(KEYS + "?limit=2", token);
        String last = first.at("data.1.id");
        authority.send("DELETE", KEYS + "/" + last, token, "");
        Reply second = authority.get(KEYS + "?limit=10&cursor=" + first.at("next_cursor"), token);
        List<String> seen = new ArrayList<>(List.of(first.at("data.0.id"), last));
        second.json().get("data").forEach(key -> seen.add(key.get("id").stringValue()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    }

    @ParameterizedTest(name = "?{0}")
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=ten,limit", "cursor=xyz,cursor", "cursor=MTIz,cursor",
            "status=gone,status"})
    void aListThatIsAskedForWronglySaysWhat(String query, String field) {
        Reply reply = authority.get(KEYS + "?" + query, token);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("error.field")).isEqualTo(field);
    }

    @Test
    void theListCanBeNarrowedByStatusEnvironmentAndName() {
        String off = authority.create(token, "Off-Service", "org:read").at("id");
        patch(off, "{'enabled':false}");
        authority.post(KEYS, token, "{'name':'tester','scopes':['org:read'],'environment':'test'}");
        String gone = authority.create(token, "gone", "org:read").at("id");
        authority.send("DELETE", KEYS + "/" + gone, token, "");
        assertThat(names("?status=disabled")).containsExactly("Off-Service");
        assertThat(names("?environment=test")).containsExactly("tester");
        assertThat(names("?name=off-")).containsExactly("Off-Service");
        assertThat(names("?status=revoked")).containsExactly("gone");
        assertThat(names("")).containsExactlyInAnyOrder("tester", "Off-Service");
    }

    @Test
    void nameScopesAndExpiryCanBeChangedAndTheValueStays() {
        Reply created = authority.create(token, "old", "databases:read");
        Reply changed = patch(created.at("id"), "{'name':'new','scopes':['org:read'],'expires_in':'30d'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("name")).isEqualTo("new");
        assertThat(changed.at("expires_at")).isEqualTo("2026-12-18T10:15:30Z");
        assertThat(scopes(changed.json())).containsExactly("org:read");
        assertThat(authority.get("/v1/org", created.at("key")).status()).isEqualTo(200);
        assertThat(authority.get("/v1/databases", created.at("key")).status()).isEqualTo(403);
    }

    @Test
    void anExpiryCanBeTakenAwayAndSetToAMoment() {
        String id = authority.create(token, "k", "org:read").at("id");
        assertThat(patch(id, "{'expires_in':null}").json().get("expires_at").isNull()).isTrue();
        assertThat(patch(id, "{'expires_at':'2027-03-01T12:00:00+02:00'}").at("expires_at"))
                .isEqualTo("2027-03-01T10:00:00Z");
        assertThat(patch(id, "{'expires_at':null}").json().get("expires_at").isNull()).isTrue();
        assertThat(patch(id, "{'name':'only the name'}").json().get("expires_at").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "{'name':null}", "{'name':''}", "{'enabled':'yes'}", "{'enabled':null}",
            "{'scopes':['nope']}", "{'scopes':null}", "{'expires_in':'soon'}", "{'colour':'red'}"})
    void aChangeThatCannotBeMadeChangesNothing(String body) {
        Reply created = authority.create(token, "same", "org:read");
        Reply reply = patch(created.at("id"), body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isNotBlank();
        Reply after = authority.key(token, created.at("id"));
        for (String member : after.members()) {
            assertThat(after.json().get(member)).as(member).isEqualTo(created.json().get(member));
        }
    }

    @Test
    void aDisabledKeyIsRefusedAtOnceAndAcceptedAgainWhenEnabled() {
        Reply created = authority.create(token, "k", "org:read");
        String value = created.at("key");
        assertThat(authority.get("/v1/org", value).status()).isEqualTo(200);
        assertThat(patch(created.at("id"), "{'enabled':false}").at("status")).isEqualTo("disabled");
        Reply refused = authority.get("/v1/org", value);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("api_key_disabled");
        assertThat(refused.at("error.key_id")).isEqualTo(created.at("id"));
        patch(created.at("id"), "{'enabled':true}");
        assertThat(authority.get("/v1/org", value).status()).isEqualTo(200);
    }

    @Test
    void anExpiredKeyIsRefusedFromTheVeryMomentOn() {
        Reply created = authority.post(KEYS, token, "{'name':'k','scopes':['org:read'],'expires_in':'10s'}");
        authority.clock.advance(Duration.ofMillis(9_999));
        assertThat(authority.get("/v1/org", created.at("key")).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofMillis(1));
        Reply refused = authority.get("/v1/org", created.at("key"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("api_key_expired");
        assertThat(authority.key(token, created.at("id")).at("status")).isEqualTo("expired");
    }

    @Test
    void aRevokedKeyIsRefusedByTheVeryNextRequestOnTheSameConnection() throws Exception {
        Reply created = authority.create(token, "k", "org:read");
        try (RawConnection connection = RawConnection.to(authority)) {
            assertThat(connection.get("/v1/org", created.at("key"))).startsWith("HTTP/1.1 200");
            Reply revoked = authority.send("DELETE", KEYS + "/" + created.at("id"), token, "");
            assertThat(revoked.status()).isEqualTo(204);
            assertThat(revoked.text()).isEmpty();
            assertThat(connection.get("/v1/org", created.at("key"))).startsWith("HTTP/1.1 401")
                    .contains("api_key_revoked");
        }
    }

    @Test
    void aRevokedKeyIsNeitherListedNorFoundNorChangedNorRevokedAgain() {
        String id = authority.create(token, "k", "org:read").at("id");
        authority.send("DELETE", KEYS + "/" + id, token, "");
        assertThat(authority.get(KEYS, token).json().get("data")).isEmpty();
        assertThat(authority.key(token, id).status()).isEqualTo(404);
        assertThat(patch(id, "{'name':'x'}").status()).isEqualTo(404);
        Reply again = authority.send("DELETE", KEYS + "/" + id, token, "");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("not_found");
    }

    @Test
    void aKeyWithAWrongChecksumIsToldFromOneThatIsUnknown() {
        String value = authority.create(token, "k", "org:read").at("key");
        String mistyped = value.substring(0, 20) + (value.charAt(20) == 'x' ? 'y' : 'x') + value.substring(21);
        Reply typo = authority.get("/v1/org", mistyped);
        assertThat(typo.status()).isEqualTo(401);
        assertThat(typo.code()).isEqualTo("invalid_api_key");
        assertThat(typo.message()).contains("mistyped");
        assertThat(authority.get("/v1/org", value.substring(0, 40)).message()).contains("incomplete");
    }

    @Test
    void aKeyOfAnotherAuthorityIsUnknown(@TempDir Path elsewhere) {
        try (TestAuthority other = TestAuthority.empty(elsewhere)) {
            String foreign = other.create(other.token(), "k", "org:read").at("key");
            Reply reply = authority.get("/v1/org", foreign);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.message()).contains("not issued here");
        }
    }

    @Test
    void everyKeyIsAnother() {
        HashSet<String> values = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            values.add(authority.create(token, "same name", "org:read").at("key"));
        }
        assertThat(values).hasSize(20);
    }

    @Test
    void aRestartKeepsKeysTheirChangesAndTheirEnds() {
        Reply kept = authority.create(token, "kept", "org:read");
        Reply off = authority.create(token, "off", "org:read");
        Reply gone = authority.create(token, "gone", "org:read");
        patch(off.at("id"), "{'enabled':false,'name':'still off'}");
        authority.send("DELETE", KEYS + "/" + gone.at("id"), token, "");
        authority.get("/v1/org", kept.at("key"));
        String before = authority.get(KEYS, token).text();
        authority.restart();
        assertThat(authority.get(KEYS, token).text()).isEqualTo(before);
        assertThat(authority.get("/v1/org", kept.at("key")).status()).isEqualTo(200);
        assertThat(authority.get("/v1/org", off.at("key")).code()).isEqualTo("api_key_disabled");
        assertThat(authority.get("/v1/org", gone.at("key")).code()).isEqualTo("api_key_revoked");
    }

    @Test
    void instantsAreInUtc() {
        Reply created = authority.create(token, "k", "org:read");
        assertThat(Instant.parse(created.at("created_at"))).isEqualTo(TestAuthority.START);
    }

    private Reply patch(String id, String body) {
        return authority.send("PATCH", KEYS + "/" + id, token, body);
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        authority.get(KEYS + query, token).json().get("data").forEach(key -> names.add(key.get("name").stringValue()));
        return names;
    }

    private static List<String> scopes(JsonNode key) {
        List<String> scopes = new ArrayList<>();
        key.get("scopes").forEach(scope -> scopes.add(scope.stringValue()));
        return scopes;
    }
}
