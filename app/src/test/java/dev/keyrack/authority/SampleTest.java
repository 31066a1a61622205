package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Samples of the authority")
class SampleTest {
    private static final Instant NOW = TestAuthority.START;

    @TempDir
    private Path home;

    @Test
    void theDemoHasSomeSixtyKeysOfAllKinds() {
        try (TestAuthority authority = TestAuthority.filled(home, new Sample.Demo())) {
            List<JsonNode> keys = keys(authority);
            assertThat(keys).hasSizeBetween(55, 70);
            assertThat(keys).extracting(key -> key.get("name").stringValue()).doesNotHaveDuplicates()
                    .contains("ci-deployer", "backup-nightly", "billing-export", "checkout-service", "legacy-importer");
            Map<String, Long> states = keys.stream()
                    .collect(Collectors.groupingBy(key -> key.get("status").stringValue(), Collectors.counting()));
            assertThat(states.keySet()).containsExactlyInAnyOrder("active", "disabled", "expired");
            assertThat(states.get("active")).isGreaterThan(45);
            assertThat(states.get("disabled")).isGreaterThanOrEqualTo(3);
            assertThat(states.get("expired")).isGreaterThanOrEqualTo(4);
            assertThat(count(keys, SampleTest::isExpiringSoon)).isGreaterThanOrEqualTo(3);
            assertThat(count(keys, key -> key.get("last_used_at").isNull())).isGreaterThanOrEqualTo(4);
            assertThat(count(keys, SampleTest::isIdle)).isGreaterThanOrEqualTo(4);
            assertThat(count(keys, key -> key.get("expires_at").isNull())).isGreaterThan(5);
            assertThat(count(keys, key -> "test".equals(key.get("environment").stringValue()))).isBetween(10L, 30L);
            assertThat(keys.stream().flatMap(key -> key.get("scopes").valueStream()).map(JsonNode::stringValue)
                    .collect(Collectors.toSet())).hasSize(7);
            assertThat(authority.get("/v1/org", authority.token()).at("name")).isEqualTo("Quillhaven Logistics");
        }
    }

    @Test
    void nothingInTheDemoHappensInTheFuture() {
        try (TestAuthority authority = TestAuthority.filled(home, new Sample.Demo())) {
            for (JsonNode key : keys(authority)) {
                assertThat(Instant.parse(key.get("created_at").stringValue())).isBefore(NOW);
                if (!key.get("last_used_at").isNull()) {
                    Instant used = Instant.parse(key.get("last_used_at").stringValue());
                    assertThat(used).isBefore(NOW).isAfter(Instant.parse(key.get("created_at").stringValue()));
                    assertThat(key.get("request_count").longValue()).isPositive();
                }
            }
        }
    }

    @Test
    void theDemoHasNinetyDaysWithWeekendsAndAllOutcomes() {
        try (TestAuthority authority = TestAuthority.filled(home, new Sample.Demo())) {
            String token = authority.token();
            List<JsonNode> keys = keys(authority);
            List<JsonNode> office = days(authority, token, id(keys, "ci-deployer"));
            assertThat(office).hasSize(91);
            long saturday = office.get(90 - 4).get("ok").longValue();
            long monday = office.get(90 - 2).get("ok").longValue();
            assertThat(saturday).isPositive().isLessThan(monday / 3);
            assertThat(office.stream().skip(1).filter(day -> day.get("ok").longValue() > 0).count()).isGreaterThan(85);
            assertThat(sum(days(authority, token, id(keys, "warehouse-sync")), "limited")).isPositive();
            assertThat(sum(days(authority, token, id(keys, "warehouse-sync")), "failed")).isPositive();
            assertThat(sum(days(authority, token, id(keys, "partner-sandbox")), "refused")).isPositive();
            assertThat(sum(days(authority, token, id(keys, "shipment-tracker-v1")), "refused")).isPositive();
            assertThat(sum(days(authority, token, id(keys, "break-glass")), "ok")).isZero();
            Reply hours = authority.get("/v1/auth/api-keys/" + id(keys, "checkout-service") + "/usage?bucket=hour",
                    token);
            assertThat(hours.json().get("data").valueStream().filter(hour -> hour.get("ok").longValue() > 0).count())
                    .isGreaterThan(45);
        }
    }

