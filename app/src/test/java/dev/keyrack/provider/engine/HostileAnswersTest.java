package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A hostile or broken provider")
@Timeout(60)
class HostileAnswersTest {
    @TempDir
    Path folder;
    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
    }

    private Failure list(Function<Seen, Answer> vendor) {
        try (TestServer server = new TestServer(vendor); KeyGateway gateway = workshop.open(server)) {
            return Workshop.failure(gateway.list(Progress.NONE));
        }
    }

    private Flaw flaw(Function<Seen, Answer> vendor) {
        return ((Failure.BadAnswer) list(vendor)).flaw();
    }

    private Cause cause(URI address) {
        try (KeyGateway gateway = workshop.open(address)) {
            return ((Failure.Unreachable) Workshop.failure(gateway.list(Progress.NONE))).cause();
        }
    }

    @Test
    void isCutOffAtTheSizeLimit() {
        byte[] chunk = " ".repeat(1 << 16).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(flaw(_ -> new Answer(200, Map.of("Content-Type", "application/json"), out -> {
            for (int i = 0; i < 1_600; i++) {
                out.write(chunk);
            }
        }))).isEqualTo(Flaw.TOO_LARGE);
    }

    @ParameterizedTest(name = "nested by {0}")
    @ValueSource(strings = {"[", "{\"a\":"})
    void isCutOffAtTheDepthLimit(String opening) {
        assertThat(flaw(_ -> TestServer.json(200, opening.repeat(10_000)))).isEqualTo(Flaw.TOO_DEEP);
    }

    @Test
    void thatDripsIsGivenUp() {
        workshop.limits = EngineLimits.DEFAULT.withRequest(Duration.ofMillis(700));
        CountDownLatch over = new CountDownLatch(1);
        assertThat(flaw(_ -> new Answer(200, Map.of("Content-Type", "application/json"), out -> {
            try {
                while (!over.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    out.write(' ');
                    out.flush();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }))).isEqualTo(Flaw.TOO_SLOW);
        over.countDown();
    }

    @Test
    void thatNeverAnswersIsGivenUp() throws IOException {
        workshop.limits = EngineLimits.DEFAULT.withRequest(Duration.ofMillis(300));
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(cause(URI.create("http://127.0.0.1:" + silent.getLocalPort()))).isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void thatIsNotThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(cause(URI.create("http://127.0.0.1:" + port))).isEqualTo(Cause.CONNECT);
    }

    @Test
    void whoseNameNobodyKnowsIsUnreachable() {
        assertThat(cause(URI.create("https://no-such-host.invalid"))).isEqualTo(Cause.DNS);
    }

    @Test
    void thatRedirectsToAnotherHostIsNotFollowed() {
        try (TestServer elsewhere = new TestServer(_ -> TestServer.json(200, "{\"items\":[]}"))) {
            Failure failure = list(_ -> TestServer.empty(302).with("Location", elsewhere.address() + "/tokens"));
            assertThat(failure).isInstanceOfSatisfying(Failure.BadAnswer.class, answer -> {
                assertThat(answer.flaw()).isEqualTo(Flaw.FOREIGN_REDIRECT);
                assertThat(answer.detail()).isEqualTo(elsewhere.address().getAuthority());
            });
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void mayRedirectWithinItself() {
        try (TestServer server = new TestServer(request -> request.path().equals("/tokens")
                ? TestServer.empty(301).with("Location", "/v2/tokens")
                : TestServer.json(200, "{\"items\":[]}")); KeyGateway gateway = workshop.open(server)) {
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
            assertThat(server.last().header("Authorization")).contains(Workshop.KEY);
        }
    }

    @Test
    void thatRedirectsWithASecretInThePathDoesNotShowIt() {
        String[] target = {"/v2/keys/" + Workshop.KEY + "/state"};
        workshop.set("/resources/0/verify/request/path", "\"/keys/{value}\"");
        try (TestServer server = new TestServer(request -> request.path().startsWith("/keys/")
                ? TestServer.empty(302).with("Location", target[0])
                : TestServer.json(200, "{}"));
                KeyGateway gateway = workshop.open(server);
                Secret value = Secret.wrap(Workshop.KEY.getBytes(StandardCharsets.UTF_8))) {
            assertThat(Workshop.value(gateway.probe(value)).call().path()).isEqualTo("/v2/keys/***/state");
            target[0] = "/v2/keys/" + Workshop.KEY.replace("acme", "%61cme");
            assertThat(Workshop.value(gateway.probe(value)).call().path()).as("in another encoding")
                    .isEqualTo("/***");
            assertThat(server.last().path()).isEqualTo(target[0]);
            target[0] = "/keys/" + Workshop.KEY;
            assertThat(Workshop.failure(gateway.probe(value)).toString()).as("for ever")
                    .contains("redirect 302 of GET to /keys/***").doesNotContain(Workshop.KEY);
        }
    }

    @Test
    void thatRedirectsForEverIsGivenUp() {
        assertThat(flaw(_ -> TestServer.empty(302).with("Location", "/tokens"))).isEqualTo(Flaw.UNEXPECTED);
    }

    @Test
    void thatRedirectsADeletionIsNotFollowed() {
        try (TestServer server = new TestServer(_ -> TestServer.empty(307).with("Location", "/other"));
                KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.revoke(new KeyId("k1")))).isInstanceOf(Failure.BadAnswer.class);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void thatSendsAWebPageIsNamed() {
        Failure failure = list(_ -> TestServer.text(200, "text/html; charset=utf-8", "<html>sign in</html>"));
        assertThat(failure).isInstanceOfSatisfying(Failure.BadAnswer.class, answer -> {
            assertThat(answer.flaw()).isEqualTo(Flaw.NOT_JSON);
            assertThat(answer.detail()).isEqualTo("text/html");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[", "{\"items\":[]} {}", "{'items':[]}", "\u0000"})
    void thatSendsBrokenJsonIsNamed(String body) {
        assertThat(flaw(_ -> TestServer.json(200, body))).isEqualTo(Flaw.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "17", "null", "[]", "{\"items\":null}", "{}"})
    void thatSendsAnotherShapeIsNamed(String body) {
        assertThat(flaw(_ -> TestServer.json(200, body))).isEqualTo(Flaw.UNEXPECTED);
    }

    @Test
    void cannotMakeAnItemOutOfNothing() {
        assertThat(flaw(_ -> TestServer.json(200, "{\"items\":[null,17,\"x\"]}"))).isEqualTo(Flaw.UNEXPECTED);
    }

    @Test
    void thatCallsAWebPageJsonIsNamed() {
        assertThat(list(_ -> TestServer.json(200, " <!doctype html><html>sign in</html>")))
                .isInstanceOfSatisfying(Failure.BadAnswer.class, answer -> {
                    assertThat(answer.flaw()).isEqualTo(Flaw.NOT_JSON);
                    assertThat(answer.detail()).isEqualTo("a web page, called application/json");
                });
    }

    @Test
    void thatSaysAMemberTwiceIsNamed() {
        assertThat(flaw(_ -> TestServer.json(200, "{\"items\":[],\"items\":[{\"id\":\"k1\"}]}")))
                .isEqualTo(Flaw.UNEXPECTED);
    }

    @Test
    void whoseTextIsNoUtf8IsNamed() {
        assertThat(flawOf(PlainServer.saying(ok(17) + "{\"items\":[\"\u00ff\u00fe\"] }"))).isEqualTo(Flaw.NOT_JSON);
    }

    private static String ok(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private Failure failureOf(PlainServer server) {
        try (server; KeyGateway gateway = workshop.open(server.address())) {
            return Workshop.failure(gateway.list(Progress.NONE));
        }
    }

    private Flaw flawOf(PlainServer server) {
        return ((Failure.BadAnswer) failureOf(server)).flaw();
    }

    @Test
    void whosePackedAnswerNobodyAskedForIsNotUnpacked() throws IOException {
        byte[] bomb = packed(100 << 20);
        try (TestServer server = new TestServer(_ -> new Answer(200,
                Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), out -> out.write(bomb)));
                KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOfSatisfying(Failure.BadAnswer.class,
                    answer -> {
                        assertThat(answer.flaw()).isEqualTo(Flaw.ENCODED);
                        assertThat(answer.detail()).isEqualTo("gzip");
                    });
            assertThat(server.last().header("Accept-encoding")).isEqualTo("identity");
        }
    }

    private static byte[] packed(int zeros) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            byte[] chunk = new byte[1 << 20];
            for (int done = 0; done < zeros; done += chunk.length) {
                out.write(chunk);
            }
        }
        return small.toByteArray();
    }

    @Test
    void thatBreaksOffInTheMiddleIsNamed() {
        assertThat(flawOf(PlainServer.saying(ok(500) + "{\"items\":["))).isEqualTo(Flaw.CUT_OFF);
        assertThat(flawOf(PlainServer.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"items")))
                .isEqualTo(Flaw.CUT_OFF);
    }

    @Test
    void thatEndsTheConnectionWithoutAWordIsUnreachable() {
        assertThat(failureOf(PlainServer.saying(""))).isInstanceOfSatisfying(Failure.Unreachable.class, gone -> {
            assertThat(gone.cause()).isEqualTo(Cause.CONNECT);
            assertThat(gone.detail()).isEqualTo(Detail.CLOSED);
            assertThat(gone.call().orElseThrow().path()).isEqualTo("/tokens");
        });
    }

    @Test
    void thatSaysMoreThanItSaidItWouldCannotAnswerTheNextRequest() {
        AtomicInteger asked = new AtomicInteger();
        try (PlainServer server = new PlainServer((_, out) -> {
            asked.incrementAndGet();
            PlainServer.write(out,
                    ok(12) + "{\"items\":[]}" + ok(37) + "{\"items\":[{\"id\":\"forged\",\"label\":\"x\"}]}");
            return true;
        }); KeyGateway gateway = workshop.open(server.address())) {
            assertThat(Workshop.value(gateway.list(Progress.NONE))).isEmpty();
            assertThat(Workshop.value(gateway.list(Progress.NONE))).isEmpty();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void thatSaysLessThanItsLengthIsGivenUp() {
        workshop.limits = EngineLimits.DEFAULT.withRequest(Duration.ofMillis(400));
        assertThat(flawOf(new PlainServer((_, out) -> {
            PlainServer.write(out, ok(500) + "{\"items\":[]}");
            return true; // and waits for ever
        }))).isEqualTo(Flaw.TOO_SLOW);
    }

    @Test
    void withHeadersOfMegabytesIsCutOff() {
        assertThat(flawOf(new PlainServer((_, out) -> {
            PlainServer.write(out, "HTTP/1.1 200 OK\r\n");
            String line = "X-Filler: " + "x".repeat(8_000) + "\r\n";
            for (int i = 0; i < 500; i++) {
                PlainServer.write(out, line);
            }
            return false;
        }))).isEqualTo(Flaw.TOO_LARGE);
    }

    @Test
    void thatAnswersBeforeItsAnswerWithoutEndIsGivenUp() {
        assertThat(flawOf(PlainServer.saying("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(5_000))))
                .isEqualTo(Flaw.NOT_HTTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail.acme.test ESMTP ready\r\n\r\n", "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", "HTTP/1.1 200 OK\r\nno header at all\r\n\r\n"})
    void thatDoesNotSpeakHttpIsABoundedError(String answer) {
        assertThat(failureOf(PlainServer.saying(answer))).isInstanceOf(Failure.BadAnswer.class);
    }

    @Test
    void getsNoCookieBackThatNobodyAskedFor() {
        try (TestServer server = new TestServer(_ -> TestServer.json(200, "{\"items\":[]}").with("Set-Cookie",
                "track=me; Path=/")); KeyGateway gateway = workshop.open(server)) {
            gateway.list(Progress.NONE);
            gateway.list(Progress.NONE);
            assertThat(server.seen()).hasSize(2).allSatisfy(seen -> assertThat(seen.header("Cookie")).isEmpty());
        }
    }

    @Test
    void thatRedirectsToPlainHttpIsNotFollowed() {
        assertThat(list(_ -> TestServer.empty(302).with("Location", "http://api.acme.test/tokens")))
                .isInstanceOfSatisfying(Failure.BadAnswer.class,
                        answer -> assertThat(answer.flaw()).isEqualTo(Flaw.FOREIGN_REDIRECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[{\"id\":\"k9\",\"label\":\"x\"}],\"next\":\"again\"}",
            "{\"items\":[{\"id\":\"k9\",\"label\":\"x\"}],\"next\":\"%d\"}"})
    void whoseListDoesNotEndIsGivenUp(String page) {
        workshop.limits = EngineLimits.DEFAULT.withList(20, 1_000);
        workshop.set("/resources/0/operations/list/paging",
                "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"next\"}");
        AtomicInteger number = new AtomicInteger();
        assertThat(flaw(_ -> TestServer.json(200, page.replace("%d", "" + number.incrementAndGet()))))
                .isEqualTo(Flaw.TOO_MANY_PAGES);
    }

    @Test
    void leavesWhatIsKnownUntouched() {
        AtomicReference<Answer> answer = new AtomicReference<>(
                TestServer.json(200, "{\"items\":[{\"id\":\"k1\",\"label\":\"ci\"}]}"));
        FakeInventory inventory = new FakeInventory(new ArrayList<>());
        try (TestServer server = new TestServer(_ -> answer.get());
                OpenGateways open = new OpenGateways(workshop.gateways())) {
            KeyService keys = new KeyService(open, inventory, new FakeJournal(new ArrayList<>()), workshop.library(),
                    () -> workshop.now, Messages.forLocale(Locale.ENGLISH));
            Profile profile = workshop.profile(server.address());
            Inventory.Snapshot before = Workshop.value(keys.refresh(profile, Progress.NONE));
            assertThat(before.keys()).hasSize(1);
            for (Answer hostile : List.of(TestServer.json(200, "[".repeat(10_000)),
                    TestServer.text(200, "text/html", "<html>"), TestServer.json(200, "{\"items\":[null]}"),
                    TestServer.json(200, "{\"items\":[],\"items\":[]}"), TestServer.json(503, "{}"),
                    TestServer.empty(302).with("Location", "http://evil.test/"))) {
                answer.set(hostile);
                workshop.now = workshop.now.plusSeconds(1);
                assertThat(keys.refresh(profile, Progress.NONE).isOk()).isFalse();
                assertThat(keys.latest(profile)).isEqualTo(before);
            }
        }
    }

    @Test
    void isGivenUpOnAnInterrupt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (TestServer server = new TestServer(_ -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return TestServer.json(200, "{}");
        }); KeyGateway gateway = workshop.open(server)) {
            var failure = new AtomicReference<Failure>();
            Thread thread = Thread.ofVirtual()
                    .start(() -> failure.set(Workshop.failure(gateway.list(Progress.NONE))));
            asked.await();
            thread.interrupt();
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
            over.countDown();
            assertThat(((Failure.Unreachable) failure.get()).cause()).isEqualTo(Cause.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.acme.test", "http://127.0.0.1.evil.test", "http://localhost.evil.test",
            "ftp://api.acme.test", "https://user:pass@api.acme.test", "https://api.acme.test?x=1",
            "https://api.acme.test#x"})
    void isNotEvenOpenedAtAnUnsafeAddress(String address) {
        assertThat(Workshop.failure(workshop.gateways().open(workshop.profile(URI.create(address)))))
                .isInstanceOf(Failure.InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.acme.test/base", "http://127.0.0.1:8080", "http://[::1]:8080",
            "http://localhost:8080"})
    void isOpenedAtASafeAddress(String address) {
        var opened = workshop.gateways().open(workshop.profile(URI.create(address)));
        assertThat(opened.isOk()).isTrue();
        Workshop.value(opened).close();
    }
}
