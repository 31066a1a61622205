package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Tokens of OAuth 2.0")
class OAuthTokensTest {
    private GenericAuthority authority;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = GenericAuthority.empty(home);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void aRefreshTokenGivesTheNextPairAndIsUsedUp() {
        Reply first = authority.publicTokens("read write");
        Reply second = authority.refreshed(first.at("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.members()).isEqualTo(first.members());
        assertThat(second.at("refresh_token")).isNotEqualTo(first.at("refresh_token"));
        assertThat(second.at("scope")).isEqualTo("read write");
        assertThat(authority.users(second.at("access_token"))).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsAllThatCameFromIt() {
        Reply first = authority.publicTokens("read");
        Reply second = authority.refreshed(first.at("refresh_token"));
        assertThat(authority.refreshed(first.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
        assertThat(authority.refreshed(second.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
        assertThat(authority.users(first.at("access_token"))).isEqualTo(401);
        assertThat(authority.users(second.at("access_token"))).isEqualTo(401);
    }

    @Test
    void theEndOfOneGrantLeavesAnotherAlone() {
        Reply other = authority.publicTokens("read");
        Reply first = authority.publicTokens("read");
        authority.refreshed(first.at("refresh_token"));
        authority.refreshed(first.at("refresh_token"));
        assertThat(authority.users(other.at("access_token"))).isEqualTo(200);
        assertThat(authority.refreshed(other.at("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshCanAskForLessAndNotForMore() {
        Reply wide = authority.publicTokens("read write");
        Reply less = authority.form("/oauth/token", "grant_type=refresh_token",
                "refresh_token=" + wide.at("refresh_token"), "client_id=" + GenericAuthority.PUBLIC, "scope=read");
        assertThat(less.at("scope")).isEqualTo("read");
        assertThat(authority.api("POST", "/v1/projects", less.at("access_token"), "{'name':'x'}").status())
                .isEqualTo(403);
        Reply narrow = authority.publicTokens("read");
        Reply more = authority.form("/oauth/token", "grant_type=refresh_token",
                "refresh_token=" + narrow.at("refresh_token"), "client_id=" + GenericAuthority.PUBLIC,
                "scope=read write");
        assertThat(more.at("error")).isEqualTo("invalid_scope");
        assertThat(authority.refreshed(narrow.at("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsForItsApplicationAlone() {
        Reply tokens = authority.publicTokens("read");
        assertThat(authority.form("/oauth/token", "grant_type=refresh_token",
                "refresh_token=" + tokens.at("refresh_token"), authority.basic()).at("error"))
                .isEqualTo("invalid_grant");
        assertThat(authority.refreshed(tokens.at("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenRunsOutAfterThirtyDays() {
        Reply tokens = authority.publicTokens("read");
        authority.clock.advance(Duration.ofDays(30));
        assertThat(authority.refreshed(tokens.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void tokensOutliveARestart() {
        Reply tokens = authority.publicTokens("read");
        authority.restart();
        assertThat(authority.users(tokens.at("access_token"))).isEqualTo(200);
        Reply next = authority.refreshed(tokens.at("refresh_token"));
        assertThat(next.status()).isEqualTo(200);
        authority.restart();
        assertThat(authority.refreshed(tokens.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
        assertThat(authority.users(next.at("access_token"))).isEqualTo(401);
    }

    @Test
    void anAccessTokenHoldsForADayAndThenSaysThatItHasExpired() {
        String token = authority.tokens().at("access_token");
        authority.clock.advance(Duration.ofSeconds(86_399));
        assertThat(authority.users(token)).isEqualTo(200);
        authority.clock.advance(Duration.ofSeconds(1));
        Reply expired = authority.get("/v1/users", token);
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo("expired_token");
        assertThat(expired.at("error.type")).isEqualTo("authentication_error");
    }

    @Test
    void anAlteredTokenIsRefused() {
        String token = authority.tokens().at("access_token");
        String[] parts = token.split("\\.", -1);
        String none = "eyJhbGciOiJub25lIn0";
        for (String bad : List.of(parts[0] + "." + parts[1] + "." + "A".repeat(43), none + "." + parts[1] + ".",
                parts[0] + "." + parts[1].substring(1) + "." + parts[2])) {
            assertThat(authority.users(bad)).as(bad).isEqualTo(401);
        }
        assertThat(authority.users(token)).isEqualTo(200);
    }

    @Test
    void anApplicationGetsATokenOfItsOwnWithoutARefreshToken() {
        Reply reply = authority.form("/oauth/token", "grant_type=client_credentials", "scope=read write",
                authority.basic());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.members()).containsExactly("access_token", "token_type", "expires_in", "scope");
        assertThat(authority.users(reply.at("access_token"))).isEqualTo(200);
    }

    @Test
    void anApplicationWithoutASecretGetsNoTokenOfItsOwn() {
        Reply reply = authority.form("/oauth/token", "grant_type=client_credentials",
                "client_id=" + GenericAuthority.PUBLIC);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void revokingTheAccessTokenEndsTheWholeGrantAtOnce() {
        Reply tokens = authority.publicTokens("read");
        Reply revoked = authority.form("/oauth/revoke", "token=" + tokens.at("access_token"),
                "client_id=" + GenericAuthority.PUBLIC);
        assertThat(revoked.status()).isEqualTo(200);
        Reply refused = authority.get("/v1/users", tokens.at("access_token"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message()).contains("revoked");
        assertThat(authority.refreshed(tokens.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void revokingTheRefreshTokenEndsTheAccessTokenToo() {
        Reply tokens = authority.publicTokens("read");
        authority.form("/oauth/revoke", "token=" + tokens.at("refresh_token"), "token_type_hint=refresh_token",
                "client_id=" + GenericAuthority.PUBLIC);
        assertThat(authority.users(tokens.at("access_token"))).isEqualTo(401);
        authority.restart();
        assertThat(authority.users(tokens.at("access_token"))).isEqualTo(401);
    }

    @Test
    void aTokenThatDoesNotWorkAnywayCanBeRevoked() {
        assertThat(authority.form("/oauth/revoke", "token=nonsense", authority.basic()).status()).isEqualTo(200);
        assertThat(authority.form("/oauth/revoke", authority.basic()).at("error")).isEqualTo("invalid_request");
        assertThat(authority.form("/oauth/revoke", "token=nonsense").status()).isEqualTo(401);
    }

    @Test
    void nobodyRevokesOrReadsTheTokenOfAnotherApplication() {
        Reply tokens = authority.publicTokens("read");
        assertThat(authority.form("/oauth/revoke", "token=" + tokens.at("access_token"), authority.basic()).status())
                .isEqualTo(400);
        assertThat(authority.form("/oauth/introspect", "token=" + tokens.at("access_token"), authority.basic())
                .text()).isEqualTo("{\"active\":false}");
        assertThat(authority.users(tokens.at("access_token"))).isEqualTo(200);
    }

    @Test
    void introspectionSaysWhatATokenIsGoodFor() {
        Reply tokens = authority.tokens();
        Reply access = authority.form("/oauth/introspect", "token=" + tokens.at("access_token"), authority.basic());
        assertThat(access.json().get("active").booleanValue()).isTrue();
        assertThat(access.at("scope")).isEqualTo("read write");
        assertThat(access.at("username")).isEqualTo(authority.email());
        assertThat(access.at("client_id")).isEqualTo("keyrack");
        assertThat(access.at("exp")).isEqualTo(Long.toString(TestAuthority.START.getEpochSecond() + 86_400));
        Reply refresh = authority.form("/oauth/introspect", "token=" + tokens.at("refresh_token"), authority.basic());
        assertThat(refresh.at("token_type")).isEqualTo("refresh_token");
        authority.clock.advance(Duration.ofDays(1));
        assertThat(authority.form("/oauth/introspect", "token=" + tokens.at("access_token"), authority.basic())
                .text()).isEqualTo("{\"active\":false}");
        assertThat(authority.form("/oauth/introspect", "token=" + tokens.at("access_token"),
                "client_id=" + GenericAuthority.PUBLIC).status()).isEqualTo(401);
    }

    @Test
    void theMetadataNamesWhatIsThere() {
        Reply metadata = authority.get("/.well-known/oauth-authorization-server", "");
        assertThat(metadata.at("issuer")).isEqualTo(authority.base());
        assertThat(metadata.at("code_challenge_methods_supported.0")).isEqualTo("S256");
        for (String endpoint : List.of("authorization", "token", "device_authorization", "revocation",
                "introspection")) {
            String url = metadata.at(endpoint + "_endpoint");
            assertThat(url).startsWith(authority.base() + "/oauth/");
            assertThat(authority.get(url.substring(authority.base().length()), "").status()).as(url).isNotEqualTo(404);
        }
    }

    @Test
    void noTokenNoCodeAndNoClientSecretIsInAnyFileOfTheDatabase() throws IOException {
        String code = authority.code(authority.withPkce("read"));
        Reply tokens = authority.tokens();
        Reply device = authority.form("/oauth/device", "client_id=" + GenericAuthority.PUBLIC);
        List<String> secrets = List.of(code, tokens.at("access_token"), tokens.at("refresh_token"),
                authority.given("client_secret"), device.at("device_code"), device.at("user_code"),
                device.at("user_code").replace("-", ""));
        authority.restart();
        try (Stream<Path> files = Files.walk(authority.home())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("bootstrap.json")).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(secrets);
            }
        }
    }
}
