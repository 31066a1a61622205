package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The authority's HTTP")
class ProtocolTest {
    private static final String KEYS = "/v1/auth/api-keys";

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

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/v1", "/v1/database", "/v1/databases/", "/v1/auth/api-keys/a/b", "/v2/auth/login",
            "/v1/auth/api-keys/key_0/usage/x"})
    void whereNothingIsTheAnswerIs404InJson(String path) {
        Reply reply = authority.get(path, token);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/auth/login           | POST
            PUT    | /v1/auth/api-keys        | GET, POST
            POST   | /v1/auth/api-keys/key_1  | DELETE, GET, PATCH
            DELETE | /v1/databases            | GET, POST
            GET    | /v1/auth/2fa/setup       | POST
            OPTIONS | /v1/org                 | GET, PATCH
            BREW   | /v1/billing              | GET
            """)
    void aMethodThatIsNotPossibleIsAnsweredWithThoseThatAre(String method, String path, String allowed) {
        Reply reply = authority.send(method, path, token, "");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("method_not_allowed");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.message()).contains(method).contains(allowed);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{", "{'name':}", "[]", "'text'", "17", "null", "{} {}", "{'name':'a','name':'b'}",
            "not json"})
    void whatIsNoJsonObjectIsRefusedAndChangesNothing(String body) {
        Reply reply = authority.post(KEYS, token, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_json");
        assertThat(reply.message()).contains("JSON");
        assertThat(authority.get(KEYS, token).json().get("data")).isEmpty();
    }

    @Test
    void badJsonIsAnsweredWithItsPlaceAndNotWithItsContent() {
        Reply reply = authority.post("/v1/auth/login", "", "{'email':'a@b.test',\n'password':'hunter2 hunter2'");
        assertThat(reply.message()).contains("line 2");
        assertThat(reply.text()).doesNotContain("hunter2");
    }

    @Test
    void veryDeepJsonIsRefused() {
        Reply reply = authority.post(KEYS, token, "{'name':" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_json");
    }

    @Test
    void aMissingBodyIsSaidToBeMissing() {
        Reply reply = authority.post(KEYS, token, "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("missing");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/xml"})
    void aBodyOfAnotherTypeIsRefused(String type) {
        Reply reply = authority.exchange(HttpRequest.newBuilder(URI.create(authority.uri(KEYS)))
                .header("Authorization", "Bearer " + token).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\",\"scopes\":[\"org:read\"]}")).build());
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("unsupported_media_type");
        assertThat(reply.message()).contains("application/json");
    }

    @Test
    void jsonWithACharsetAndMembersNobodyKnowsIsTaken() {
        Reply reply = authority.exchange(HttpRequest.newBuilder(URI.create(authority.uri(KEYS)))
                .header("Authorization", "bearer " + token).header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers
                        .ofString("{\"name\":\"Schlüssel ✓\",\"scopes\":[\"org:read\"],\"colour\":\"red\"}"))
                .build());
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("name")).isEqualTo("Schlüssel ✓");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithItsLengthSaid() {
        Reply reply = authority.post(KEYS, token, "{'name':'" + "x".repeat(70_000) + "','scopes':['org:read']}");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("payload_too_large");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(authority.get(KEYS, token).json().get("data")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInChunksToo() {
        byte[] body = ("{\"name\":\"" + "x".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        Reply reply = authority.exchange(HttpRequest.newBuilder(URI.create(authority.uri(KEYS)))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build());
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("payload_too_large");
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        try (RawConnection connection = RawConnection.to(authority)) {
            String reply = connection.send("GET /v1/org HTTP/1.1\r\nHost: " + connection.host() + "\r\nX-Long: "
                    + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(reply).startsWith("HTTP/1.1 4").contains("\"error\"").containsIgnoringCase("no-store");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"evil.test", "evil.test:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil.test:PORT",
            "127.0.0.2:PORT", "0.0.0.0:PORT", "[::2]:PORT"})
    void aForeignHostIsRefusedWhateverItAsksFor(String host) throws Exception {
        try (RawConnection connection = RawConnection.to(authority)) {
            String port = connection.host().substring(connection.host().indexOf(':') + 1);
            String reply = connection.send("GET /v1/org HTTP/1.1\r\nHost: " + host.replace("PORT", port)
                    + "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            assertThat(reply).startsWith("HTTP/1.1 421").contains("\"foreign_host\"").containsIgnoringCase("no-store");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"})
    void theNamesOfLoopbackAreTaken(String host) throws Exception {
        try (RawConnection connection = RawConnection.to(authority)) {
            String port = connection.host().substring(connection.host().indexOf(':') + 1);
            assertThat(connection.send("GET /v1/org HTTP/1.1\r\nHost: " + host.replace("PORT", port)
                    + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET /v1/org HTTP/1.1\r\n\r\n",
            "POST /v1/auth/login HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            "POST /v1/auth/login HTTP/1.1\r\nHost: HOST\r\nContent-Length: two\r\n\r\n{}",
            "POST /v1/auth/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n"})
    void whatIsNoHttpIsRefusedInJsonWithoutAStackTrace(String request) throws Exception {
        try (RawConnection connection = RawConnection.to(authority)) {
            String reply = connection.send(request.replace("HOST", connection.host()));
            assertThat(reply).matches("(?s)HTTP/1\\.1 (400|421|505).*").contains("\"error\"")
                    .doesNotContain("Exception").doesNotContain("at io.").containsIgnoringCase("no-store");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"NONSENSE\r\n\r\n", "GET /v1/org HTTP/3.7\r\nHost: x\r\n\r\n"})
    void whatSpeaksAnotherProtocolIsHungUpOn(String request) throws Exception {
        try (RawConnection connection = RawConnection.to(authority)) {
            assertThat(connection.send(request)).isEmpty();
        }
    }

    @Test
    void onlyLoopbackCanConnect() throws Exception {
        int port = authority.ready().baseUrl().getPort();
        List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses).filter(address -> !address.isLoopbackAddress()).toList();
        for (InetAddress other : others) {
            Assertions.assertThatThrownBy(() -> new Socket(other, port).close()).as(other.toString())
                    .isInstanceOfAny(ConnectException.class, NoRouteToHostException.class,
                            SocketException.class);
        }
        assertThat(authority.ready().baseUrl().getHost()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "Basic YWRtaW46YWRtaW4=", "Bearer", "Bearer  ", "Token abc"})
    void withoutABearerCredentialTheAnswerIs401(String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(authority.uri("/v1/databases")));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }
        Reply reply = authority.exchange(request.build());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"cloudheed\"");
        assertThat(reply.message()).contains("Authorization: Bearer");
    }

    @Test
    void anErrorHasACodeAndAMessageAndLittleElse() {
        Reply reply = authority.get("/v1/databases", "");
        assertThat(reply.members()).containsExactly("error");
        assertThat(reply.json().get("error").propertyNames()).containsExactlyInAnyOrder("code", "message");
    }
}
