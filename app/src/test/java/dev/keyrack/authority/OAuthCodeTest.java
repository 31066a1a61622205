package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OAuth 2.0 with an authorization code")
class OAuthCodeTest {
    private static final String AUTHORIZE = "/oauth/authorize";
    private static final String REDIRECT = GenericAuthority.REDIRECT;

    private GenericAuthority authority;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = GenericAuthority.empty(home);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Nested
    @DisplayName("as documented")
    class AsDocumented {
        @Test
        void thePageNamesTheApplicationAndWhatItAsksFor() {
            Reply page = authority.open(authority.documented()).reply();
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.text()).contains("Keyrack asks for access", "<b>read</b>", "See users",
                    "<b>write</b>", "Create, change", REDIRECT).doesNotContain("<script", "http-equiv", "src=");
        }

        @Test
        void thePageCanRunNothingAndCannotBeFramedNorKept() {
            Reply page = authority.open(authority.documented()).reply();
            assertThat(page.header("Content-Security-Policy")).isEqualTo("default-src 'none'; style-src "
                    + "'unsafe-inline'; form-action 'self' http://127.0.0.1:53123; frame-ancestors 'none'; base-uri 'none'");
            assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/oauth");
        }

        @Test
        void allowingLeadsBackWithACodeAndTheState() {
            Reply reply = authority.decide(authority.open(authority.documented()), AUTHORIZE, "allow");
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).matches("\\Q" + REDIRECT + "\\E\\?code=[0-9A-Za-z]{43}&state=xyz");
        }

        @Test
        void denyingLeadsBackWithAccessDeniedAndNeedsNoPassword() {
            GenericAuthority.Page page = authority.open(authority.documented());
            Reply reply = authority.form(AUTHORIZE, "ticket=" + page.ticket(), "decision=deny",
                    "Cookie:" + page.cookie());
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).startsWith(REDIRECT + "?error=access_denied&state=xyz");
        }

        @Test
        void theCodeIsExchangedForTokens() {
            Reply reply = authority.tokens();
            assertThat(reply.members()).containsExactly("access_token", "token_type", "expires_in", "refresh_token",
                    "scope");
            assertThat(reply.at("token_type")).isEqualTo("Bearer");
            assertThat(reply.at("expires_in")).isEqualTo("86400");
            assertThat(reply.at("scope")).isEqualTo("read write");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(authority.get("/v1/users", reply.at("access_token")).at("data.0.email"))
                    .isEqualTo(authority.email());
        }

        @Test
        void theAccessTokenIsTheDocumentsJwt() {
            String[] parts = authority.tokens().at("access_token").split("\\.", -1);
            Reply header = new Reply(0, authority.get("/v1/users", "").headers(), decode(parts[0]));
            Reply payload = new Reply(0, header.headers(), decode(parts[1]));
            assertThat(header.members()).containsExactlyInAnyOrder("alg", "typ");
            assertThat(header.at("alg")).isEqualTo("HS256");
            assertThat(header.at("typ")).isEqualTo("JWT");
            assertThat(payload.members()).contains("sub", "iat", "exp", "scope", "iss", "jti", "client_id");
            assertThat(payload.at("sub")).startsWith("user_")
                    .isEqualTo(authority.get("/v1/users", authority.given("api_key")).at("data.0.id"));
            assertThat(payload.at("scope")).isEqualTo("read write");
            assertThat(Long.parseLong(payload.at("iat"))).isEqualTo(TestAuthority.START.getEpochSecond());
            assertThat(Long.parseLong(payload.at("exp")) - Long.parseLong(payload.at("iat"))).isEqualTo(86_400);
        }

        @Test
        void theStateComesBackUnchanged() {
            String state = "a b&c=d#e/\"<ü>%41+";
            Reply reply = authority.decide(authority.open(authority.authorizePath("client_id=keyrack",
                    "redirect_uri=" + REDIRECT, "response_type=code", "state=" + state)), AUTHORIZE, "allow");
            assertThat(GenericAuthority.parameter(reply, "state")).isEqualTo(state);
            assertThat(reply.header("Location")).doesNotContain("<", "\"", " ");
        }

        @Test
        void withoutScopesAnApplicationGetsToReadOnly() {
            String code = authority.code(authority.authorizePath("client_id=keyrack", "redirect_uri=" + REDIRECT,
                    "response_type=code"));
            assertThat(authority.exchange(code).at("scope")).isEqualTo("read");
        }
    }

    @Nested
    @DisplayName("against tricks with addresses")
    class AgainstTricksWithAddresses {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"", "https://evil.test/callback", "http://evil.test:53123/callback",
                "http://localhost.evil.test:53123/callback", "http://127.0.0.1.evil.test/callback",
                "http://127.0.0.1:53123@evil.test/callback", "http://user@127.0.0.1:53123/callback",
                "http://evil.test\\@127.0.0.1:53123/callback", "http://evil.test#@127.0.0.1:53123/callback",
                "http://127.0.0.1:53123/callback#fragment", "http://127.0.0.1:53123/callback#",
                "https://127.0.0.1:53123/callback", "http://127.0.0.1:53123/callback/../steal",
                "http://127.0.0.1:53123/callback/", "http://127.0.0.1:53123/CALLBACK",
                "http://127.0.0.1:53123/callback?next=http://evil.test", "http://127.0.0.1:/callback",
                "http://127.0.0.1:0/callback", "http://127.0.0.1:99999/callback", "http://127.0.0.1:053123/callback",
                "http://127.0.0.2:53123/callback", "http://[::2]:53123/callback", "http://127.1:53123/callback",
                "//127.0.0.1:53123/callback", "/callback", "javascript:alert(1)", "HTTP://127.0.0.1:53123/callback",
                "http://127.0.0.1:53123/callback\r\nX-Evil: 1", "http://127.0.0.1:53123/%63allback"})
        void anAddressThatIsNotRegisteredIsNeverRedirectedTo(String uri) {
            Reply reply = authority.get(authority.authorizePath("client_id=keyrack", "redirect_uri=" + uri,
                    "response_type=code", "scope=read", "state=xyz"), "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Location")).isEmpty();
            assertThat(reply.text()).contains("redirect_uri").doesNotContain("evil", "name=\"ticket\"");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback",
                "http://127.0.0.1/callback", "http://[::1]:4000/callback", "http://localhost:8765/callback"})
        void onLoopbackThePortMayBeAny(String uri) {
            Reply reply = authority.decide(authority.open(authority.authorizePath("client_id=keyrack",
                    "redirect_uri=" + uri, "response_type=code", "state=s")), AUTHORIZE, "allow");
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).startsWith(uri + "?code=");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"", "nobody", "<script>alert(1)</script>", "keyrack ", "KEYRACK"})
        void anApplicationThatNobodyKnowsIsNeverRedirectedTo(String client) {
            Reply reply = authority.get(authority.authorizePath("client_id=" + client, "redirect_uri=" + REDIRECT,
                    "response_type=code"), "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Location")).isEmpty();
            assertThat(reply.text()).contains("client_id").doesNotContain("<script");
        }

        @Test
        void aParameterThatComesTwiceIsNotChosenFrom() {
            Reply reply = authority.get(authority.documented() + "&redirect_uri=http%3A%2F%2Fevil.test", "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Location")).isEmpty();
        }

        @Test
        void theCodeIsForTheAddressItWasSentToAlone() {
            String code = authority.code(authority.documented());
            Reply reply = authority.form("/oauth/token", "grant_type=authorization_code", "code=" + code,
                    "redirect_uri=http://127.0.0.1:53124/callback", "client_id=" + authority.given("client_id"),
                    "client_secret=" + authority.given("client_secret"));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("error")).isEqualTo("invalid_grant");
            assertThat(authority.exchange(code).at("error")).isEqualTo("invalid_grant");
        }
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(textBlock = """
            response_type=token, unsupported_response_type
            response_type=,      unsupported_response_type
            scope=admin,         invalid_scope
            scope=read admin,    invalid_scope
            scope=<b>,           invalid_scope
            code_challenge=short, invalid_request
            code_challenge_method=plain, invalid_request
            code_challenge_method=s256, invalid_request
            """)
    void whatAnApplicationAsksWronglyItIsTold(String change, String error) {
        String name = change.substring(0, change.indexOf('='));
        String path = authority.withPkce("read").replaceFirst(name + "=[^&]*",
                name + "=" + change.substring(change.indexOf('=') + 1).replace(" ", "+").replace("<", "%3C")
                        .replace(">", "%3E"));
        Reply reply = authority.get(path, "");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).startsWith(REDIRECT + "?error=" + error + "&state=xyz");
    }

    @Nested
    @DisplayName("with PKCE")
    class WithPkce {
        @Test
        void anApplicationWithoutASecretHasToProveItselfByPkce() {
            Reply reply = authority.get(authority.authorizePath("client_id=" + GenericAuthority.PUBLIC,
                    "redirect_uri=" + REDIRECT, "response_type=code", "state=xyz"), "");
            assertThat(reply.header("Location")).startsWith(REDIRECT + "?error=invalid_request&state=xyz");
            assertThat(authority.publicTokens("read").at("scope")).isEqualTo("read");
        }

        @Test
        void anotherVerifierGetsNothingAndUsesTheCodeUp() {
            String code = authority.code(authority.withPkce("read"));
            assertThat(redeem(code, "code_verifier=" + "x".repeat(43)).at("error")).isEqualTo("invalid_grant");
            assertThat(redeem(code, "code_verifier=" + GenericAuthority.VERIFIER).at("error"))
                    .isEqualTo("invalid_grant");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"", GenericAuthority.CHALLENGE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX",
                GenericAuthority.VERIFIER + "="})
        void withoutTheVerifierTheCodeIsWorthNothing(String verifier) {
            Reply reply = redeem(authority.code(authority.withPkce("read")), "code_verifier=" + verifier);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("error")).isEqualTo("invalid_grant");
        }

        @Test
        void aVerifierWithoutAChallengeMeansThatSomebodyTookTheChallengeAway() {
            String code = authority.code(authority.documented());
            Reply reply = authority.form("/oauth/token", "grant_type=authorization_code", "code=" + code,
                    "redirect_uri=" + REDIRECT, "client_id=" + authority.given("client_id"),
                    "client_secret=" + authority.given("client_secret"),
                    "code_verifier=" + GenericAuthority.VERIFIER);
            assertThat(reply.at("error")).isEqualTo("invalid_grant");
        }

        private Reply redeem(String code, String verifier) {
            return authority.form("/oauth/token", "grant_type=authorization_code", "code=" + code,
                    "redirect_uri=" + REDIRECT, "client_id=" + GenericAuthority.PUBLIC, verifier);
        }
    }

    @Nested
    @DisplayName("with its form")
    class WithItsForm {
        @Test
        void withoutItsTicketAFormDoesNothing() {
            GenericAuthority.Page page = authority.open(authority.documented());
            expectRefused(authority.form(AUTHORIZE, "email=" + authority.email(), "password=" + authority.password(),
                    "decision=allow", "Cookie:" + page.cookie()));
        }

        @Test
        void withoutTheBrowsersCookieAFormDoesNothing() {
            GenericAuthority.Page page = authority.open(authority.documented());
            expectRefused(authority.form(AUTHORIZE, "ticket=" + page.ticket(), "email=" + authority.email(),
                    "password=" + authority.password(), "decision=allow"));
        }

        @Test
        void theCookieOfAnotherBrowserDoesNotHelp() {
            GenericAuthority.Page mine = authority.open(authority.documented());
            GenericAuthority.Page theirs = authority.open(authority.documented());
            String renamed = mine.ticket() + "=" + theirs.cookie().substring(theirs.cookie().indexOf('=') + 1);
            expectRefused(authority.form(AUTHORIZE, "ticket=" + mine.ticket(), "email=" + authority.email(),
                    "password=" + authority.password(), "decision=allow", "Cookie:" + renamed));
            assertThat(authority.decide(mine, AUTHORIZE, "allow").status()).isEqualTo(302);
        }

        @Test
        void aFormCanBeSentOnce() {
            GenericAuthority.Page page = authority.open(authority.documented());
            assertThat(authority.decide(page, AUTHORIZE, "allow").status()).isEqualTo(302);
            expectRefused(authority.decide(page, AUTHORIZE, "allow"));
        }

        @Test
        void aFormRunsOutAfterTenMinutes() {
            GenericAuthority.Page page = authority.open(authority.documented());
            authority.clock.advance(Duration.ofMinutes(10));
            expectRefused(authority.decide(page, AUTHORIZE, "allow"));
        }

        @Test
        void jsonIsNoForm() {
            expectRefused(authority.api("POST", AUTHORIZE, "", "{'decision':'allow'}"));
        }

        @Test
        void aWrongPasswordShowsThePageAgainWithAFreshTicket() {
            GenericAuthority.Page page = authority.open(authority.documented());
            Reply wrong = authority.form(AUTHORIZE, "ticket=" + page.ticket(), "email=" + authority.email(),
                    "password=wrong", "decision=allow", "Cookie:" + page.cookie());
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.text()).contains("E-mail or password is wrong.");
            GenericAuthority.Page again = GenericAuthority.Page.of(wrong);
            assertThat(again.ticket()).isNotEqualTo(page.ticket());
            assertThat(authority.decide(again, AUTHORIZE, "allow").status()).isEqualTo(302);
        }

        @Test
        void withTwoFactorAuthenticationOnItNeedsTheCode() {
            String session = authority.api("POST", "/v1/auth/login", "", "{'email':'" + authority.email()
                    + "','password':'" + authority.password() + "'}").at("access_token");
            byte[] key = authority.api("POST", "/v1/auth/2fa/setup", session, "").at("secret")
                    .getBytes(StandardCharsets.US_ASCII);
            String code = TOTPGenerator.withDefaultValues(key).at(authority.clock.instant());
            authority.api("POST", "/v1/auth/2fa/verify", session, "{'code':'" + code + "'}");
            Reply without = authority.decide(authority.open(authority.documented()), AUTHORIZE, "allow");
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.text()).contains("Two-factor authentication is on. Type the code");
            GenericAuthority.Page page = GenericAuthority.Page.of(without);
            Reply with = authority.form(AUTHORIZE, "ticket=" + page.ticket(), "email=" + authority.email(),
                    "password=" + authority.password(), "code=" + code, "decision=allow", "Cookie:" + page.cookie());
            assertThat(with.status()).isEqualTo(302);
        }

        @Test
        void guessingPasswordsIsSlowedDown() {
            Reply reply = authority.open(authority.documented()).reply();
            for (int i = 0; i <= 10; i++) {
                GenericAuthority.Page page = GenericAuthority.Page.of(reply);
                reply = authority.form(AUTHORIZE, "ticket=" + page.ticket(), "email=" + authority.email(),
                        "password=wrong", "decision=allow", "Cookie:" + page.cookie());
            }
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.text()).contains("Too many failed sign-ins");
        }

        private void expectRefused(Reply reply) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Location")).isEmpty();
            assertThat(reply.text()).contains("This form has run out");
        }
    }

    @Nested
    @DisplayName("at the exchange")
    class AtTheExchange {
        @Test
        void aCodeIsGoodForTenMinutes() {
            String code = authority.code(authority.documented());
            String late = authority.code(authority.documented());
            authority.clock.advance(Duration.ofSeconds(599));
            assertThat(authority.exchange(code).status()).isEqualTo(200);
            authority.clock.advance(Duration.ofSeconds(1));
            assertThat(authority.exchange(late).at("error")).isEqualTo("invalid_grant");
        }

        @Test
        void theSecondUseOfACodeEndsTheTokensOfTheFirst() {
            String code = authority.code(authority.documented());
            Reply tokens = authority.exchange(code);
            assertThat(authority.users(tokens.at("access_token"))).isEqualTo(200);
            assertThat(authority.exchange(code).at("error")).isEqualTo("invalid_grant");
            assertThat(authority.users(tokens.at("access_token"))).isEqualTo(401);
            assertThat(authority.form("/oauth/token", "grant_type=refresh_token",
                    "refresh_token=" + tokens.at("refresh_token"), authority.basic()).at("error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        void aCodeIsForTheApplicationThatAskedForIt() {
            String code = authority.code(authority.documented());
            Reply reply = authority.form("/oauth/token", "grant_type=authorization_code", "code=" + code,
                    "redirect_uri=" + REDIRECT, "client_id=" + GenericAuthority.PUBLIC);
            assertThat(reply.at("error")).isEqualTo("invalid_grant");
            assertThat(authority.exchange(code).status()).isEqualTo(200);
        }

        @Test
        void aCodeOutlivesARestart() {
            String code = authority.code(authority.documented());
            authority.restart();
            assertThat(authority.exchange(code).status()).isEqualTo(200);
        }

        @Test
        void theApplicationMaySignInByBasicToo() {
            Reply reply = authority.form("/oauth/token", "grant_type=authorization_code",
                    "code=" + authority.code(authority.documented()), "redirect_uri=" + REDIRECT, authority.basic());
            assertThat(reply.status()).isEqualTo(200);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                client_id=keyrack|client_secret=wrong
                client_id=keyrack|client_secret=
                client_id=nobody|client_secret=wrong
                client_id=keyrack-desktop|client_secret=anything
                client_id=|client_secret=
                Authorization:Basic a2V5cmFjazp3cm9uZw==|grant=
                Authorization:Basic not base64|grant=
                Authorization:Bearer abc|client_id=keyrack
                """)
        void anApplicationThatCannotProveItselfGets401(String first, String second) {
            Reply reply = authority.form("/oauth/token", "grant_type=client_credentials", first, second);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.at("error")).isEqualTo("invalid_client");
            assertThat(reply.header("WWW-Authenticate")).startsWith("Basic");
        }

        @Test
        void guessingAnApplicationsSecretIsSlowedDown() {
            for (int i = 0; i < 10; i++) {
                authority.form("/oauth/token", "grant_type=client_credentials", "client_id=keyrack",
                        "client_secret=wrong");
            }
            Reply barred = authority.form("/oauth/token", "grant_type=client_credentials", authority.basic());
            assertThat(barred.status()).isEqualTo(429);
            assertThat(Integer.parseInt(barred.header("Retry-After"))).isBetween(1, 60);
            authority.clock.advance(Duration.ofSeconds(61));
            assertThat(authority.form("/oauth/token", "grant_type=client_credentials", authority.basic()).status())
                    .isEqualTo(200);
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(textBlock = """
                grant_type=password,            unsupported_grant_type
                grant_type=,                    invalid_request
                grant_type=authorization_code,  invalid_request
                grant_type=refresh_token,       invalid_request
                """)
        void whatTheExchangeLacksIsSaid(String grant, String error) {
            Reply reply = authority.form("/oauth/token", grant, authority.basic());
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("error")).isEqualTo(error);
            assertThat(reply.at("error_description")).isNotEmpty();
        }

        @Test
        void secretsInHeaderAndFormAtOnceAreRefused() {
            Reply reply = authority.form("/oauth/token", "grant_type=client_credentials",
                    "client_id=keyrack", "client_secret=" + authority.given("client_secret"), authority.basic());
            assertThat(reply.at("error")).isEqualTo("invalid_request");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
        void onlyAFormIsTaken(String type) {
            Reply reply = authority.send(HttpRequest.newBuilder(URI.create(authority.base() + "/oauth/token"))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("error")).isEqualTo("invalid_request");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"grant_type=client_credentials&grant_type=refresh_token", "grant_type=%zz", "a=%"})
        void aFormThatCannotBeReadInOneWayIsRefused(String body) {
            Reply reply = authority.send(HttpRequest.newBuilder(URI.create(authority.base() + "/oauth/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("error")).isEqualTo("invalid_request");
        }

        @Test
        void aFormThatIsTooLargeIsRefused() {
            assertThat(authority.form("/oauth/token", "code=" + "x".repeat(70_000)).status()).isEqualTo(413);
        }
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
