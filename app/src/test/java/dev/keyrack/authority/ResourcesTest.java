package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What scopes protect")
class ResourcesTest {
    private static final List<String> SCOPES = List.of("databases:read", "databases:write", "backups:read",
            "backups:write", "billing:read", "org:read", "org:write");

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

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/databases          | databases:read
            GET    | /v1/databases/x        | databases:read
            POST   | /v1/databases          | databases:write
            PATCH  | /v1/databases/x        | databases:write
            DELETE | /v1/databases/x        | databases:write
            GET    | /v1/backups            | backups:read
            POST   | /v1/backups            | backups:write
            POST   | /v1/backups/x/restore  | backups:write
            GET    | /v1/billing            | billing:read
            GET    | /v1/org                | org:read
            PATCH  | /v1/org                | org:write
            """)
    void theScopeOpensAndEveryOtherScopeDoesNot(String method, String path, String scope) {
        String with = authority.create(token, "with", scope).at("key");
        assertThat(authority.send(method, path, with, "").status()).isIn(200, 400, 404);
        String[] others = SCOPES.stream().filter(other -> !other.equals(scope)).toArray(String[]::new);
        Reply refused = authority.send(method, path, authority.create(token, "without", others).at("key"), "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_scope");
        assertThat(refused.at("error.required_scope")).isEqualTo(scope);
        assertThat(refused.message()).contains(scope);
        assertThat(authority.send(method, path, "", "").status()).isEqualTo(401);
    }

    @Test
    void databasesAreCreatedListedRenamedAndRemoved() {
        Reply created = authority.post("/v1/databases", token, "{'name':'orders','engine':'mysql','region':'eu-west'}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.members()).containsExactly("id", "name", "status", "engine", "region", "created_at",
                "updated_at");
        String one = "/v1/databases/" + created.at("id");
        assertThat(authority.get("/v1/databases", token).at("data.0.name")).isEqualTo("orders");
        assertThat(authority.send("PATCH", one, token, "{'name':'orders-2'}").at("name")).isEqualTo("orders-2");
        assertThat(authority.get(one, token).at("engine")).isEqualTo("mysql");
        assertThat(authority.send("DELETE", one, token, "").status()).isEqualTo(204);
        assertThat(authority.get(one, token).status()).isEqualTo(404);
        assertThat(authority.send("DELETE", one, token, "").status()).isEqualTo(404);
    }

    @Test
    void aRefusedRequestCreatesNothing() {
        String reader = authority.create(token, "r", "databases:read").at("key");
        assertThat(authority.post("/v1/databases", reader, "{'name':'x'}").status()).isEqualTo(403);
        assertThat(authority.post("/v1/databases", token, "{'name':'x','engine':'oracle'}").at("error.field"))
                .isEqualTo("engine");
        assertThat(authority.post("/v1/databases", token, "{'name':'x','region':'no region!'}").status())
                .isEqualTo(400);
        assertThat(authority.get("/v1/databases", token).json().get("data")).isEmpty();
    }

    @Test
    void backupsBelongToADatabaseAndGoWithIt() {
        String database = authority.post("/v1/databases", token, "{'name':'orders'}").at("id");
        Reply backup = authority.post("/v1/backups", token, "{'database_id':'" + database + "'}");
        assertThat(backup.status()).isEqualTo(201);
        assertThat(backup.at("database_id")).isEqualTo(database);
        assertThat(authority.post("/v1/backups", token, "{'database_id':'db_0'}").status()).isEqualTo(404);
        Reply restored = authority.post("/v1/backups/" + backup.at("id") + "/restore", token, "");
        assertThat(restored.status()).isEqualTo(202);
        assertThat(restored.at("restored_at")).isEqualTo(TestAuthority.START.toString());
        authority.send("DELETE", "/v1/databases/" + database, token, "");
        assertThat(authority.get("/v1/backups", token).json().get("data")).isEmpty();
    }

    @Test
    void theOrganisationCanBeRenamed() {
        String key = authority.create(token, "o", "org:read", "org:write").at("key");
        Reply renamed = authority.send("PATCH", "/v1/org", key, "{'name':'Brindle & Co'}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(authority.get("/v1/org", key).at("name")).isEqualTo("Brindle & Co");
        assertThat(authority.send("PATCH", "/v1/org", key, "{}").status()).isEqualTo(400);
    }

    @Test
    void resourcesComeInPages() {
        for (int i = 0; i < 5; i++) {
            authority.post("/v1/databases", token, "{'name':'d" + i + "'}");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = authority.get("/v1/databases?limit=2&cursor=" + cursor, token);
            page.json().get("data").forEach(database -> seen.add(database.get("name").stringValue()));
            cursor = page.at("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyInAnyOrder("d0", "d1", "d2", "d3", "d4");
    }
}
