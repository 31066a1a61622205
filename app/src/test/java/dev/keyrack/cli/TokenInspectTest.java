package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("token inspect")
class TokenInspectTest extends CliTestBase {
    private static final String TOKEN = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(
            "{\"sub\":\"user_123\",\"iat\":1640995200,\"exp\":1641081600,\"scope\":\"read write\",\"big\":1.5}")
            + ".c2lnbmF0dXJl";

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsWhatATokenSaysAndThatNothingWasVerified() {
        terminal.pipe(TOKEN + "\n");

        assertThat(run("token", "inspect")).isZero();
        assertThat(terminal.outText()).contains("alg: HS256", "sub: user_123", "issued: 2022-01-01T00:00:00Z",
                "expires: 2022-01-02T00:00:00Z", "It has expired.", "The signature was not verified");
        assertThat(terminal.outText()).doesNotContain("c2lnbmF0dXJl");
    }

    @Test
    void showsTheSameInJson() {
        terminal.pipe(TOKEN);

        assertThat(run("token", "inspect", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"header\":{\"alg\":\"HS256\",\"typ\":\"JWT\"},"
                + "\"claims\":{\"sub\":\"user_123\",\"iat\":1640995200,\"exp\":1641081600,\"scope\":\"read write\","
                + "\"big\":1.5},\"issued_at\":\"2022-01-01T00:00:00Z\",\"not_before\":null,"
                + "\"expires_at\":\"2022-01-02T00:00:00Z\",\"signature\":\"not_verified\","
                + "\"oddities\":[\"expired\"]}\n");
    }

    @Test
    void refusesWhatIsNoToken() {
        terminal.pipe("not a token");

        assertThat(run("token", "inspect")).isEqualTo(2);
        assertThat(terminal.errText()).contains("three parts");
        assertThat(terminal.outText()).isEmpty();
    }
}