    @Test
    void theDemoIsTheSameEachTimeButForItsValues(@TempDir Path other) {
        try (TestAuthority one = TestAuthority.filled(home, new Sample.Demo());
                TestAuthority two = TestAuthority.filled(other, new Sample.Demo())) {
            assertThat(keys(one)).isEqualTo(keys(two));
        }
    }

    @Test
    void onlyAnEmptyAuthorityIsFilled() {
        try (TestAuthority authority = TestAuthority.empty(home)) {
            authority.create(authority.token(), "mine", "org:read");
        }
        try (TestAuthority authority = TestAuthority.filled(home, new Sample.Demo())) {
            assertThat(keys(authority)).extracting(key -> key.get("name").stringValue()).containsExactly("mine");
        }
    }

    @Test
    void aHundredThousandKeysAreListedToTheEndAndOneMoreWorks() {
        try (TestAuthority authority = TestAuthority.filled(home, new Sample.Keys(100_000))) {
            String token = authority.token();
            Set<String> ids = new HashSet<>();
            String cursor = "";
            do {
                Reply page = authority.get("/v1/auth/api-keys?limit=100&cursor=" + cursor, token);
                page.json().get("data").forEach(key -> ids.add(key.get("id").stringValue()));
                cursor = page.at("next_cursor");
            } while (!cursor.isEmpty());
            assertThat(ids).hasSize(100_000);
            String value = authority.create(token, "one more", "org:read").at("key");
            assertThat(authority.get("/v1/org", value).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "0", "-1", "1000001", "many", "Demo", "01"})
    void aSampleThatDoesNotExistIsNone(String text) {
        assertThat(Sample.parse(text)).isEmpty();
    }

    @Test
    void samplesAndPlansAreReadAsTheCommandLineWritesThem() {
        assertThat(Sample.parse("none")).contains(new Sample.None());
        assertThat(Sample.parse("demo")).contains(new Sample.Demo());
        assertThat(Sample.parse("100000")).contains(new Sample.Keys(100_000));
        assertThat(Plan.parse("enterprise")).contains(Plan.ENTERPRISE);
        assertThat(Plan.parse("gold")).isEmpty();
    }

    private static List<JsonNode> keys(TestAuthority authority) {
        String token = authority.token();
        List<JsonNode> keys = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = authority.get("/v1/auth/api-keys?limit=100&cursor=" + cursor, token);
            page.json().get("data").forEach(keys::add);
            cursor = page.at("next_cursor");
        } while (!cursor.isEmpty());
        return keys;
    }

    private static List<JsonNode> days(TestAuthority authority, String token, String id) {
        Instant from = NOW.minus(Duration.ofDays(90));
        return authority.get("/v1/auth/api-keys/" + id + "/usage?bucket=day&from=" + from, token).json().get("data")
                .valueStream().toList();
    }

    private static String id(List<JsonNode> keys, String name) {
        return keys.stream().filter(key -> name.equals(key.get("name").stringValue())).findFirst().orElseThrow()
                .get("id").stringValue();
    }

    private static long sum(List<JsonNode> days, String member) {
        return days.stream().mapToLong(day -> day.get(member).longValue()).sum();
    }

    private static long count(List<JsonNode> keys, Predicate<JsonNode> test) {
        return keys.stream().filter(test).count();
    }

    private static boolean isExpiringSoon(JsonNode key) {
        return !key.get("expires_at").isNull()
                && Instant.parse(key.get("expires_at").stringValue()).isAfter(NOW)
                && Instant.parse(key.get("expires_at").stringValue()).isBefore(NOW.plus(Duration.ofDays(7)));
    }

    private static boolean isIdle(JsonNode key) {
        return !key.get("last_used_at").isNull() && "active".equals(key.get("status").stringValue())
                && Instant.parse(key.get("last_used_at").stringValue()).isBefore(NOW.minus(Duration.ofDays(40)));
    }
}
