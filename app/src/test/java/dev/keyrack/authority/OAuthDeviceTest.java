package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("OAuth 2.0 with a device code")
class OAuthDeviceTest {
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
    void aDeviceGetsACodeForItselfAndOneForThePerson() {
        Reply begun = begin();
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.members()).containsExactly("device_code", "user_code", "verification_uri",
                "verification_uri_complete", "expires_in", "interval");
        assertThat(begun.at("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(begun.at("verification_uri")).isEqualTo(authority.base() + "/oauth/device");
        assertThat(begun.at("verification_uri_complete"))
                .isEqualTo(authority.base() + "/oauth/device?user_code=" + begun.at("user_code"));
        assertThat(begun.at("expires_in")).isEqualTo("600");
        assertThat(begun.at("interval")).isEqualTo("5");
    }

    @Test
    void thePersonAllowsItAndTheDeviceGetsItsTokensOnce() {
        Reply begun = begin();
        assertThat(poll(begun).at("error")).isEqualTo("authorization_pending");
        Reply done = decide(consentPage(begun.at("user_code")), "allow");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("Device connected");
        Reply tokens = poll(begun);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.at("scope")).isEqualTo("read");
        assertThat(authority.users(tokens.at("access_token"))).isEqualTo(200);
        assertThat(authority.refreshed(tokens.at("refresh_token")).status()).isEqualTo(200);
        assertThat(poll(begun).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void thePageNamesTheApplicationAndWarnsOfStrangers() {
        GenericAuthority.Page page = consentPage(begin().at("user_code"));
        assertThat(page.reply().text()).contains("Keyrack Desktop asks for access", "<b>read</b>",
                "only if you started it on that device");
        assertThat(page.reply().header("Content-Security-Policy")).contains("form-action 'self';");
    }

    @Test
    void thePersonRefuses() {
        Reply begun = begin();
        GenericAuthority.Page page = consentPage(begun.at("user_code"));
        Reply done = authority.form("/oauth/device/consent", "ticket=" + page.ticket(), "decision=deny",
                "Cookie:" + page.cookie());
        assertThat(done.text()).contains("Access denied");
        assertThat(poll(begun).at("error")).isEqualTo("access_denied");
    }

    @Test
    void whoAsksTooOftenHasToSlowDownMoreAndMore() {
        Reply begun = begin();
        assertThat(poll(begun).at("error")).isEqualTo("authorization_pending");
        authority.clock.advance(Duration.ofSeconds(4));
        assertThat(poll(begun).at("error")).isEqualTo("slow_down");
        authority.clock.advance(Duration.ofSeconds(9));
        assertThat(poll(begun).at("error")).isEqualTo("slow_down");
        authority.clock.advance(Duration.ofSeconds(15));
        assertThat(poll(begun).at("error")).isEqualTo("authorization_pending");
    }

    @Test
    void nobodyDecidesInTime() {
        Reply begun = begin();
        authority.clock.advance(Duration.ofMinutes(10));
        assertThat(poll(begun).at("error")).isEqualTo("expired_token");
        assertThat(type(begun.at("user_code")).reply().status()).isEqualTo(404);
    }

    @Test
    void aDeviceWaitsThroughARestart() {
        Reply begun = begin();
        authority.restart();
        decide(consentPage(begun.at("user_code")), "allow");
        assertThat(poll(begun).status()).isEqualTo(200);
    }

    @Test
    void aDeviceCodeIsForItsApplicationAlone() {
        Reply begun = begin();
        decide(consentPage(begun.at("user_code")), "allow");
        assertThat(authority.form("/oauth/token", "grant_type=" + GenericAuthority.DEVICE_GRANT,
                "device_code=" + begun.at("device_code"), authority.basic()).at("error")).isEqualTo("invalid_grant");
        assertThat(poll(begun).status()).isEqualTo(200);
    }

    @Test
    void peopleTypeTheCodeAsTheyLike() {
        String code = begin().at("user_code");
        String typed = " " + code.toLowerCase(Locale.ROOT).replace("-", " ");
        assertThat(type(typed).reply().text()).contains("asks for access");
    }

    @Test
    void guessingCodesIsSlowedDown() {
        String right = begin().at("user_code");
        for (int i = 0; i < 10; i++) {
            assertThat(type("BCDF-GHJK").reply().status()).isEqualTo(404);
        }
        assertThat(type(right).reply().status()).isEqualTo(429);
        authority.clock.advance(Duration.ofSeconds(61));
        assertThat(type(right).reply().text()).contains("asks for access");
    }

    @Test
    void aCodeInTheAddressIsShownAsTextAndStillAsksThePerson() {
        GenericAuthority.Page page = authority.open("/oauth/device?user_code=%22%3E%3Cscript%3E'%26");
        assertThat(page.reply().text()).contains("value=\"&quot;&gt;&lt;script&gt;&#39;&amp;\"")
                .doesNotContain("<script");
        GenericAuthority.Page real = authority.open("/oauth/device?user_code=" + begin().at("user_code"));
        assertThat(real.reply().text()).contains("Type the code").doesNotContain("asks for access");
    }

    @Test
    void withoutItsTicketNeitherFormDoesAnything() {
        Reply begun = begin();
        assertThat(authority.form("/oauth/device/code", "user_code=" + begun.at("user_code")).status()).isEqualTo(400);
        GenericAuthority.Page page = consentPage(begun.at("user_code"));
        assertThat(authority.form("/oauth/device/consent", "ticket=" + page.ticket(), "email=" + authority.email(),
                "password=" + authority.password(), "decision=allow").status()).isEqualTo(400);
        assertThat(poll(begun).at("error")).isEqualTo("authorization_pending");
    }

    @Test
    void aDecisionIsTakenOnce() {
        Reply begun = begin();
        GenericAuthority.Page first = consentPage(begun.at("user_code"));
        GenericAuthority.Page second = consentPage(begun.at("user_code"));
        decide(first, "deny");
        assertThat(decide(second, "allow").text()).contains("Too late");
        assertThat(poll(begun).at("error")).isEqualTo("access_denied");
    }

    @Test
    void anUnknownScopeAndAnUnknownApplicationAreToldApart() {
        assertThat(authority.form("/oauth/device", "client_id=" + GenericAuthority.PUBLIC, "scope=admin").at("error"))
                .isEqualTo("invalid_scope");
        assertThat(authority.form("/oauth/device", "client_id=nobody").at("error")).isEqualTo("invalid_client");
    }

    private Reply begin() {
        return authority.form("/oauth/device", "client_id=" + GenericAuthority.PUBLIC, "scope=read");
    }

    private Reply poll(Reply begun) {
        return authority.form("/oauth/token", "grant_type=" + GenericAuthority.DEVICE_GRANT,
                "device_code=" + begun.at("device_code"), "client_id=" + GenericAuthority.PUBLIC);
    }

    private GenericAuthority.Page type(String code) {
        GenericAuthority.Page page = authority.open("/oauth/device");
        return GenericAuthority.Page.of(authority.form("/oauth/device/code", "ticket=" + page.ticket(),
                "user_code=" + code, "Cookie:" + page.cookie()));
    }

    private GenericAuthority.Page consentPage(String code) {
        GenericAuthority.Page page = type(code);
        assertThat(page.reply().status()).isEqualTo(200);
        return page;
    }

    private Reply decide(GenericAuthority.Page page, String decision) {
        return authority.decide(page, "/oauth/device/consent", decision);
    }
}
