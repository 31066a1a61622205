package dev.keyrack.twofactor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.NotFoundException;
import dev.keyrack.fake.Scanner;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A QR code")
class QrMatrixTest {
    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 90, 300, 1000, 2300})
    void isReadBackWhateverItsLength(int length) throws NotFoundException {
        String text = "otpauth://" + "a".repeat(length);
        try (Secret secret = secret(text); QrMatrix matrix = QrMatrix.of(secret)) {
            assertThat(Scanner.read(matrix)).isEqualTo(text);
        }
    }

    @Test
    void canLoseFifteenPercentOfItsWords() {
        try (Secret secret = secret("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP");
                QrMatrix matrix = QrMatrix.of(secret)) {
            assertThat(Scanner.correction(matrix)).isIn("M", "Q", "H");
        }
    }

    @Test
    void isLightAroundItself() {
        try (Secret secret = secret("otpauth://totp/a"); QrMatrix matrix = QrMatrix.of(secret)) {
            assertThat(matrix.isDark(0, 0)).isTrue();
            assertThat(matrix.isDark(-1, 0)).isFalse();
            assertThat(matrix.isDark(0, matrix.size())).isFalse();
        }
    }

    @Test
    void isWipedWhenItIsClosed() {
        try (Secret secret = secret("otpauth://totp/a")) {
            QrMatrix matrix = QrMatrix.of(secret);
            matrix.close();
            for (int i = 0; i < matrix.size() * matrix.size(); i++) {
                assertThat(matrix.isDark(i % matrix.size(), i / matrix.size())).isFalse();
            }
        }
    }

    @Test
    void saysThatATextIsTooLongAndDoesNotRepeatIt() {
        try (Secret secret = secret("JBSWY3DP".repeat(500))) {
            assertThatIllegalArgumentException().isThrownBy(() -> QrMatrix.of(secret))
                    .withMessage("too long for a QR code").withNoCause();
        }
    }
}
