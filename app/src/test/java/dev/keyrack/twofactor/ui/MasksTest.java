package dev.keyrack.twofactor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What stands for a secret")
class MasksTest {
    @ParameterizedTest
    @CsvSource({"K7Q2-9ABC, K7•• - ••••, K7Q2 - 9ABC", "tjab-cdef-ghij-klmn, tj••-••••-••••-••••, tjab-cdef-ghij-klmn",
            "12345678, 12••••••, 12345678", "1234, ••••, 1234"})
    void showsTheBeginningOfABackupCodeThatIsLongEnough(String code, String masked, String plain) {
        try (Secret secret = Secret.wrap(code.getBytes(StandardCharsets.UTF_8))) {
            assertThat(Masks.code(secret)).isEqualTo(masked);
            assertThat(Masks.plainCode(secret)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({"JBSWY3DPEHPK3PXP, JBSW •••• •••• ••XP", "JBSWY3DPEHPK3PXPJBSWY3D, JBSW •••• •••• •••• •••• •3D",
            "JBSWY3DP, •••• ••••"})
    void showsTheEndsOfASharedKeyThatIsLongEnough(String key, String masked) {
        try (Secret secret = Secret.wrap(key.getBytes(StandardCharsets.UTF_8))) {
            assertThat(String.join(" ", Masks.key(secret))).isEqualTo(masked);
            assertThat(String.join("", Masks.plainKey(secret))).isEqualTo(key);
        }
    }
}
