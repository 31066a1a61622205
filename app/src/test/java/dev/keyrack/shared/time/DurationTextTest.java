package dev.keyrack.shared.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A duration as text")
class DurationTextTest {
    private static final int TRIES = 20_000;

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"45s, PT45S", "30m, PT30M", "12h, PT12H", "90d, PT2160H", "2w, PT336H", "1y, PT8760H", "365d, PT8760H"})
    void isReadWithItsUnit(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "d", "0d", "-1d", "1", "1.5d", "1 d", " 1d", "1d ", "1D", "1dd", "1h30m", "0x1d", "９d",
            "1000000000d", "36501d", "101y", "never", "365days", "+1d"})
    void isNotReadInAnyOtherShape(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void comesBackFromItsOwnText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Duration duration = Duration.ofSeconds(1 + random.nextLong(Duration.ofDays(36_500).toSeconds()));
            String text = DurationText.format(duration);
            if (text.length() <= 10) { // nine digits and the unit: more is not taken
                assertThat(DurationText.parse(text)).as("seed %d, %s", seed, duration).contains(duration);
            }
        }
    }

    @Test
    void isWrittenWithTheLargestUnitThatLosesNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            long count = 1 + random.nextInt(9_999);
            assertThat(DurationText.format(Duration.ofDays(count))).as("seed %d", seed).isEqualTo(count + "d");
            if (count % 24 != 0) {
                assertThat(DurationText.format(Duration.ofHours(count))).as("seed %d", seed).isEqualTo(count + "h");
            }
        }
    }

    @Test
    void readsNothingOfNoiseAndNeverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "0123456789smhdwy .-+eE";
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            boolean wellFormed = text.toString().matches("[1-9][0-9]{0,8}[smhdwy]");
            if (!wellFormed) {
                assertThat(DurationText.parse(text.toString())).as("seed %d, \"%s\"", seed, text).isEmpty();
            }
        }
    }

    @Test
    void isNotWrittenWithoutAWholePositiveNumberOfSeconds() {
        assertThatThrownBy(() -> DurationText.format(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DurationText.format(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DurationText.format(Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
