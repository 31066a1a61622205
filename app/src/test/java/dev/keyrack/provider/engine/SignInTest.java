package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Signing in with account and password")
class SignInTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;
    private Workshop workshop;
    private TestServer server;

    /// The vendor's state: one live token family; a refresh token used twice ends it.
    private final AtomicInteger serial = new AtomicInteger();
    private String access = "none";
    private String refresh = "none";
    private boolean wantsCode;
    private boolean refreshWorks = true;
    private boolean reused;

    @BeforeEach
    void start() {
        workshop = Workshop.withPassword(folder);
        server = new TestServer(this::vendor);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private synchronized Answer vendor(Seen request) {
        return switch (request.path()) {
            case "/login" -> login(JSON.readTree(request.body()));
            case "/refresh" -> refresh(JSON.readTree(request.body()));
            default -> request.header("Authorization").equals("Bearer " + access)
                    ? TestServer.json(200, "{\"items\":[]}")
                    : TestServer.json(401, "{\"error\":{\"message\":\"token expired\"}}");
        };
    }

    private Answer login(JsonNode body) {
        if (!body.path("pass").asString().equals(Workshop.PASSWORD)) {
            return TestServer.json(401, "{\"error\":{\"message\":\"wrong password\"}}");
        }
        if (wantsCode && !body.has("otp")) {
            return TestServer.json(401, "{\"code\":\"otp\"}");
        }
        if (wantsCode && !body.get("otp").asString().equals("123456")) {
            return TestServer.json(401, "{\"code\":\"bad_otp\"}");
        }
        return issued();
    }

    private Answer refresh(JsonNode body) {
        if (!refreshWorks || !body.path("refresh").asString().equals(refresh)) {
            reused |= refreshWorks;
            access = "dead";
            refresh = "dead";
            return TestServer.json(401, "{\"error\":{\"message\":\"reused\"}}");
        }
        return issued();
    }

    private Answer issued() {
        int number = serial.incrementAndGet();
        access = "access-" + number;
        refresh = "refresh-" + number;
        return TestServer.json(200, "{\"t\":{\"access\":\"" + access + "\",\"refresh\":\"" + refresh
                + "\",\"ttl\":3600}}");
    }

    private static Outcome<List<ApiKey>> list(KeyGateway gateway) {
        return gateway.list(Progress.NONE);
    }

    @Test
    void sendsAccountAndPasswordUnchangedAndNoCode() {
        try (KeyGateway gateway = workshop.open(server)) {
            Call call = Workshop.value(gateway.signIn(Optional.empty()));
            assertThat(call.path()).isEqualTo("/login");
        }
        JsonNode body = JSON.readTree(server.last().body());
        assertThat(body.get("user").asString()).isEqualTo("ann@acme.test");
        assertThat(body.get("pass").asString()).isEqualTo(Workshop.PASSWORD);
        assertThat(body.has("otp")).isFalse();
    }

    @Test
    void signsInByItselfAndUsesTheToken() {
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(list(gateway).isOk()).isTrue();
        }
        assertThat(server.seen()).extracting(Seen::path).containsExactly("/login", "/tokens");
    }

    @Test
    void keepsTheSessionForTheNextProcess() {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
        }
        try (KeyGateway next = workshop.open(server)) {
            assertThat(list(next).isOk()).isTrue();
        }
        assertThat(server.count("/login")).isEqualTo(1);
        assertThat(workshop.keychain.text(CredentialNames.session(Workshop.PROFILE))).contains("access-1");
    }

    @Test
    void aSessionOfAnotherAddressIsNotSentHere() {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
        }
        try (TestServer other = new TestServer(this::vendor); KeyGateway gateway = workshop.open(other)) {
            list(gateway);
            assertThat(other.seen()).extracting(Seen::path).containsExactly("/login", "/tokens");
        }
    }

    @Test
    void aSessionWithOtherParametersIsNotUsed() {
        workshop.parameters = Map.of("client_id", "one");
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
        }
        try (KeyGateway same = workshop.open(server)) {
            list(same);
        }
        assertThat(server.count("/login")).isEqualTo(1);
        workshop.parameters = Map.of("client_id", "two");
        try (KeyGateway other = workshop.open(server)) {
            list(other);
        }
        assertThat(server.count("/login")).isEqualTo(2);
    }

    @Test
    void aDamagedSessionIsDropped() {
        workshop.keychain.put(CredentialNames.session(Workshop.PROFILE), "{\"access_token\":\"x");
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(list(gateway).isOk()).isTrue();
        }
    }

    @Test
    void renewsBeforeTheTokenRunsOut() {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
            workshop.now = workshop.now.plus(Duration.ofSeconds(3_571));
            assertThat(list(gateway).isOk()).isTrue();
        }
        assertThat(server.seen()).extracting(Seen::path).containsExactly("/login", "/tokens", "/refresh", "/tokens");
    }

    @Test
    void renewsOnceWhenTheTokenIsRefused() {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
            access = "changed-by-the-server";
            assertThat(list(gateway).isOk()).isTrue();
        }
        assertThat(server.count("/refresh")).isEqualTo(1);
        assertThat(server.count("/login")).isEqualTo(1);
    }

    @Test
    void signsInAgainWhenTheRefreshTokenIsDead() {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
            refreshWorks = false;
            access = "dead";
            assertThat(list(gateway).isOk()).isTrue();
        }
        assertThat(server.count("/login")).isEqualTo(2);
    }

    @Test
    void aRefusalThatStaysIsToldAndNotRetriedForEver() {
        try (TestServer stubborn = new TestServer(request -> request.path().equals("/login")
                ? vendor(request)
                : TestServer.json(401, "{\"error\":{\"message\":\"no\"}}"));
                KeyGateway gateway = workshop.open(stubborn)) {
            assertThat(Workshop.failure(list(gateway))).isInstanceOf(Failure.SignInRefused.class);
            assertThat(stubborn.count("/tokens")).isEqualTo(2);
        }
    }

    @Test
    void aWrongPasswordIsASignInRefused() {
        workshop.keychain.put(CredentialNames.credential(Workshop.PROFILE), "wrong");
        try (KeyGateway gateway = workshop.open(server)) {
            Failure failure = Workshop.failure(gateway.signIn(Optional.empty()));
            assertThat(failure).isInstanceOfSatisfying(Failure.SignInRefused.class,
                    refused -> assertThat(refused.call().said()).isEqualTo("*** password"));
        }
    }

    @Test
    void withoutACredentialNothingIsSent() {
        workshop.keychain.delete(CredentialNames.credential(Workshop.PROFILE));
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(list(gateway))).isEqualTo(new Failure.NoCredential("acme-production"));
        }
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void asksForTheSecondFactor() {
        wantsCode = true;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(list(gateway))).isEqualTo(new Failure.SecondFactorNeeded(false));
        }
    }

    @Test
    void sendsTheCodeAndKeepsTheSession() {
        wantsCode = true;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(gateway.signIn(Optional.of("123456")).isOk()).isTrue();
            assertThat(list(gateway).isOk()).isTrue();
        }
        assertThat(server.count("/login")).isEqualTo(1);
    }

    @Test
    void tellsAWrongCodeFromAMissingOne() {
        wantsCode = true;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.of("000000"))))
                    .isEqualTo(new Failure.SecondFactorNeeded(true));
        }
    }

    @Test
    void twoThreadsRenewOnce() throws Exception {
        try (KeyGateway gateway = workshop.open(server)) {
            list(gateway);
            workshop.now = workshop.now.plus(Duration.ofHours(2));
            assertThat(atOnce(8, () -> list(gateway))).allMatch(Outcome::isOk);
        }
        assertThat(server.count("/refresh")).isEqualTo(1);
        assertThat(reused).isFalse();
    }

    @Test
    void gatewaysOfSeveralProgramsRenewOnce() throws Exception {
        try (KeyGateway first = workshop.open(server);
                KeyGateway second = workshop.open(server);
                KeyGateway third = workshop.open(server)) {
            for (KeyGateway gateway : List.of(first, second, third)) {
                list(gateway);
            }
            workshop.now = workshop.now.plus(Duration.ofHours(2));
            AtomicInteger turn = new AtomicInteger();
            List<KeyGateway> all = List.of(first, second, third);
            assertThat(atOnce(6, () -> list(all.get(turn.getAndIncrement() % 3)))).allMatch(Outcome::isOk);
        }
        assertThat(server.count("/refresh")).isEqualTo(1);
        assertThat(server.count("/login")).isEqualTo(1);
        assertThat(reused).isFalse();
    }

    @Test
    void waitingForAnotherProgramCanBeInterrupted() throws Exception {
        ProfileLock lock = new ProfileLock(folder.resolve("locks"), Duration.ofSeconds(60));
        try (ProfileLock.Held _ = lock.acquire(Workshop.PROFILE); KeyGateway gateway = workshop.open(server)) {
            Thread.currentThread().interrupt();
            Failure failure = Workshop.failure(list(gateway));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).isInstanceOfSatisfying(Failure.Unreachable.class,
                    given -> assertThat(given.cause()).isEqualTo(Failure.Unreachable.Cause.INTERRUPTED));
        }
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aLockThatIsNeverGivenBackIsToldInTime() throws Exception {
        ProfileLock lock = new ProfileLock(folder.resolve("locks"), Duration.ofMillis(30));
        ProfileLock other = new ProfileLock(folder.resolve("locks"), Duration.ofMillis(30));
        try (ProfileLock.Held _ = other.acquire(Workshop.PROFILE)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(CallFailed.class,
                    () -> lock.acquire(Workshop.PROFILE)).failure()).isInstanceOf(Failure.StorageFailed.class);
        }
    }

    @Test
    void aLoginAnswerWithoutATokenIsUnexpected() {
        try (TestServer odd = new TestServer(_ -> TestServer.json(200, "{\"ok\":true}"));
                KeyGateway gateway = workshop.open(odd)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOfSatisfying(
                    Failure.BadAnswer.class, answer -> assertThat(answer.detail()).isEqualTo("no token at /t/access"));
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
