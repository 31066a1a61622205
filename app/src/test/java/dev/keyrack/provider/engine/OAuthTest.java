package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The provider rotates refresh tokens, ends the whole family when one is used twice, and gives tokens of a minute.
@DisplayName("OAuth 2.0 with short tokens, rotation, devices and revocation")
class OAuthTest {
    private static final String BROWSER = """
            {"grant": "authorization_code", "authorizeUrl": "/authorize", "tokenUrl": "/token",
             "revokeUrl": "/revoke", "scopes": ["keys:read", "keys:write"]}""";
    private static final String DEVICE = """
            {"grant": "device_code", "deviceUrl": "/device", "tokenUrl": "/token", "client": "public"}""";
    private static final String CLIENT = """
            {"grant": "client_credentials", "tokenUrl": "/token", "revokeUrl": "/revoke"}""";

    @TempDir
    Path folder;
    private final Browser browser = new Browser();
    private TestServer server;
    private Workshop workshop;

    private int serial;
    private String access = "none";
    private Instant ends = Instant.MIN;
    private String refresh = "none";
    private boolean reused;
    private String granted = "";
    private String redirect = "?code=the-code&state={state}";
    private final List<String> polls = new ArrayList<>();
    private final Set<String> revoked = new HashSet<>();

    @BeforeEach
    void start() {
        server = new TestServer(this::provider);
        workshop = vendor(BROWSER);
    }

    @AfterEach
    void stop() {
        server.close();
        browser.close();
    }

    private Workshop vendor(String oauth) {
        workshop = Workshop.withOAuth(folder, oauth);
        workshop.keychain.put(CredentialNames.credential(Workshop.PROFILE), "client secret");
        workshop.attendant = browser;
        return workshop;
    }

    private synchronized Answer provider(Seen request) {
        return switch (request.path()) {
            case "/authorize" ->
                TestServer.empty(302).with("Location", form(request.query()).getOrDefault("redirect_uri", "")
                        + redirect.replace("{state}", form(request.query()).getOrDefault("state", "")));
            case "/token" -> token(form(request.body()));
            case "/device" -> TestServer.json(200, """
                    {"device_code": "the-device-code", "user_code": "WDJB-MJHT", "interval": 5, "expires_in": 600,
                     "verification_uri": "http://127.0.0.1/activate"}""");
            case "/revoke" -> {
                revoked.add(form(request.body()).getOrDefault("token", ""));
                yield TestServer.empty(200);
            }
            default -> tokens(request);
        };
    }

