package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Outcome;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The paced queue")
@Timeout(60)
class PacedQueueTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.400Z");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ALLOWED = 10;

    @TempDir
    Path folder;
    private Workshop workshop;
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
    }

    /// A provider that allows ten requests a minute, in windows that begin with the first request.
    private final class Vendor {
        private Instant begin = Instant.EPOCH;
        private int used;
        private int refused;
        private int served;
        /// How many requests of others come with each of ours.
        private int others;
        private Duration ahead = Duration.ZERO;

        synchronized Answer answer() {
            if (!now.get().isBefore(begin.plus(WINDOW))) {
                begin = now.get();
                used = 0;
            }
            if (used >= ALLOWED) {
                refused++;
                return limits(TestServer.json(429, "{}"));
            }
            used = Math.min(ALLOWED, used + 1 + others);
            served++;
            return limits(TestServer.json(200, "{\"id\":\"k1\"}"));
        }

        private Answer limits(Answer answer) {
            return answer.with("X-Limit", "" + ALLOWED).with("X-Remaining", "" + (ALLOWED - used))
                    .with("X-Reset", "" + begin.plus(WINDOW).plus(ahead).getEpochSecond())
                    .with("Date", DateTimeFormatter.RFC_1123_DATE_TIME
                            .format(now.get().plus(ahead).atZone(ZoneOffset.UTC)));
        }
    }

    private DescriptorGateways gateways() {
        return gateways(Attendant.NOBODY, wait -> {
            waits.add(wait);
            Instant end = now.get().plus(wait);
            now.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
        });
    }

    private DescriptorGateways gateways(Attendant attendant, Pause pause) {
        return new DescriptorGateways(workshop.library(), workshop.keychain, now::get, folder.resolve("locks"),
                workshop.limits, attendant, pause);
    }

    private KeyGateway open(PlainServer server) {
        return Workshop.value(gateways().open(workshop.profile(server.address())));
    }

    private Duration elapsed() {
        return Duration.between(START, now.get());
    }

    private static Outcome<?> get(KeyGateway gateway) {
        return gateway.get(new KeyId("k1"));
    }

    private void requireTwoWindows(Vendor vendor) {
        assertThat(vendor.served).isEqualTo(25);
        assertThat(vendor.refused).isZero();
        assertThat(elapsed()).isGreaterThanOrEqualTo(WINDOW.multipliedBy(2))
                .isLessThanOrEqualTo(WINDOW.multipliedBy(2).multipliedBy(105).dividedBy(100));
    }

    @Test
    void takesTwentyFiveRequestsThroughTwoWindowsWithoutARefusal() {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer()); KeyGateway gateway = open(server)) {
            for (int i = 0; i < 25; i++) {
                assertThat(get(gateway).isOk()).isTrue();
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void isOneForAllThreads() throws Exception {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer());
                KeyGateway gateway = open(server);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Outcome<?>>> work = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                work.add(() -> get(gateway));
            }
            for (Future<Outcome<?>> done : threads.invokeAll(work)) {
                assertThat(done.get().isOk()).isTrue();
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void isSharedByProcessesThatComeOneAfterTheOther() {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer())) {
            for (int i = 0; i < 25; i++) {
                try (KeyGateway gateway = open(server)) {
                    assertThat(get(gateway).isOk()).isTrue();
                }
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void isSharedByProcessesThatRunAtOnce() throws Exception {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer());
                KeyGateway one = open(server);
                KeyGateway two = open(server);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Outcome<?>>> work = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                KeyGateway gateway = i % 2 == 0 ? one : two;
                work.add(() -> get(gateway));
            }
            for (Future<Outcome<?>> done : threads.invokeAll(work)) {
                assertThat(done.get().isOk()).isTrue();
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void countsWhatOthersUse() {
        Vendor vendor = new Vendor();
        vendor.others = 1;
        try (PlainServer server = PlainServer.of(_ -> vendor.answer()); KeyGateway gateway = open(server)) {
            for (int i = 0; i < 12; i++) {
                assertThat(get(gateway).isOk()).isTrue();
            }
        }
        assertThat(vendor.refused).isZero();
        assertThat(elapsed()).isBetween(WINDOW.multipliedBy(2), WINDOW.multipliedBy(2).plusSeconds(6));
    }

    @Test
    void readsTheProvidersClockByItsDate() {
        Vendor vendor = new Vendor();
        vendor.ahead = Duration.ofHours(3);
        try (PlainServer server = PlainServer.of(_ -> vendor.answer()); KeyGateway gateway = open(server)) {
            for (int i = 0; i < 25; i++) {
                assertThat(get(gateway).isOk()).isTrue();
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void sendsTheFirstRequestAlone() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        try (PlainServer server = PlainServer.of(_ -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            asked.countDown();
            await(answer);
            inside.decrementAndGet();
            return TestServer.json(200, "{\"id\":\"k1\"}").with("X-Remaining", "1").with("X-Reset", "60");
        }); KeyGateway gateway = open(server); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Outcome<?>>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> get(gateway)));
            }
            asked.await();
            assertThat(server.seen()).hasSize(1);
            answer.countDown();
            for (Future<Outcome<?>> done : all) {
                assertThat(done.get().isOk()).isTrue();
            }
        }
        assertThat(most).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofAProviderWithoutALimitLetsAllThrough() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        workshop.remove("/rateLimit");
        try (PlainServer server = PlainServer.of(_ -> {
            together.countDown();
            await(together);
            return TestServer.json(200, "{\"id\":\"k1\"}");
        }); KeyGateway gateway = open(server); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Outcome<?>>> work = List.of(() -> get(gateway), () -> get(gateway), () -> get(gateway),
                    () -> get(gateway));
            for (Future<Outcome<?>> done : threads.invokeAll(work)) {
                assertThat(done.get().isOk()).isTrue();
            }
        }
    }

    @Test
    void remembersARefusalForTheNextProcess() {
        try (PlainServer server = PlainServer.of(_ -> TestServer.json(429, "{}").with("Retry-After", "3000"))) {
            for (int i = 0; i < 3; i++) {
                try (KeyGateway gateway = open(server)) {
                    assertThat(Workshop.failure(get(gateway))).isInstanceOfSatisfying(Failure.RateLimited.class,
                            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(50)));
                }
            }
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void doesNotBelieveInAWindowOfDays() {
        try (PlainServer server = PlainServer.of(_ -> TestServer.json(200, "{\"id\":\"k1\"}").with("X-Remaining", "0")
                .with("X-Reset", "99999999")); KeyGateway gateway = open(server)) {
            assertThat(get(gateway).isOk()).isTrue();
            assertThat(get(gateway).isOk()).isTrue();
        }
    }

    @Test
    void goesOnWithoutItsFile() throws Exception {
        Vendor vendor = new Vendor();
        Files.writeString(folder.resolve("locks"), "a file where the folder should be");
        try (PlainServer server = PlainServer.of(_ -> vendor.answer()); KeyGateway gateway = open(server)) {
            for (int i = 0; i < 25; i++) {
                assertThat(get(gateway).isOk()).isTrue();
            }
        }
        requireTwoWindows(vendor);
    }

    @Test
    void startsAnewFromADamagedFile() throws Exception {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer())) {
            for (int i = 0; i < 3; i++) {
                try (KeyGateway gateway = open(server)) {
                    assertThat(get(gateway).isOk()).isTrue();
                }
                try (var files = Files.list(folder.resolve("locks"))) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".limit")).toList()) {
                        Files.writeString(file, "{\"remaining\":0,\"reset_at\":\"2026-");
                    }
                }
            }
        }
        assertThat(vendor.served).isEqualTo(3);
        assertThat(waits).isEmpty();
    }

    @Test
    void keepsNoSecretInItsFile() throws Exception {
        Vendor vendor = new Vendor();
        try (PlainServer server = PlainServer.of(_ -> vendor.answer()); KeyGateway gateway = open(server)) {
            get(gateway);
        }
        try (var files = Files.list(folder.resolve("locks"))) {
            List<Path> limits = files.filter(each -> each.toString().endsWith(".limit")).toList();
            assertThat(limits).hasSize(1);
            assertThat(limits.getFirst()).content().contains("\"remaining\":9", "\"limit\":10")
                    .doesNotContain(Workshop.KEY, "acme");
        }
    }

    @Test
    void tellsOfItsWaitAndEndsAtOnceWhenSomebodyGivesUp() throws Exception {
        Vendor vendor = new Vendor();
        AtomicReference<Runnable> cancel = new AtomicReference<>();
        AtomicReference<Instant> until = new AtomicReference<>();
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Attendant attendant = watching((moment, giveUp) -> {
            until.set(moment);
            cancel.set(giveUp);
            shown.countDown();
            return over::countDown;
        });
        try (PlainServer server = PlainServer.of(_ -> vendor.answer());
                KeyGateway gateway = Workshop
                        .value(gateways(attendant, Pause.REAL).open(workshop.profile(server.address())));
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < ALLOWED; i++) {
                assertThat(get(gateway).isOk()).isTrue();
            }
            List<Future<Outcome<?>>> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(threads.submit(() -> get(gateway)));
            }
            shown.await();
            assertThat(until.get()).isBetween(START.plus(WINDOW), START.plus(WINDOW).plusSeconds(2));
            Outcome<?> given = null;
            while (waiting.stream().anyMatch(each -> !each.isDone())) { // one that came after the first cancel waits anew
                cancel.get().run();
            }
            for (Future<Outcome<?>> each : waiting) {
                given = each.get();
                assertThat(Workshop.failure(given)).isInstanceOfSatisfying(Failure.Unreachable.class,
                        gone -> assertThat(gone.cause()).isEqualTo(Cause.INTERRUPTED));
            }
            over.await();
            assertThat(vendor.served).isEqualTo(ALLOWED);
        }
    }

    private interface Watcher {
        Attendant.Waiting pause(Instant until, Runnable cancel);
    }

    /// Somebody who looks on and answers nothing.
    private static Attendant watching(Watcher watcher) {
        return (Attendant) Proxy.newProxyInstance(Attendant.class.getClassLoader(), new Class<?>[]{Attendant.class},
                (_, method, arguments) -> method.getName().equals("pause")
                        ? watcher.pause((Instant) arguments[1], (Runnable) arguments[2])
                        : method.invoke(Attendant.NOBODY, arguments));
    }

    @Test
    void doesNotCountSigningIn() {
        Workshop login = Workshop.withPassword(folder);
        login.now = START;
        AtomicInteger logins = new AtomicInteger();
        try (PlainServer server = PlainServer.of(request -> {
            if (request.path().equals("/login")) {
                logins.incrementAndGet();
                return TestServer.json(200, "{\"t\":{\"access\":\"a\",\"refresh\":\"r\",\"ttl\":900}}")
                        .with("X-Remaining", "0").with("X-Reset", "100");
            }
            return TestServer.json(200, "{\"id\":\"k1\"}").with("X-Remaining", "5").with("X-Reset", "100");
        }); KeyGateway gateway = login.open(server.address())) {
            assertThat(get(gateway).isOk()).isTrue();
            assertThat(gateway.limit().orElseThrow().remaining()).isEqualTo(5);
        }
        assertThat(logins).hasValue(1);
        assertThat(login.waits).isEmpty();
    }

    @Test
    void scattersItsAttemptsWhereNobodySaysHowLong() {
        try (PlainServer server = PlainServer.of(_ -> TestServer.json(429, "{}")); KeyGateway gateway = open(server)) {
            assertThat(Workshop.failure(get(gateway))).isInstanceOf(Failure.RateLimited.class);
            assertThat(server.seen()).hasSize(4);
        }
        assertThat(waits).hasSize(3);
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void repeatsAReadingWhoseProviderAsksForPatienceAndNoChange() {
        AtomicInteger reads = new AtomicInteger();
        try (PlainServer server = PlainServer
                .of(request -> request.method().equals("GET") && reads.incrementAndGet() > 1
                        ? TestServer.json(200, "{\"id\":\"k1\"}")
                        : TestServer.json(503, "{}").with("Retry-After", "2"));
                KeyGateway gateway = open(server)) {
            assertThat(get(gateway).isOk()).isTrue();
            assertThat(waits).containsExactly(Duration.ofSeconds(2));
            assertThat(Workshop.failure(gateway.revoke(new KeyId("k1")))).isInstanceOf(Failure.BadAnswer.class);
            assertThat(server.seen()).hasSize(3);
        }
    }

    @Test
    void givesBackThePlaceOfARequestThatNeverLeft() {
        KeyGateway gateway = Workshop
                .value(gateways().open(workshop.profile(URI.create("https://no-such-host.invalid"))));
        try (gateway) {
            for (int i = 0; i < 3; i++) {
                assertThat(Workshop.failure(get(gateway))).isInstanceOf(Failure.Unreachable.class);
            }
        }
        assertThat(waits).isEmpty();
    }
}
