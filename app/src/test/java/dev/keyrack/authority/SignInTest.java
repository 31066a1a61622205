package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Signing in to the authority")
class SignInTest {
    private TestAuthority authority;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.empty(home);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void loginGivesAnAccessTokenForAnHourAndARefreshToken() {
        Reply reply = authority.login();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.members()).containsExactly("access_token", "refresh_token", "token_type", "expires_in");
        assertThat(reply.at("token_type")).isEqualTo("Bearer");
        assertThat(reply.at("expires_in")).isEqualTo("3600");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theAccessTokenCarriesWhoIsSignedInAndForHowLong() {
        String[] parts = authority.token().split("\\.", -1);
        String header = decode(parts[0]);
        Reply claims = new Reply(0, authority.login().headers(), decode(parts[1]));
        assertThat(header).contains("\"alg\":\"HS256\"");
        assertThat(claims.members()).contains("sub", "email", "org", "iat", "exp", "jti", "iss");
        assertThat(claims.at("email")).isEqualTo("admin@cloudheed.test");
        assertThat(Long.parseLong(claims.at("exp")) - Long.parseLong(claims.at("iat"))).isEqualTo(3600);
    }

    @Test
    void theAddressMayBeWrittenInCapitals() {
        assertThat(authority.post("/v1/auth/login", "",
                "{'email':' Admin@Cloudheed.TEST','password':'" + authority.password() + "'}").status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
        Reply wrong = authority.post("/v1/auth/login", "", "{'email':'admin@cloudheed.test','password':'wrong'}");
        Reply unknown = authority.post("/v1/auth/login", "", "{'email':'nobody@cloudheed.test','password':'wrong'}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("invalid_credentials");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'password':'x'}                                    | email
            {'email':'a@b.test'}                                | password
            {'email':5,'password':'x'}                          | email
            {'email':'a@b.test','password':['x']}               | password
            {'email':'a@b.test','password':'x','code':1}        | code
            {'email':'','password':'x'}                         | email
            """)
    void aLoginThatLacksSomethingSaysWhat(String body, String field) {
        Reply reply = authority.post("/v1/auth/login", "", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
        assertThat(reply.at("error.field")).isEqualTo(field);
        assertThat(reply.message()).contains("\"" + field + "\"");
    }

    @Test
    void tenFailuresBarTheAccountForAMinuteAndNotLonger() {
        for (int i = 0; i < 10; i++) {
            authority.post("/v1/auth/login", "", "{'email':'admin@cloudheed.test','password':'wrong'}");
        }
        Reply barred = authority.login();
        assertThat(barred.status()).isEqualTo(429);
        assertThat(barred.code()).isEqualTo("too_many_attempts");
        assertThat(Integer.parseInt(barred.header("Retry-After"))).isBetween(1, 60);
        authority.clock.advance(Duration.ofSeconds(61));
        assertThat(authority.login().status()).isEqualTo(200);
    }

    @Test
    void failuresOfOneAccountDoNotBarAnother() {
        for (int i = 0; i < 11; i++) {
            authority.post("/v1/auth/login", "", "{'email':'nobody@cloudheed.test','password':'wrong'}");
        }
        assertThat(authority.login().status()).isEqualTo(200);
    }

    @Test
    void refreshGivesANewPairAndTheNewAccessTokenWorks() {
        Reply first = authority.login();
        Reply second = refresh(first.at("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.members()).isEqualTo(first.members());
        assertThat(second.at("refresh_token")).isNotEqualTo(first.at("refresh_token"));
        assertThat(authority.get("/v1/databases", second.at("access_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheWholeSession() {
        Reply first = authority.login();
        Reply second = refresh(first.at("refresh_token"));
        Reply reused = refresh(first.at("refresh_token"));
        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("token_reused");
        assertThat(refresh(second.at("refresh_token")).code()).isEqualTo("invalid_token");
        assertThat(authority.get("/v1/databases", second.at("access_token")).code()).isEqualTo("invalid_token");
        assertThat(authority.get("/v1/databases", first.at("access_token")).status()).isEqualTo(401);
    }

    @Test
    void endingOneSessionLeavesAnotherAlone() {
        Reply other = authority.login();
        Reply first = authority.login();
        refresh(first.at("refresh_token"));
        refresh(first.at("refresh_token"));
        assertThat(authority.get("/v1/databases", other.at("access_token")).status()).isEqualTo(200);
        assertThat(refresh(other.at("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatWasNeverIssuedIsRefused() {
        Reply reply = refresh("0123456789012345678901234567890123456789012");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("invalid_token");
    }

    @Test
    void aRefreshTokenRunsOutAfterThirtyDays() {
        Reply first = authority.login();
        authority.clock.advance(Duration.ofDays(30));
        Reply reply = refresh(first.at("refresh_token"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("token_expired");
    }

    @Test
    void anAccessTokenHoldsForAnHourAndNotLonger() {
        String token = authority.token();
        authority.clock.advance(Duration.ofSeconds(3_590));
        assertThat(authority.get("/v1/databases", token).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofSeconds(10));
        Reply reply = authority.get("/v1/databases", token);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("token_expired");
        assertThat(reply.message()).contains("refresh token");
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void aTokenWithAnotherSignatureIsRefused() {
        String token = authority.token();
        int at = token.lastIndexOf('.') + 5;
        String tampered = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
        assertThat(authority.get("/v1/databases", tampered).code()).isEqualTo("invalid_token");
    }

    @Test
    void aTokenWithOtherClaimsIsRefused() {
        String[] parts = authority.token().split("\\.", -1);
        String claims = decode(parts[1]).replaceAll("\"exp\":\\d+", "\"exp\":4102444800");
        assertThat(authority.get("/v1/databases", parts[0] + "." + encode(claims) + "." + parts[2]).code())
                .isEqualTo("invalid_token");
    }

    @ParameterizedTest(name = "alg {0}")
    @CsvSource({"none", "NONE", "RS256", "HS512"})
    void aTokenThatSaysItIsSignedOtherwiseIsRefused(String algorithm) {
        String[] parts = authority.token().split("\\.", -1);
        String header = encode("{\"alg\":\"" + algorithm + "\"}");
        assertThat(authority.get("/v1/databases", header + "." + parts[1] + ".").status()).isEqualTo(401);
        Reply reply = authority.get("/v1/databases", header + "." + parts[1] + "." + parts[2]);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("invalid_token");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"x", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "....."})
    void nonsenseIsRefusedAsAToken(String nonsense) {
        assertThat(authority.get("/v1/databases", nonsense).code()).isEqualTo("invalid_token");
    }

    @Test
    void aTokenOfAnotherAuthorityIsRefused(@TempDir Path elsewhere) {
        try (TestAuthority other = TestAuthority.empty(elsewhere)) {
            assertThat(authority.get("/v1/databases", other.token()).code()).isEqualTo("invalid_token");
        }
    }

    @Test
    void sessionsOutliveARestart() {
        Reply first = authority.login();
        authority.restart();
        assertThat(authority.get("/v1/databases", first.at("access_token")).status()).isEqualTo(200);
        assertThat(refresh(first.at("refresh_token")).status()).isEqualTo(200);
    }

    private Reply refresh(String token) {
        return authority.post("/v1/auth/refresh", "", "{'refresh_token':'" + token + "'}");
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
