package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A refusal")
class RefusalTest {
    @TempDir
    Path folder;
    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
    }

    private Failure get(Function<Seen, Answer> vendor) {
        try (TestServer server = new TestServer(vendor); KeyGateway gateway = workshop.open(server)) {
            return Workshop.failure(gateway.get(new KeyId("k1")));
        }
    }

    private Failure get(int status, String body) {
        return get(_ -> TestServer.json(status, body));
    }

    @Test
    void of401IsASignInRefused() {
        assertThat(get(401, "{\"error\":{\"message\":\"key revoked\"}}")).isInstanceOfSatisfying(
                Failure.SignInRefused.class, refused -> {
                    assertThat(refused.call().said()).isEqualTo("key revoked");
                    assertThat(refused.call().path()).isEqualTo("/tokens/k1");
                    assertThat(refused.call().status()).hasValue(401);
                });
    }

    @Test
    void of403NamesTheMissingScope() {
        assertThat(get(403, "{\"error\":{\"message\":\"no\",\"scope\":\"tokens:read\"}}"))
                .isInstanceOfSatisfying(Failure.Refused.class,
                        refused -> assertThat(refused.missingScope()).isEqualTo("tokens:read"));
    }

    @Test
    void of422IsARejectionInTheProvidersWords() {
        assertThat(get(422, "{\"detail\":\"name is taken\"}")).isInstanceOfSatisfying(Failure.Rejected.class,
                rejected -> assertThat(rejected.call().said()).isEqualTo("name is taken"));
    }

    @Test
    void of503IsAServerError() {
        assertThat(get(503, "{\"detail\":\"down\"}")).isInstanceOfSatisfying(Failure.BadAnswer.class, answer -> {
            assertThat(answer.flaw()).isEqualTo(Flaw.SERVER_ERROR);
            assertThat(answer.detail()).isEqualTo("answer 503: down");
        });
    }

    @Test
    void followsTheDescriptorsRulesBeforeTheStatus() {
        workshop.set("/errors/rules", """
                [{"status":[400],"code":["gone"],"kind":"not_found"},{"status":[403],"kind":"unauthorized"},
                 {"when":"error.code = 'otp'","kind":"second_factor"},{"code":["slow"],"kind":"rate_limited"}]""");
        assertThat(get(400, "{\"error\":{\"code\":\"gone\"}}")).isInstanceOf(Failure.NotFound.class);
        assertThat(get(400, "{\"error\":{\"code\":\"other\"}}")).isInstanceOf(Failure.Rejected.class);
        assertThat(get(403, "{}")).isInstanceOf(Failure.SignInRefused.class);
        assertThat(get(400, "{\"error\":{\"code\":\"otp\"}}")).isEqualTo(new Failure.SecondFactorNeeded(false));
        assertThat(get(400, "{\"error\":{\"code\":\"slow\"}}")).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void canHideBehindAStatus200() {
        workshop.set("/resources/0/operations/get/success", "{\"when\":\"ok = true\"}");
        assertThat(get(200, "{\"ok\":false,\"detail\":\"not today\"}")).isInstanceOfSatisfying(Failure.Rejected.class,
                rejected -> assertThat(rejected.call().said()).isEqualTo("not today"));
    }

    @Test
    void ofAWholeListIsNoMissingKey() {
        try (TestServer server = new TestServer(_ -> TestServer.json(404, "{}"));
                KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOfSatisfying(Failure.BadAnswer.class,
                    answer -> assertThat(answer.detail()).isEqualTo("answer 404 to GET /tokens"));
        }
    }

    @Test
    void neverRepeatsTheCredentialThatWasSent() {
        Failure failure = get(request -> TestServer.json(401,
                "{\"error\":{\"message\":\"bad header " + request.header("Authorization") + "\"}}"));
        assertThat(failure.toString()).doesNotContain(Workshop.KEY).contains("***");
    }

    @Test
    void isCutToThreeHundredCharactersOfOneLine() {
        assertThat(get(400, "{\"detail\":\"" + "long story \\n".repeat(100) + "\"}")).isInstanceOfSatisfying(
                Failure.Rejected.class, rejected -> {
                    assertThat(rejected.call().said()).hasSize(300).endsWith("…").doesNotContain("\n");
                });
    }

    @Test
    void withoutWordsIsARefusalAllTheSame() {
        assertThat(get(_ -> TestServer.empty(403))).isInstanceOf(Failure.Refused.class);
        assertThat(get(_ -> TestServer.text(401, "text/html", "<html>"))).isInstanceOf(Failure.SignInRefused.class);
    }

    @Test
    void carriesWhatTheDocumentsSayByCodeBeforeStatus() {
        workshop.set("/errors/advice", """
                [{"status":[403],"causes":["by status"],"help":["ask"]},
                 {"code":["gone"],"causes":["by code"]},
                 {"status":[403],"code":["gone"],"causes":["by both"]}]""");
        assertThat(causes(get(403, "{\"error\":{\"code\":\"gone\"}}"))).containsExactly("by both");
        assertThat(causes(get(400, "{\"error\":{\"code\":\"gone\"}}"))).containsExactly("by code");
        assertThat(causes(get(403, "{\"error\":{\"code\":\"other\"}}"))).containsExactly("by status");
        assertThat(causes(get(_ -> TestServer.text(403, "text/html", "<html>")))).containsExactly("by status");
        assertThat(get(422, "{}").asked().orElseThrow().advice()).isEmpty();
    }

    private static List<String> causes(Failure failure) {
        return failure.asked().orElseThrow().advice().orElseThrow().causes();
    }

    @Test
    void forHasteIsWaitedOut() {
        Iterator<Answer> answers = List.of(TestServer.json(429, "{}").with("Retry-After", "2"),
                TestServer.json(429, "{}").with("Retry-After", "Sun, 22 Nov 2026 10:00:07 GMT"),
                TestServer.json(200, "{\"id\":\"k1\"}")).iterator();
        try (PlainServer server = PlainServer.of(_ -> answers.next());
                KeyGateway gateway = workshop.open(server.address())) {
            assertThat(gateway.get(new KeyId("k1")).isOk()).isTrue();
        }
        assertThat(workshop.waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void forHasteIsToldWhenTheWaitIsLong() {
        Failure failure = get(_ -> TestServer.json(429, "{}").with("Retry-After", "301"));
        assertThat(failure).isInstanceOfSatisfying(Failure.RateLimited.class,
                limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(301)));
        assertThat(workshop.waits).isEmpty();
    }

    @Test
    void forHasteIsToldWhenItDoesNotEnd() {
        assertThat(get(_ -> TestServer.json(429, "{}"))).isInstanceOf(Failure.RateLimited.class);
        assertThat(workshop.waits).hasSize(3);
    }

    @Test
    void forHasteCanSayItsWaitInTheBody() {
        workshop.set("/rateLimit/retryAfter", "\"details.tryAgainIn\"").set("/rateLimit/retryAfterIs", "\"ms\"");
        get(_ -> TestServer.json(429, "{\"details\":{\"tryAgainIn\":1500}}"));
        assertThat(workshop.waits).contains(Duration.ofMillis(1_500));
    }

    @Test
    void isAvoidedByWaitingForTheNextWindow() {
        try (PlainServer server = PlainServer.of(_ -> TestServer.json(200, "{\"id\":\"k1\"}").with("X-Limit", "60")
                .with("X-Remaining", "0").with("X-Reset", "1795341612"));
                KeyGateway gateway = workshop.open(server.address())) {
            assertThat(gateway.limit()).isEmpty();
            gateway.get(new KeyId("k1"));
            assertThat(gateway.limit().orElseThrow().limit()).contains(60L);
            assertThat(gateway.limit().orElseThrow().remaining()).isZero();
            gateway.get(new KeyId("k1"));
        }
        assertThat(workshop.waits).containsExactly(Duration.ofSeconds(13));
    }

    @Test
    void isKnownInAdvanceWhenTheWindowIsFar() {
        try (TestServer server = new TestServer(_ -> TestServer.json(200, "{\"id\":\"k1\"}").with("X-Remaining", "0")
                .with("X-Reset", "600")); KeyGateway gateway = workshop.open(server)) {
            gateway.get(new KeyId("k1"));
            assertThat(Workshop.failure(gateway.get(new KeyId("k1")))).isInstanceOf(Failure.RateLimited.class);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void isNotWaitedForAfterAnInterrupt() throws Exception {
        AtomicReference<Failure> failure = new AtomicReference<>();
        AtomicReference<Thread> waiting = new AtomicReference<>();
        DescriptorGateways real = new DescriptorGateways(workshop.library(), workshop.keychain, () -> workshop.now,
                folder.resolve("locks"), workshop.limits, Attendant.NOBODY);
        try (TestServer server = new TestServer(_ -> {
            waiting.get().interrupt();
            return TestServer.json(429, "{}").with("Retry-After", "30");
        }); KeyGateway gateway = Workshop.value(real.open(workshop.profile(server.address())))) {
            Thread thread = Thread.ofVirtual()
                    .unstarted(() -> failure.set(Workshop.failure(gateway.get(new KeyId("k1")))));
            waiting.set(thread);
            thread.start();
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(failure.get()).isInstanceOfSatisfying(Failure.Unreachable.class,
                given -> assertThat(given.cause()).isEqualTo(Cause.INTERRUPTED));
    }
}
