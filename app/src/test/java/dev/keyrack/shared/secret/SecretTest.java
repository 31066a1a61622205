package dev.keyrack.shared.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A secret")
class SecretTest {
    @Test
    void wipesTheArrayItTookOver() {
        byte[] bytes = "sesame".getBytes(StandardCharsets.UTF_8);
        Secret.wrap(bytes).close();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void lendsNothingOnceItIsClosed() {
        Secret secret = secret("sesame");
        secret.close();
        assertThat(secret.isClosed()).isTrue();
        assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.writeTo(new ByteArrayOutputStream())).isInstanceOf(IllegalStateException.class);
        secret.close();
    }

    @Test
    void livesOnInItsCopy() {
        Secret first = secret("sesame");
        try (Secret second = first.copy()) {
            first.close();
            assertThat(second.reveal()).isEqualTo("sesame");
        }
    }

    @Test
    void isTheSameAsOneWithTheSameBytesAlone() {
        try (Secret sesame = secret("sesame");
                Secret again = secret("sesame");
                Secret other = secret("sesamf");
                Secret longer = secret("sesame ")) {
            assertThat(sesame.sameAs(again)).isTrue();
            assertThat(sesame.sameAs(other)).isFalse();
            assertThat(sesame.sameAs(longer)).isFalse();
            assertThat(sesame.sameAs(sesame)).isTrue();
        }
    }

    @Test
    void saysNothingOfItselfInText() {
        try (Secret secret = secret("sesame")) {
            assertThat(secret.toString()).doesNotContain("sesame");
            assertThat("%s".formatted(secret)).doesNotContain("sesame");
        }
    }

    @Test
    void hasTheHashOfFips180() {
        // FIPS 180-4, example for "abc"
        try (Secret secret = secret("abc")) {
            assertThat(HexFormat.of().formatHex(secret.sha256()))
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    @Test
    void isWrittenByteForByte() throws IOException {
        try (Secret secret = secret("sésame")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            secret.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo("sésame".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void takesAnyTextFromCharacters() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(40), 1, 0x1_0FFFF)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            try (Secret secret = Secret.ofChars(text.toCharArray())) {
                assertThat(secret.reveal()).as("seed %d", seed).isEqualTo(text);
            }
        }
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
