package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.task.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
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
        assertThat(flaw(_ -> new Answer(200, java.util.Map.of("Content-Type", "application/json"), out -> {
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
        assertThat(flaw(_ -> new Answer(200, java.util.Map.of("Content-Type", "application/json"), out -> {
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
    void behindADeadProxyIsToldApart() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            assertThat(cause(URI.create("https://api.acme.test"))).isEqualTo(Cause.PROXY);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void withoutAGoodCertificateGetsNothing() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault())); // it has no certificate at all
        server.createContext("/", exchange -> {
            throw new AssertionError("a request came through to " + exchange.getRequestURI());
        });
        server.start();
        try {
            assertThat(cause(URI.create("https://localhost:" + server.getAddress().getPort()))).isEqualTo(Cause.TLS);
        } finally {
            server.stop(0);
        }
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
            var failure = new java.util.concurrent.atomic.AtomicReference<Failure>();
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
