package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Digits of 62")
class Base62Test {
    @ParameterizedTest(name = "{0} ends in {1}")
    @CsvSource(textBlock = """
            # the 30 characters after the prefix of two published dummy tokens, one of npm and one of GitHub
            qkJaB6MffYVzZXWqmcoF49yrUxP3wf, 0LsakP
            zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ, 0mLq17
            """)
    void theChecksumIsThatOfGitHubAndNpm(String random, String expected) {
        byte[] bytes = random.getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(Base62.checksum(bytes, 0, bytes.length), StandardCharsets.US_ASCII)).isEqualTo(expected);
    }

    @Test
    void anyOneChangedCharacterChangesTheChecksum() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = Base62.random(random, KeyMint.RANDOM_LENGTH);
            byte[] before = Base62.checksum(text, 0, text.length);
            int at = random.nextInt(text.length);
            byte old = text[at];
            text[at] = Base62.random(random, 1)[0];
            assertThat(Arrays.equals(Base62.checksum(text, 0, text.length), before)).as("seed %d", seed)
                    .isEqualTo(text[at] == old);
        }
    }

    @Test
    void twoNeighboursSwappedChangeTheChecksum() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = Base62.random(random, KeyMint.RANDOM_LENGTH);
            byte[] before = Base62.checksum(text, 0, text.length);
            int at = random.nextInt(text.length - 1);
            boolean same = text[at] == text[at + 1];
            byte swap = text[at];
            text[at] = text[at + 1];
            text[at + 1] = swap;
            assertThat(Arrays.equals(Base62.checksum(text, 0, text.length), before)).as("seed %d", seed)
                    .isEqualTo(same);
        }
    }

    @Test
    void allDigitsComeAboutEquallyOften() {
        int[] seen = new int[128];
        for (byte digit : Base62.random(new Random(7), 62_000)) {
            seen[digit]++;
            assertThat(Base62.isDigit(digit)).isTrue();
        }
        assertThat(Arrays.stream(seen).filter(count -> count > 0).count()).isEqualTo(62);
        assertThat(Arrays.stream(seen).filter(count -> count > 0).min().orElseThrow()).isGreaterThan(850);
        assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(1_150);
    }
}
