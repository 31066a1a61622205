package dev.keyrack.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nearest word")
class NearestTest {
    private static final List<String> WORDS = List.of("operations", "capabilities", "verify");

    @Test
    void isTheOneWithTheFewestOtherLetters() {
        assertThat(Nearest.of("verfy", WORDS)).contains("verify");
        assertThat(Nearest.of("zzz", List.of())).isEmpty();
    }

    @Test
    void isASlipOnlyIfMostLettersFit() {
        assertThat(Nearest.slipOf("Opperations", WORDS)).contains("operations");
        assertThat(Nearest.slipOf("fly", WORDS)).isEmpty();
    }
}
