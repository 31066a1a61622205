package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On the free plan, with ten requests a minute.
@DisplayName("Request limits")
class RateLimitTest {
    private static final String PROJECTS = "/v1/projects";
    private static final long RESET = TestAuthority.START.plusSeconds(60).getEpochSecond();

    private TestAuthority authority;
    private String key;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.of("migma", Plan.FREE, home, new Sample.None());
        key = authority.given("api_key");
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void tenRequestsAMinuteAreAnsweredAndTheEleventhIsNot() {
        for (int i = 1; i <= 10; i++) {
            Reply reply = authority.get(PROJECTS, key);
            assertThat(reply.status()).isEqualTo(200);
            assertLimit(reply, 10 - i, RESET);
        }
        Reply eleventh = authority.get(PROJECTS, key);
        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.text())
                .isEqualTo("{\"success\":false,\"error\":\"Rate limit exceeded\",\"retryAfter\":60}");
        assertThat(eleventh.header("Retry-After")).isEqualTo("60");
        assertLimit(eleventh, 0, RESET);
    }

    @Test
    void whoWaitsAsLongAsToldIsAnsweredAgainAndNoSooner() {
        useUp();
        authority.clock.advance(Duration.ofMillis(59_001));
        Reply early = authority.get(PROJECTS, key);
        assertThat(early.status()).isEqualTo(429);
        assertThat(early.at("retryAfter")).isEqualTo("1");
        authority.clock.advance(Duration.ofMillis(999));
        Reply again = authority.get(PROJECTS, key);
        assertThat(again.status()).isEqualTo(200);
        assertLimit(again, 9, RESET + 60);
    }

    @Test
    void aWindowBeginsWithItsFirstRequest() {
        authority.get(PROJECTS, key);
        authority.clock.advance(Duration.ofSeconds(90));
        assertLimit(authority.get(PROJECTS, key), 9, RESET + 90);
        authority.clock.advance(Duration.ofMillis(200));
        assertLimit(authority.get(PROJECTS, key), 8, RESET + 90);
    }

    @Test
    void theResetIsAWholeSecond() {
        authority.clock.advance(Duration.ofMillis(1));
        assertLimit(authority.get(PROJECTS, key), 9, RESET);
    }

    @Test
    void everyAnswerTellsTheLimit() throws Exception {
        String other = authority.post("/v1/api-keys", key, "{'name':'n','permissions':['email:read']}").at("data.key");
        assertThat(told(authority.get(PROJECTS, other), 200)).isEqualTo(9);
        assertThat(told(authority.get("/v1/tags", other), 403)).isEqualTo(8);
        assertThat(told(authority.get("/v1/nothing", other), 404)).isEqualTo(7);
        assertThat(told(authority.send("PUT", PROJECTS, other, ""), 405)).isEqualTo(6);
        assertThat(told(authority.post("/v1/tags", other, "x".repeat(70_000)), 413)).isEqualTo(5);
        assertThat(told(authority.send("GET", "/v1/emails?limit=0", other, ""), 400)).isEqualTo(4);
        assertThat(told(authority.get(PROJECTS, ""), 401)).isEqualTo(9);
        assertThat(told(authority.get(PROJECTS, "mgma_sk_live_nonsense"), 401)).isEqualTo(8);
        assertThat(told(authority.post("/v1/auth/login", "", "{"), 400)).isEqualTo(7);
        try (RawConnection connection = RawConnection.to(authority)) {
            assertThat(connection.send("GET /v1/projects HTTP/1.1\r\nHost: evil.test\r\n\r\n"))
                    .startsWith("HTTP/1.1 421").containsIgnoringCase("X-RateLimit-Remaining: 6");
        }
        try (RawConnection connection = RawConnection.to(authority)) {
            assertThat(connection.send("POST /v1/tags HTTP/1.1\r\nHost: " + connection.host()
                    + "\r\nContent-Length: two\r\n\r\n{}")).startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("X-RateLimit-Limit: 10");
        }
    }

    @Test
    void eachKeyHasItsOwnLimitAndARevokedOneToo() {
        Reply other = authority.post("/v1/api-keys", key, "{'name':'n','permissions':['email:read']}");
        String value = other.at("data.key");
        useUp();
        assertThat(told(authority.get(PROJECTS, value), 200)).isEqualTo(9);
        authority.clock.advance(Duration.ofMinutes(1));
        authority.send("DELETE", "/v1/api-keys/" + other.at("data.id"), key, "");
        assertThat(told(authority.get(PROJECTS, value), 401)).isEqualTo(9);
        assertThat(told(authority.get(PROJECTS, ""), 401)).isEqualTo(9);
    }

    @Test
    void whoIsSignedInHasALimitOverAllSessions() {
        String one = login().at("data.access_token");
        String two = login().at("data.access_token");
        assertThat(told(authority.get(PROJECTS, one), 200)).isEqualTo(9);
        assertThat(told(authority.get(PROJECTS, two), 200)).isEqualTo(8);
    }

    @Test
    void whoSendsNoKnownCredentialSharesALimitByAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(authority.get(PROJECTS, i % 2 == 0 ? "" : "mgma_sk_test_" + i).status()).isEqualTo(401);
        }
        assertThat(login().status()).isEqualTo(429);
        assertThat(authority.get(PROJECTS, key).status()).isEqualTo(200);
    }

    @Test
    void aLimitedRequestIsMeteredAsSuch() {
        String id = authority.get("/v1/api-keys", key).at("data.keys.0.id");
        useUp();
        authority.get(PROJECTS, key);
        authority.clock.advance(Duration.ofMinutes(1));
        Reply usage = authority.get("/v1/api-keys/" + id + "/usage?bucket=hour&from=2026-11-18T10:00:00Z", key);
        assertThat(usage.at("data.usage.0.ok")).isEqualTo("10");
        assertThat(usage.at("data.usage.0.limited")).isEqualTo("3");
    }

    @Test
    void howeverManyComeAtOnceNoMoreThanTenPass() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Reply>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 40; i++) {
                sent.add(threads.submit(() -> {
                    go.await();
                    return authority.get(PROJECTS, key);
                }));
            }
            go.countDown();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : sent) {
                replies.add(reply.get());
            }
            assertThat(replies.stream().filter(reply -> reply.status() == 200)
                    .map(reply -> reply.header("X-RateLimit-Remaining"))).hasSize(10).doesNotHaveDuplicates();
            assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(30);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"PRO,100", "ENTERPRISE,1000"})
    void theLimitIsThePlans(Plan plan, int limit, @TempDir Path home) {
        try (TestAuthority other = TestAuthority.of("migma", plan, home, new Sample.None())) {
            Reply reply = other.get(PROJECTS, other.given("api_key"));
            assertThat(reply.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(limit));
            assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(limit - 1));
        }
    }

    @Test
    void aSystemWithoutLimitsSaysNothingOfThem(@TempDir Path home) {
        try (TestAuthority other = TestAuthority.of("cloudheed", Plan.FREE, home, new Sample.None())) {
            String token = other.token();
            for (int i = 0; i < 15; i++) {
                Reply reply = other.get("/v1/databases", token);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-ratelimit"));
            }
        }
    }

    private void useUp() {
        for (int i = 0; i < 11; i++) {
            authority.get(PROJECTS, key);
        }
    }

    private Reply login() {
        return authority.exchange(HttpRequest.newBuilder(URI.create(authority.uri("/v1/auth/login")))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"admin@migma.test\",\"password\":\"" + authority.password() + "\"}"))
                .build());
    }

    private static int told(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(Instant.ofEpochSecond(Long.parseLong(reply.header("X-RateLimit-Reset"))))
                .isAfter(TestAuthority.START);
        return Integer.parseInt(reply.header("X-RateLimit-Remaining"));
    }

    private static void assertLimit(Reply reply, int remaining, long reset) {
        assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(remaining));
        assertThat(reply.header("X-RateLimit-Reset")).isEqualTo(Long.toString(reset));
    }
}
