package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The hash of a password")
class PasswordHasherTest {
    private final PasswordHasher hasher = new PasswordHasher(new SecureRandom());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fitsItsPasswordAndNoOther() {
        String phc = hasher.hash(bytes("correct horse"));
        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
        assertThat(hasher.matches(bytes("correct horse"), phc)).isTrue();
        assertThat(hasher.matches(bytes("correct horsf"), phc)).isFalse();
        assertThat(hasher.matches(new byte[0], phc)).isFalse();
    }

    @Test
    void isAnotherEachTime() {
        byte[] text = bytes("same");
        assertThat(hasher.hash(text)).isNotEqualTo(hasher.hash(text));
    }

    @Test
    void isReadAsOtherProgramsWriteIt() {
        // from the tests of the reference implementation: phc-winner-argon2, src/test.c, version 0x13, Argon2id
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(hasher.matches(bytes("password"), phc)).isTrue();
        assertThat(hasher.matches(bytes("differentpassword"), phc)).isFalse();
    }

    @Test
    void thatIsNoneIsABug() {
        assertThatThrownBy(() -> hasher.matches(new byte[1], "$2b$12$abc")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("abc");
    }
}
