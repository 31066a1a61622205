package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The second factor of the authority")
class SecondFactorTest {
    private static final String SETUP = "/v1/auth/2fa/setup";
    private static final String VERIFY = "/v1/auth/2fa/verify";

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

    @Test
    void setupGivesASecretAndItsUriAsTheDocumentSays() {
        Reply reply = authority.post(SETUP, token, "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.members()).containsExactly("secret", "qr_code_url");
        assertThat(reply.at("secret")).matches("[A-Z2-7]{32}");
        assertThat(reply.at("qr_code_url")).isEqualTo("otpauth://totp/Cloudheed:admin@cloudheed.test?secret="
                + reply.at("secret") + "&issuer=Cloudheed");
    }

    @Test
    void setupAloneChangesNoLogin() {
        authority.post(SETUP, token, "");
        assertThat(authority.login().status()).isEqualTo(200);
        assertThat(authority.get("/v1/auth/2fa", token).at("pending")).isEqualTo("true");
        assertThat(authority.get("/v1/auth/2fa", token).at("enabled")).isEqualTo("false");
    }

    @Test
    void verifySwitchesItOnAndGivesTenBackupCodes() {
        Reply reply = verify(code(setUp(), 0));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.members()).containsExactly("enabled", "backup_codes");
        assertThat(backupCodes(reply)).hasSize(10).doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9a-z]{4}(-[0-9a-z]{4}){3}"));
        Reply status = authority.get("/v1/auth/2fa", token);
        assertThat(status.at("enabled")).isEqualTo("true");
        assertThat(status.at("backup_codes_left")).isEqualTo("10");
    }

    @Test
    void loginWithoutACodeIsThenToldThatOneIsNeeded() {
        enable();
        Reply reply = authority.login();
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("two_factor_required");
        assertThat(reply.members()).containsExactly("error");
    }

    @Test
    void theWrongPasswordIsRefusedBeforeAnyCodeIsAskedFor() {
        enable();
        Reply reply = authority.post("/v1/auth/login", "", "{'email':'admin@cloudheed.test','password':'wrong'}");
        assertThat(reply.code()).isEqualTo("invalid_credentials");
    }

    @Test
    void loginWithACodeWorksRightAfterItWasEnabled() {
        String secret = setUp();
        String code = code(secret, 0);
        assertThat(verify(code).status()).isEqualTo(200);
        Reply reply = authority.login(code);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(authority.get("/v1/databases", reply.at("access_token")).status()).isEqualTo(200);
    }

    @Test
    void aCodeSignsInOnce() {
        String secret = enable();
        String code = code(secret, 0);
        assertThat(authority.login(code).status()).isEqualTo(200);
        Reply again = authority.login(code);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("two_factor_invalid");
        assertThat(authority.login(code(secret, -1)).status()).isEqualTo(401);
        assertThat(authority.login(code(secret, 1)).status()).isEqualTo(200);
    }

    @Test
    void aClockMayBeOffByOneStepAndNotByTwo() {
        String secret = enable();
        assertThat(authority.login(code(secret, -2)).code()).isEqualTo("two_factor_invalid");
        assertThat(authority.login(code(secret, 2)).code()).isEqualTo("two_factor_invalid");
        assertThat(authority.login(code(secret, -1)).status()).isEqualTo(200);
        authority.clock.advance(Duration.ofMinutes(5));
        assertThat(authority.login(code(secret, 1)).status()).isEqualTo(200);
    }

    @Test
    void aWrongCodeAtLoginIsRefused() {
        enable();
        for (String wrong : List.of("abcdef", "12345", "1234567", "x")) {
            Reply reply = authority.login(wrong);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.code()).isEqualTo("two_factor_invalid");
        }
    }

    @Test
    void aBackupCodeIsGoodOnce() {
        setUpAndKeep();
        String code = codes.get(3);
        assertThat(authority.login(code).status()).isEqualTo(200);
        assertThat(authority.login(code).code()).isEqualTo("two_factor_invalid");
        assertThat(authority.login(codes.get(4)).status()).isEqualTo(200);
        assertThat(authority.get("/v1/auth/2fa", token).at("backup_codes_left")).isEqualTo("8");
    }

    @Test
    void aBackupCodeMayBeTypedInCapitalsAndWithoutDashes() {
        setUpAndKeep();
        assertThat(authority.login(codes.get(0).replace("-", "").toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
        assertThat(authority.login(codes.get(0)).status()).isEqualTo(401);
    }

    @Test
    void usedBackupCodesStayUsedAfterARestart() {
        setUpAndKeep();
        authority.login(codes.get(0));
        authority.restart();
        assertThat(authority.login(codes.get(0)).status()).isEqualTo(401);
        assertThat(authority.login(codes.get(1)).status()).isEqualTo(200);
    }

    @Test
    void tenWrongCodesBarFurtherOnesForAMinute() {
        String secret = enable();
        for (int i = 0; i < 10; i++) {
            authority.login("000");
        }
        Reply barred = authority.login(code(secret, 0));
        assertThat(barred.status()).isEqualTo(429);
        assertThat(barred.header("Retry-After")).isNotEmpty();
        authority.clock.advance(Duration.ofSeconds(61));
        assertThat(authority.login(code(secret, 0)).status()).isEqualTo(200);
    }

    @Test
    void aWrongCodeAtVerifyLeavesItOff() {
        setUp();
        Reply reply = verify("000");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("two_factor_invalid");
        assertThat(authority.login().status()).isEqualTo(200);
    }

    @Test
    void verifyWithoutSetupIsAConflict() {
        Reply reply = verify("123456");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("conflict");
    }

    @Test
    void settingUpAgainReplacesTheSecretUntilItIsOn() {
        String first = setUp();
        String second = setUp();
        assertThat(verify(code(first, 0)).status()).isEqualTo(400);
        assertThat(verify(code(second, 0)).status()).isEqualTo(200);
        assertThat(authority.post(SETUP, token, "").status()).isEqualTo(409);
        assertThat(verify(code(second, 0)).status()).isEqualTo(409);
    }

    @Test
    void itIsTurnedOffWithACodeAndNotWithoutOne() {
        String secret = enable();
        assertThat(authority.send("DELETE", "/v1/auth/2fa", token, "{'code':'000'}").status()).isEqualTo(400);
        assertThat(authority.send("DELETE", "/v1/auth/2fa", token, "").status()).isEqualTo(400);
        assertThat(authority.login().status()).isEqualTo(401);
        Reply off = authority.send("DELETE", "/v1/auth/2fa", token, "{'code':'" + code(secret, 0) + "'}");
        assertThat(off.status()).isEqualTo(200);
        assertThat(off.at("enabled")).isEqualTo("false");
        assertThat(authority.login().status()).isEqualTo(200);
        assertThat(authority.send("DELETE", "/v1/auth/2fa", token, "{'code':'123456'}").status()).isEqualTo(409);
    }

    @Test
    void aKeyMaySetNothingUp() {
        String key = authority.create(token, "k", "org:write").at("key");
        assertThat(authority.post(SETUP, key, "").status()).isEqualTo(403);
        assertThat(authority.post(VERIFY, key, "{'code':'123456'}").status()).isEqualTo(403);
        assertThat(authority.get("/v1/auth/2fa", key).status()).isEqualTo(403);
        assertThat(authority.post(SETUP, "", "").status()).isEqualTo(401);
    }

    @Test
    void refreshNeedsNoCode() {
        Reply before = authority.login();
        enable();
        assertThat(authority.post("/v1/auth/refresh", "", "{'refresh_token':'" + before.at("refresh_token") + "'}")
                .status()).isEqualTo(200);
    }

    private final List<String> codes = new ArrayList<>();

    private String setUp() {
        return authority.post(SETUP, token, "").at("secret");
    }

    private String enable() {
        String secret = setUp();
        assertThat(verify(code(secret, 0)).status()).isEqualTo(200);
        return secret;
    }

    private void setUpAndKeep() {
        codes.addAll(backupCodes(verify(code(setUp(), 0))));
    }

    private Reply verify(String code) {
        return authority.post(VERIFY, token, "{'code':'" + code + "'}");
    }

    /// The code by another implementation than the authority's own.
    private String code(String secret, int stepsOff) {
        Instant at = authority.clock.instant().plusSeconds(30L * stepsOff);
        return TOTPGenerator.withDefaultValues(secret.getBytes(StandardCharsets.US_ASCII)).at(at);
    }

    private static List<String> backupCodes(Reply reply) {
        List<String> codes = new ArrayList<>();
        reply.json().get("backup_codes").forEach(code -> codes.add(code.stringValue()));
        return codes;
    }
}
