package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.task.Progress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("OAuth 2.0 against a server that somebody else wrote")
class OAuthMockServerTest {
    @TempDir
    Path folder;
    private final MockOAuth2Server oauth = new MockOAuth2Server();
    private final Browser browser = new Browser();
    private TestServer api;

    @BeforeEach
    void start() {
        oauth.start(InetAddress.getLoopbackAddress(), 0);
        api = new TestServer(request -> isIssued(request.header("Authorization"))
                ? TestServer.json(200, "{\"items\":[]}")
                : TestServer.json(401, "{\"detail\":\"no\"}"));
    }

    @AfterEach
    void stop() {
        api.close();
        browser.close();
        oauth.shutdown();
    }

    /// Whether it is a token of the server, by its issuer and life.
    private boolean isIssued(String header) {
        try {
            SignedJWT token = SignedJWT.parse(header.replace("Bearer ", ""));
            return token.getJWTClaimsSet().getIssuer().equals(oauth.issuerUrl("acme").toString())
                    && token.getJWTClaimsSet().getExpirationTime().toInstant().isAfter(Instant.now());
        } catch (ParseException _) {
            return false;
        }
    }

    private Workshop workshop(String grant, String more) {
        Workshop workshop = Workshop.withOAuth(folder, """
                {"grant": "%s", "authorizeUrl": "%s", "tokenUrl": "%s", "scopes": ["openid", "offline_access"]%s}"""
                .formatted(grant, oauth.authorizationEndpointUrl("acme"), oauth.tokenEndpointUrl("acme"), more));
        workshop.attendant = browser;
        workshop.now = Instant.now();
        return workshop;
    }

    @Test
    void aPersonAgreesInTheBrowserAndTheTokenIsUsed() {
        Workshop workshop = workshop("authorization_code", "");
        try (KeyGateway gateway = workshop.open(api)) {
            Call call = Workshop.value(gateway.signIn(Optional.empty()));
            assertThat(call.path()).isEqualTo("/acme/token");
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        }
        assertThat(browser.statuses).containsExactly(200);
        assertThat(browser.lastBody).contains("You can close this window.");
        assertThat(browser.closed).isEqualTo(1);
        String asked = browser.opened.getFirst().getRawQuery();
        assertThat(asked).contains("response_type=code", "code_challenge_method=S256", "client_id=ann%40acme.test",
                "scope=openid+offline_access", "redirect_uri=http%3A%2F%2F127.0.0.1%3A");
    }

    @Test
    void theVerifierIsSentAndFitsTheChallenge() throws Exception {
        try (KeyGateway gateway = workshop("authorization_code", "").open(api)) {
            Workshop.value(gateway.signIn(Optional.empty()));
        }
        oauth.takeRequest(1, TimeUnit.SECONDS);
        String form = oauth.takeRequest(1, TimeUnit.SECONDS).getBody().readUtf8();
        assertThat(form).contains("grant_type=authorization_code", "code_verifier=");
        String verifier = form.replaceAll(".*code_verifier=([^&]*).*", "$1");
        String challenge = CodeChallenge.compute(
                CodeChallengeMethod.S256,
                new CodeVerifier(verifier)).getValue();
        assertThat(browser.opened.getFirst().getRawQuery()).contains("code_challenge=" + challenge);
    }

    @Test
    void aWrongChallengeIsRefusedByTheServerAndTold() {
        Workshop workshop = workshop("authorization_code", "");
        browser.habit = page -> List.of(URI.create(page.toString().replaceAll("code_challenge=[^&]*",
                "code_challenge=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")));
        try (KeyGateway gateway = workshop.open(api)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOfSatisfying(
                    Failure.SignInRefused.class,
                    refused -> assertThat(refused.call().said()).contains("invalid_grant"));
        }
        assertThat(workshop.keychain.text(CredentialNames.session(Workshop.PROFILE))).isEmpty();
    }

    @Test
    void anAnswerWithAnotherStateIsRefusedAndTheRightOneStillCounts() {
        Workshop workshop = workshop("authorization_code", "");
        browser.habit = page -> {
            String callback = URLDecoder.decode(
                    page.getRawQuery().replaceAll(".*redirect_uri=([^&]*).*", "$1"),
                    StandardCharsets.UTF_8);
            return List.of(URI.create(callback + "?code=stolen&state=guessed"), URI.create(callback + "?code=stolen"),
                    page);
        };
        try (KeyGateway gateway = workshop.open(api)) {
            assertThat(gateway.signIn(Optional.empty()).isOk()).isTrue();
        }
        assertThat(browser.statuses).containsExactly(400, 400, 200);
    }

    @Test
    void theSessionIsRenewedByItsRefreshTokenWithoutAPerson() throws Exception {
        Workshop workshop = workshop("authorization_code", "");
        try (KeyGateway gateway = workshop.open(api)) {
            Workshop.value(gateway.signIn(Optional.empty()));
            workshop.now = workshop.now.plus(Duration.ofHours(2));
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        }
        assertThat(browser.opened).hasSize(1);
        oauth.takeRequest(1, TimeUnit.SECONDS);
        oauth.takeRequest(1, TimeUnit.SECONDS);
        String form = oauth.takeRequest(1, TimeUnit.SECONDS).getBody().readUtf8();
        assertThat(form).contains("grant_type=refresh_token", "refresh_token=").doesNotContain("keyrack");
    }

    @Test
    void aClientSignsInByItselfWithBasic() throws Exception {
        Workshop workshop = workshop("client_credentials", "");
        workshop.keychain.put(CredentialNames.credential(Workshop.PROFILE), "s:ec ret/+");
        try (KeyGateway gateway = workshop.open(api)) {
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        }
        assertThat(browser.opened).isEmpty();
        var request = oauth.takeRequest(1, TimeUnit.SECONDS);
        assertThat(new String(Base64.getDecoder().decode(
                String.valueOf(request.getHeader("Authorization")).replace("Basic ", "")),
                StandardCharsets.UTF_8)).isEqualTo("ann%40acme.test:s%3Aec+ret%2F%2B");
        assertThat(request.getBody().readUtf8()).contains("grant_type=client_credentials", "scope=openid");
    }

    @Test
    void aClientSignsInByItselfWithAForm() throws Exception {
        Workshop workshop = workshop("client_credentials", ", \"client\": \"form\"");
        workshop.keychain.put(CredentialNames.credential(Workshop.PROFILE), "s:ec ret/+");
        try (KeyGateway gateway = workshop.open(api)) {
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        }
        var request = oauth.takeRequest(1, TimeUnit.SECONDS);
        assertThat(request.getHeader("Authorization")).isNull();
        assertThat(request.getBody().readUtf8()).contains("client_secret=s%3Aec%20ret%2F%2B",
                "client_id=ann%40acme.test");
    }
}
