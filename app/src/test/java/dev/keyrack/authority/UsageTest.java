package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Usage of a key")
class UsageTest {
    private TestAuthority authority;
    private String token;
    private String id;
    private String value;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.empty(home);
        token = authority.token();
        Reply created = authority.create(token, "k", "databases:read", "backups:write");
        id = created.at("id");
        value = created.at("key");
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void aKeyThatWasNeverUsedSaysSo() {
        Reply key = authority.key(token, id);
        assertThat(key.json().get("last_used_at").isNull()).isTrue();
        assertThat(key.at("request_count")).isEqualTo("0");
    }

    @Test
    void lastUsedAndCountAreThereWithTheNextRequest() {
        authority.clock.advance(Duration.ofMillis(1_234));
        authority.get("/v1/databases", value);
        authority.get("/v1/databases", value);
        Reply key = authority.key(token, id);
        assertThat(key.at("last_used_at")).isEqualTo("2026-11-18T10:15:31.234Z");
        assertThat(key.at("request_count")).isEqualTo("2");
        assertThat(authority.get("/v1/auth/api-keys", token).at("data.0.last_used_at"))
                .isEqualTo("2026-11-18T10:15:31.234Z");
    }

    @Test
    void requestsAreCountedByHowTheyEnded() {
        authority.get("/v1/databases", value);
        authority.get("/v1/databases?limit=0", value);
        authority.get("/v1/org", value);
        authority.post("/v1/backups", value, "{'database_id':'db_none'}");
        authority.post("/v1/backups", value, "{");
        assertThat(total("hour")).isEqualTo("1 0 1 3");
        assertThat(total("day")).isEqualTo("1 0 1 3");
    }

    @Test
    void attemptsWithADisabledExpiredOrRevokedKeyAreRefusedAndAreNoUse() {
        authority.send("PATCH", "/v1/auth/api-keys/" + id, token, "{'enabled':false}");
        authority.get("/v1/databases", value);
        authority.send("PATCH", "/v1/auth/api-keys/" + id, token, "{'enabled':true,'expires_in':'1s'}");
        authority.clock.advance(Duration.ofSeconds(2));
        authority.get("/v1/databases", value);
        assertThat(authority.key(token, id).json().get("last_used_at").isNull()).isTrue();
        authority.send("DELETE", "/v1/auth/api-keys/" + id, token, "");
        authority.get("/v1/databases", value);
        assertThat(total("day")).isEqualTo("0 0 3 0");
    }

    @Test
    void aMistypedKeyIsNobodysUsage() {
        authority.get("/v1/databases", value.substring(0, value.length() - 1));
        assertThat(total("day")).isEqualTo("0 0 0 0");
    }

    @Test
    void daysAreThirtyAndHoursAreFortyEightUnlessAskedOtherwise() {
        Reply days = usage("");
        assertThat(days.members()).containsExactly("bucket", "data");
        assertThat(days.at("bucket")).isEqualTo("day");
        assertThat(days.json().get("data")).hasSize(31);
        assertThat(days.at("data.30.start")).isEqualTo("2026-11-18T00:00:00Z");
        Reply hours = usage("?bucket=hour");
        assertThat(hours.json().get("data")).hasSize(49);
        assertThat(hours.at("data.48.start")).isEqualTo("2026-11-18T10:00:00Z");
        assertThat(hours.json().get("data").get(0).propertyNames()).containsExactly("start", "ok", "limited", "refused",
                "failed");
    }

    @Test
    void requestsFallIntoTheHourAndDayTheyCameIn() {
        authority.get("/v1/databases", value);
        authority.clock.advance(Duration.ofMinutes(44));
        authority.get("/v1/databases", value);
        authority.clock.advance(Duration.ofMinutes(1));
        authority.get("/v1/databases", value);
        Reply hours = usage("?bucket=hour&from=2026-11-18T10:00:00Z&to=2026-11-18T12:00:00Z");
        assertThat(hours.json().get("data")).hasSize(2);
        assertThat(hours.at("data.0.ok")).isEqualTo("2");
        assertThat(hours.at("data.1.ok")).isEqualTo("1");
        authority.clock.advance(Duration.ofDays(1));
        token = authority.token();
        authority.get("/v1/databases", value);
        Reply days = usage("?bucket=day&from=2026-11-18T00:00:00Z");
        assertThat(days.json().get("data")).hasSize(2);
        assertThat(days.at("data.0.ok")).isEqualTo("3");
        assertThat(days.at("data.1.ok")).isEqualTo("1");
    }

    @ParameterizedTest(name = "?{0}")
    @CsvSource({"bucket=minute,bucket", "from=yesterday,from", "to=2026,to",
            "from=2026-11-18T10:00:00Z&to=2026-11-18T10:00:00Z,from", "bucket=hour&from=2026-01-01T00:00:00Z,from",
            "from=2024-01-01T00:00:00Z,from"})
    void whatIsAskedForWronglySaysWhat(String query, String field) {
        Reply reply = usage("?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("error.field")).isEqualTo(field);
    }

    @Test
    void aKeyThatNeverWasHasNoUsage() {
        assertThat(authority.get("/v1/auth/api-keys/key_none/usage", token).status()).isEqualTo(404);
        assertThat(authority.get("/v1/auth/api-keys/" + id + "/usage", value).status()).isEqualTo(403);
    }

    @Test
    void countsOutliveARestart() {
        authority.get("/v1/databases", value);
        authority.get("/v1/org", value);
        Instant used = Instant.parse(authority.key(token, id).at("last_used_at"));
        authority.restart();
        Reply key = authority.key(token, id);
        assertThat(key.at("request_count")).isEqualTo("2");
        assertThat(key.at("last_used_at")).isEqualTo(used.toString());
        assertThat(total("day")).isEqualTo("1 0 1 0");
    }

    @Test
    void theBillCountsAllRequestsOfTheMonth() {
        String billing = authority.create(token, "b", "billing:read").at("key");
        authority.get("/v1/databases", value);
        authority.get("/v1/billing", billing);
        Reply bill = authority.get("/v1/billing", billing);
        assertThat(bill.at("requests")).isEqualTo("2");
        assertThat(bill.at("plan")).isEqualTo("pro");
        assertThat(bill.at("period.start")).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(bill.at("period.end")).isEqualTo("2026-12-01T00:00:00Z");
    }

    private Reply usage(String query) {
        return authority.get("/v1/auth/api-keys/" + id + "/usage" + query, token);
    }

    private String total(String bucket) {
        long[] sum = new long[4];
        for (JsonNode entry : usage("?bucket=" + bucket).json().get("data")) {
            sum[0] += entry.get("ok").longValue();
            sum[1] += entry.get("limited").longValue();
            sum[2] += entry.get("refused").longValue();
            sum[3] += entry.get("failed").longValue();
        }
        return sum[0] + " " + sum[1] + " " + sum[2] + " " + sum[3];
    }
}