    private Answer token(Map<String, String> form) {
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> form.getOrDefault("code", "").equals("the-code")
                    ? issued()
                    : error("invalid_grant", "no such code");
            case "refresh_token" -> {
                if (!form.getOrDefault("refresh_token", "").equals(refresh)) {
                    reused = true;
                    access = "dead";
                    refresh = "dead";
                    yield error("invalid_grant", "reused");
                }
                yield issued();
            }
            case "client_credentials" -> issued();
            default -> polls.isEmpty() ? issued() : error(polls.removeFirst(), "later");
        };
    }

    private static Answer error(String code, String description) {
        return TestServer.json(400, "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}");
    }

    private Answer issued() {
        serial++;
        access = "access-" + serial;
        refresh = "refresh-" + serial;
        ends = workshop.now.plusSeconds(60);
        return TestServer.json(200, "{\"access_token\":\"" + access + "\",\"token_type\":\"bearer\",\"expires_in\":60,"
                + "\"refresh_token\":\"" + refresh + "\"" + granted + "}");
    }

    /// Three pages, and reading each takes half a minute.
    private Answer tokens(Seen request) {
        if (!request.header("Authorization").equals("Bearer " + access) || workshop.now.isAfter(ends)) {
            return TestServer.json(401, "{\"error\":{\"message\":\"token expired\"}}");
        }
        if (request.member("page").isPresent()) {
            workshop.now = workshop.now.plusSeconds(30);
        }
        int page = Integer.parseInt(request.member("page").orElse("1"));
        return TestServer.json(200, page > 6
                ? "{\"items\":[]}"
                : "{\"items\":[{\"id\":\"k" + page + "\",\"label\":\"K\",\"used\":null}]}");
    }

    private static Map<String, String> form(String text) {
        Map<String, String> members = new HashMap<>();
        Arrays.stream(text.split("&", -1)).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> members.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return members;
    }

    private void signIn(KeyGateway gateway) {
        Workshop.value(gateway.signIn(Optional.empty()));
    }

    @Test
    void aTokenOfAMinuteIsRenewedInTheMiddleOfAListing() {
        Workshop paged = vendor(BROWSER).set("/resources/0/operations/list/paging",
                "{\"kind\": \"page\", \"parameter\": \"page\"}");
        try (KeyGateway gateway = paged.open(server)) {
            signIn(gateway);
            assertThat(Workshop.value(gateway.list(Progress.NONE))).hasSize(6);
        }
        assertThat(serial).isGreaterThan(3);
        assertThat(reused).isFalse();
        assertThat(server.seen()).filteredOn(seen -> seen.path().equals("/tokens")).hasSize(7);
    }

    @Test
    void programsAtOnceRenewOnceAndEndNoFamily() throws Exception {
        vendor(BROWSER);
        try (KeyGateway first = workshop.open(server); KeyGateway second = workshop.open(server)) {
            signIn(first);
            workshop.now = workshop.now.plus(Duration.ofMinutes(10));
            List<Callable<Outcome<?>>> work = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                KeyGateway gateway = i % 2 == 0 ? first : second;
                work.add(gateway::test);
            }
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Outcome<?>> one : pool.invokeAll(work)) {
                    assertThat(one.get().isOk()).isTrue();
                }
            }
        }
        assertThat(reused).isFalse();
        assertThat(serial).isEqualTo(2);
    }

    @Test
    void theNewRefreshTokenIsKeptBeforeAnythingElse() {
        vendor(BROWSER);
        try (KeyGateway gateway = workshop.open(server)) {
            signIn(gateway);
            workshop.now = workshop.now.plus(Duration.ofMinutes(10));
            Workshop.value(gateway.test());
        }
        assertThat(workshop.keychain.text(CredentialNames.session(Workshop.PROFILE))).contains("refresh-2", "access-2")
                .doesNotContain("refresh-1");
    }

    @Test
    void aDeadFamilyNeedsAPersonAndOpensNoBrowserByItself() {
        vendor(BROWSER);
        try (KeyGateway gateway = workshop.open(server)) {
            signIn(gateway);
            refresh = "ended-by-the-server";
            workshop.now = workshop.now.plus(Duration.ofMinutes(10));
            assertThat(Workshop.failure(gateway.list(Progress.NONE)))
                    .isEqualTo(new Failure.SignInNeeded("acme-production"));
            assertThat(browser.opened).hasSize(1);
            signIn(gateway);
            assertThat(gateway.test().isOk()).isTrue();
        }
    }

    @Test
    void withoutASessionNothingIsSentAndNobodyIsBothered() {
        vendor(BROWSER);
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOf(Failure.SignInNeeded.class);
        }
        workshop.attendant = Attendant.NOBODY;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.SignInNeeded.class);
        }
        assertThat(server.seen()).isEmpty();
        assertThat(browser.opened).isEmpty();
    }

    @Test
    void aPersonWhoSaysNoIsTold() {
        vendor(BROWSER);
        redirect = "?error=access_denied&state={state}";
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty())))
                    .isEqualTo(new Failure.Declined("consent in the browser"));
        }
        assertThat(server.count("/token")).isZero();
    }

    @Test
    void whatTheProviderFindsWrongWithTheRequestIsTold() {
        vendor(BROWSER);
        redirect = "?error=invalid_scope&error_description=unknown+scope&state={state}";
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOfSatisfying(
                    Failure.Rejected.class,
                    rejected -> assertThat(rejected.call().said()).isEqualTo("invalid_scope: unknown scope"));
        }
    }

    @Test
    void aPersonWhoGivesUpEndsTheWait() {
        vendor(BROWSER);
        browser.givesUp = true;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.Declined.class);
        }
        assertThat(browser.closed).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https%3A%2F%2Felsewhere.test", "nonsense"})
    void anAnswerOfAnotherIssuerIsNotForUs(String issuer) {
        vendor(BROWSER);
        redirect = "?code=the-code&state={state}&iss=" + issuer;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOfSatisfying(
                    Failure.BadAnswer.class,
                    bad -> assertThat(bad.detail()).isEqualTo("the sign-in was answered by another server"));
        }
        assertThat(server.count("/token")).isZero();
    }

    @Test
    void theIssuerThatTheDescriptorNamesIsTaken() {
        vendor(BROWSER.replace("\"revokeUrl\"", "\"issuer\": \"https://issuer.test\", \"revokeUrl\""));
        redirect = "?code=the-code&state={state}&iss=https%3A%2F%2Fissuer.test";
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(gateway.signIn(Optional.empty()).isOk()).isTrue();
        }
    }

    @Test
    void scopesThatWereNotGrantedAreTold() {
        vendor(BROWSER);
        granted = ",\"scope\":\"keys:read\"";
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.value(gateway.signIn(Optional.empty())).said()).isEqualTo("not granted: keys:write");
        }
    }

    @Test
    void signingOutRevokesBothTokensAndForgetsThem() {
        vendor(BROWSER);
        try (KeyGateway gateway = workshop.open(server)) {
            signIn(gateway);
            assertThat(Workshop.value(gateway.signOut())).isTrue();
            assertThat(revoked).containsExactlyInAnyOrder("access-1", "refresh-1");
            assertThat(workshop.keychain.text(CredentialNames.session(Workshop.PROFILE))).isEmpty();
            assertThat(Workshop.failure(gateway.test())).isInstanceOf(Failure.SignInNeeded.class);
        }
    }

    @Test
    void aServerThatCannotBeToldKeepsNoSessionHere() {
        vendor(BROWSER);
        try (KeyGateway gateway = workshop.open(server)) {
            signIn(gateway);
            server.close();
            assertThat(gateway.signOut().isOk()).isFalse();
        }
        assertThat(workshop.keychain.text(CredentialNames.session(Workshop.PROFILE))).isEmpty();
    }

    @Test
    void aDeviceIsPolledAsSlowlyAsTheServerWants() {
        vendor(DEVICE);
        polls.addAll(List.of("authorization_pending", "slow_down", "authorization_pending"));
        try (KeyGateway gateway = workshop.open(server)) {
            signIn(gateway);
            assertThat(gateway.test().isOk()).isTrue();
        }
        assertThat(browser.codes).containsExactly("WDJB-MJHT");
        assertThat(browser.opened).containsExactly(URI.create("http://127.0.0.1/activate"));
        assertThat(browser.closed).isEqualTo(1);
        assertThat(workshop.waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        Map<String, String> form = form(server.seen().get(1).body());
        assertThat(form).containsEntry("device_code", "the-device-code").containsEntry("client_id", "ann@acme.test")
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "expired_token"})
    void aDeviceCodeThatIsOverIsToldAndNotAskedForAgain(String error) {
        vendor(DEVICE);
        polls.addAll(List.of(error, error));
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.Declined.class);
        }
        assertThat(server.count("/token")).isEqualTo(1);
    }

    @Test
    void aDeviceCodeThatNobodyTypesRunsOut() {
        vendor(DEVICE);
        for (int i = 0; i < 1_000; i++) {
            polls.add("authorization_pending");
        }
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.Declined.class);
        }
        assertThat(server.count("/token")).isEqualTo(119);
    }

    @Test
    void aClientWithoutAPersonSignsInAgainByItself() {
        vendor(CLIENT);
        try (KeyGateway gateway = workshop.open(server)) {
            Workshop.value(gateway.test());
            refresh = "dead";
            workshop.now = workshop.now.plus(Duration.ofMinutes(10));
            Workshop.value(gateway.test());
        }
        assertThat(serial).isEqualTo(2);
    }

    @Test
    void aClientWithoutItsSecretSendsNothing() {
        vendor(CLIENT).keychain.delete(CredentialNames.credential(Workshop.PROFILE));
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.test())).isInstanceOf(Failure.NoCredential.class);
        }
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void plainHttpToAnotherComputerGetsNoSecret() {
        Workshop template = vendor(CLIENT.replace("\"/token\"", "\"{param.auth}/token\"")).set("/parameters",
                "[{\"name\": \"auth\", \"label\": \"Auth server\", \"required\": true}]");
        template.parameters = Map.of("auth", "http://elsewhere.test");
        try (KeyGateway gateway = template.open(server)) {
            assertThat(Workshop.failure(gateway.test())).isInstanceOfSatisfying(Failure.InvalidInput.class,
                    wrong -> assertThat(wrong.problem()).contains("only https is used"));
        }
        template.parameters = Map.of("auth", server.address() + "/");
        try (KeyGateway gateway = template.open(server)) {
            assertThat(gateway.test().isOk()).isTrue();
        }
    }

    @Test
    void aServerThatLeadsElsewhereIsNotFollowed() {
        try (TestServer thief = new TestServer(_ -> TestServer.json(200, "{\"access_token\":\"x\"}"));
                TestServer odd = new TestServer(
                        _ -> TestServer.empty(307).with("Location", thief.address() + "/token"));
                KeyGateway gateway = vendor(CLIENT).open(odd)) {
            assertThat(Workshop.failure(gateway.test())).isInstanceOf(Failure.BadAnswer.class);
            assertThat(thief.seen()).isEmpty();
        }
    }

    @Test
    void anErrorThatComesAs200IsAnError() {
        try (TestServer odd = new TestServer(
                _ -> TestServer.json(200, "{\"error\":\"invalid_client\",\"error_description\":\"unknown client\"}"));
                KeyGateway gateway = vendor(CLIENT).open(odd)) {
            assertThat(Workshop.failure(gateway.test())).isInstanceOfSatisfying(Failure.SignInRefused.class,
                    refused -> assertThat(refused.call().said()).isEqualTo("invalid_client: unknown client"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"access_token\":\"x\",\"token_type\":\"bearer\",\"expires_in\":\"soon\"}"})
    void anAnswerThatIsNoneIsUnexpected(String body) {
        try (TestServer odd = new TestServer(_ -> TestServer.json(200, body));
                KeyGateway gateway = vendor(CLIENT).open(odd)) {
            assertThat(Workshop.failure(gateway.test())).isInstanceOf(Failure.BadAnswer.class);
        }
    }
}
