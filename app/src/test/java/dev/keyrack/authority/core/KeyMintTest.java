package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mint of keys")
class KeyMintTest {
    private final KeyMint mint = new KeyMint(new SystemTraits("sys", "System", "admin@sys.test",
            Map.of("live", "sy_live_"), 12, List.of("a:read")), new SecureRandom());

    @Test
    void whatItMakesIsWholeAndIsRecognised() {
        for (int round = 0; round < 200; round++) {
            try (Secret value = mint.mint("live")) {
                assertThat(value.length()).isEqualTo("sy_live_".length() + 43 + 6);
                assertThat(mint.isWhole(value.reveal())).isTrue();
                assertThat(mint.looksLikeKey(value.reveal())).isTrue();
                assertThat(value.reveal()).startsWith(mint.hint(value)).startsWith("sy_live_");
                assertThat(mint.hint(value)).hasSize(12);
            }
        }
    }

    @Test
    void noOneMistypedCharacterPasses() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            try (Secret value = mint.mint("live")) {
                StringBuilder text = new StringBuilder(value.reveal());
                int at = "sy_live_".length() + random.nextInt(49);
                text.setCharAt(at, text.charAt(at) == 'Q' ? 'R' : 'Q');
                assertThat(mint.isWhole(text.toString())).as("seed %d, place %d", seed, at).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "sy_live_", "sy_live_abc", "xx_live_0000000000000000000000000000000000000000000000000",
            "sy_live_äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü0000000"})
    void whatIsNoKeyIsNotWhole(String text) {
        assertThat(mint.isWhole(text)).isFalse();
    }
}
