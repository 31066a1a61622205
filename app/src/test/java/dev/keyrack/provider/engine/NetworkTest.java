package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.Proxies.Way;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way to a provider")
@Timeout(120)
class NetworkTest {
    private static final char[] STORE = "changeit".toCharArray();
    private static final Messages WORDS = Messages.forLocale(Locale.ENGLISH);

    @TempDir
    static Path certificates;
    private static KeyStore keys;

    @TempDir
    Path folder;
    private Workshop workshop;

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("ca", "-ext", "bc:c", "-dname", "CN=Acme CA");
        for (String[] one : new String[][]{{"good", "localhost"}, {"acme", "api.acme.test"},
                {"other", "other.acme.test"}}) {
            keytool(one[0], "-signer", "ca", "-dname", "CN=" + one[1], "-ext", "san=dns:" + one[1]);
        }
        keytool("expired", "-signer", "ca", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-startdate",
                "-20d", "-validity", "10");
        keytool("future", "-signer", "ca", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-startdate",
                "+20d", "-validity", "10");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve("keys.p12"))) {
            keys.load(in, STORE);
        }
        for (String alias : List.of("ca", "expired")) {
            Files.writeString(certificates.resolve(alias + ".pem"), pem(alias));
        }
    }

    private static void keytool(String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias,
                "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", certificates.resolve("keys.p12").toString(),
                "-storepass", new String(STORE)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String pem(String alias) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
        workshop.now = Instant.now(); // certificates are of today
    }

    /// A provider that shows the certificate `alias`.
    private static final class Secure implements AutoCloseable {
        private final HttpsServer server;
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Secure(String alias, String... protocols) throws Exception {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("server", keys.getKey(alias, STORE), STORE, keys.getCertificateChain(alias));
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(own, STORE);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = context.getDefaultSSLParameters();
                    if (protocols.length > 0) {
                        wanted.setProtocols(protocols);
                    }
                    parameters.setSSLParameters(wanted);
                }
            });
            server.createContext("/", exchange -> {
                asked.add(String.join(" ", exchange.getRequestHeaders().keySet()));
                byte[] body = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        URI address() {
            return URI.create("https://localhost:" + port());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Outcome<?> list(URI address, Optional<String> authority, Map<String, String> environment) {
        Profile plain = workshop.profile(address);
        Profile profile = new Profile(plain.name(), plain.provider(), plain.environment(), address,
                plain.parameters(), plain.account(), "", authority, plain.createdAt());
        DescriptorGateways gateways = new DescriptorGateways(workshop.library(), workshop.keychain,
                () -> workshop.now, folder.resolve("locks"), workshop.limits, Attendant.NOBODY, Pause.REAL,
                new Proxies(environment, () -> null));
        return switch (gateways.open(profile)) {
            case Outcome.Failed<KeyGateway>(var failure) -> Outcome.failed(failure);
            case Outcome.Ok<KeyGateway>(var gateway) -> {
                try (gateway) {
                    yield gateway.list(Progress.NONE);
                }
            }
        };
    }

    private Failure.Unreachable refused(URI address, Optional<String> authority, Map<String, String> environment) {
        return (Failure.Unreachable) Workshop.failure(list(address, authority, environment));
    }

    private static Optional<String> file(String name) {
        return Optional.of(certificates.resolve(name).toString());
    }

    @Test
    void isTrustedByTheProfilesOwnFileAlone() throws Exception {
        try (Secure server = new Secure("good")) {
            assertThat(list(server.address(), file("ca.pem"), Map.of()).isOk()).isTrue();
            Failure.Unreachable gone = refused(server.address(), Optional.empty(), Map.of());
            assertThat(gone.cause()).isEqualTo(Cause.TLS);
            assertThat(gone.detail()).isEqualTo(Detail.UNTRUSTED);
            assertThat(gone.call().orElseThrow().method()).isEqualTo("GET");
            assertThat(FailureText.of(gone, WORDS)).contains("company certificate").contains("localhost");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void mayBeTrustedByOneOfSeveralCertificates() throws Exception {
        Path both = folder.resolve("both.pem");
        Files.writeString(both, "Expired one\n" + pem("expired") + "\nand this\n" + pem("ca"));
        try (Secure server = new Secure("good")) {
            assertThat(list(server.address(), Optional.of(both.toString()), Map.of()).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"expired, EXPIRED", "future, NOT_YET_VALID", "other, OTHER_HOST"})
    void isRefusedWithTheReasonWhateverTheFileSays(String alias, Detail detail) throws Exception {
        try (Secure server = new Secure(alias)) {
            Failure.Unreachable gone = refused(server.address(), file("ca.pem"), Map.of());
            assertThat(gone.cause()).isEqualTo(Cause.TLS);
            assertThat(gone.detail()).isEqualTo(detail);
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void needsTls12() throws Exception {
        try (PlainServer plain = PlainServer.of(_ -> TestServer.json(200, "{}"));
                Secure good = new Secure("good", "TLSv1.2")) {
            assertThat(list(good.address(), file("ca.pem"), Map.of()).isOk()).isTrue();
            Failure.Unreachable gone = refused(URI.create("https://localhost:" + plain.port()), file("ca.pem"),
                    Map.of());
            assertThat(gone.cause()).isEqualTo(Cause.TLS);
            assertThat(gone.detail()).isEqualTo(Detail.HANDSHAKE);
        }
    }

    @Test
    void isNotOpenedWithAFileThatHoldsNoCertificates() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "nothing");
        Path broken = Files.writeString(folder.resolve("broken.pem"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (String path : List.of(text.toString(), broken.toString(), folder.resolve("missing").toString(), "\0",
                certificates.resolve("expired.pem").toString())) {
            for (String address : List.of("https://api.acme.test", "http://127.0.0.1:9")) {
                assertThat(Workshop.failure(list(URI.create(address), Optional.of(path), Map.of())))
                        .isInstanceOfSatisfying(Failure.InvalidInput.class, bad -> {
                            assertThat(bad.where()).isEqualTo(path);
                            assertThat(bad.problem()).doesNotEndWith(".").contains("certificate");
                        });
            }
        }
    }

    @Test
    void leadsThroughTheProxyOfTheEnvironmentWithItsSignIn() throws Exception {
        try (Secure server = new Secure("acme");
                TunnelProxy proxy = new TunnelProxy(server.port(),
                        head -> head.contains("Proxy-Authorization: Basic "
                                + Base64.getEncoder().encodeToString("ann:s3c@ret".getBytes(StandardCharsets.UTF_8)))
                                        ? "200 OK"
                                        : "407 Who is there")) {
            URI address = URI.create("https://api.acme.test");
            String known = "http://ann:s3c%40ret@127.0.0.1:" + proxy.port();
            assertThat(list(address, file("ca.pem"), Map.of("HTTPS_PROXY", known)).isOk()).isTrue();
            assertThat(proxy.heads().getFirst()).startsWith("CONNECT api.acme.test:443 ")
                    .doesNotContain(Workshop.KEY);
            assertThat(server.asked).hasSize(1);
            assertThat(server.asked.getFirst()).containsIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("proxy");

            Failure.Unreachable gone = refused(address, file("ca.pem"),
                    Map.of("https_proxy", "http://ann:wrong-word@127.0.0.1:" + proxy.port()));
            assertThat(gone.cause()).isEqualTo(Cause.PROXY);
            assertThat(gone.detail()).isEqualTo(Detail.PROXY_SIGN_IN);
            assertThat(gone.via()).isEqualTo("127.0.0.1:" + proxy.port());
            assertThat(gone.toString() + FailureText.of(gone, WORDS)).doesNotContain("wrong-word", "ann:");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void endsAtAProxyThatLetsNobodyThrough() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(1, _ -> "403 Forbidden")) {
            Failure.Unreachable gone = refused(URI.create("https://api.acme.test"), Optional.empty(),
                    Map.of("ALL_PROXY", "127.0.0.1:" + proxy.port()));
            assertThat(gone.cause()).isEqualTo(Cause.PROXY);
            assertThat(gone.detail()).isEqualTo(Detail.PROXY_REFUSED);
        }
    }

    @Test
    void endsAtAProxyThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Failure.Unreachable gone = refused(URI.create("https://api.acme.test"), Optional.empty(),
                Map.of("https_proxy", "http://127.0.0.1:" + port));
        assertThat(gone.cause()).isEqualTo(Cause.PROXY);
        assertThat(FailureText.of(gone, WORDS)).contains("127.0.0.1:" + port).contains("api.acme.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://127.0.0.1:1080", "https://proxy.acme.test", "http://", "http://[", "::::"})
    void doesNotGoAroundAProxyItCannotUse(String proxy) {
        Failure.Unreachable gone = refused(URI.create("https://api.acme.test"), Optional.empty(),
                Map.of("https_proxy", proxy));
        assertThat(gone.cause()).isEqualTo(Cause.PROXY);
        assertThat(gone.detail()).isEqualTo(Detail.PROXY_KIND);
    }

    private static String way(String address, Map<String, String> environment) {
        return switch (new Proxies(environment,
                () -> ProxySelector.of(InetSocketAddress.createUnresolved("system.test", 8080)))
                .way(URI.create(address))) {
            case Way.Direct() -> "direct";
            case Way.Through through -> through.shown();
            case Way.Unusable(var what) -> "unusable " + what;
        };
    }

    @Test
    void isReadFromTheEnvironmentAsCurlReadsIt() {
        assertThat(way("https://a.test", Map.of("https_proxy", "one:1", "HTTPS_PROXY", "two:2"))).isEqualTo("one:1");
        assertThat(way("https://a.test", Map.of("HTTPS_PROXY", "http://two", "ALL_PROXY", "three:3")))
                .isEqualTo("two:1080");
        assertThat(way("https://a.test", Map.of("all_proxy", "http://[::1]:3128/"))).isEqualTo("::1:3128");
        assertThat(way("https://a.test", Map.of("HTTP_PROXY", "plain:1"))).isEqualTo("system.test:8080");
        assertThat(way("https://a.test", Map.of("https_proxy", " "))).isEqualTo("system.test:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost", "https://[::1]:9", "https://127.3.2.1"})
    void toThisComputerIsAlwaysStraight(String address) {
        assertThat(way(address, Map.of("https_proxy", "one:1", "all_proxy", "one:1"))).isEqualTo("direct");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                     | https://api.acme.test | direct
            acme.test             | https://api.acme.test | direct
            .acme.test            | https://api.acme.test | direct
            x.test, API.acme.test | https://api.acme.test | direct
            cme.test              | https://api.acme.test | one:1
            acme.test.evil        | https://api.acme.test | one:1
            10.0.0.0/8            | https://10.1.2.3      | direct
            10.0.0.0/8            | https://11.1.2.3      | one:1
            fd00::/8              | https://[fd12::1]     | direct
            nonsense/99           | https://10.1.2.3      | one:1
            2.3                   | https://10.1.2.3      | one:1
            """)
    void exceptsWhatNoProxyNames(String rule, String address, String way) {
        assertThat(way(address, Map.of("https_proxy", "one:1", "NO_PROXY", rule))).isEqualTo(way);
    }

    @Test
    void isTheSystemsWhereTheEnvironmentSaysNothing() {
        assertThat(new Proxies(Map.of(), () -> null).select(URI.create("https://a.test")))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(way("https://a.test", Map.of("no_proxy", "a.test"))).isEqualTo("direct");
    }
}
