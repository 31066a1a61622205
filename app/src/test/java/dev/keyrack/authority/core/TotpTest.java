package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("One-time codes")
class TotpTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest(name = "at {0} s after 1970 the code is {1}")
    @CsvSource(textBlock = """
            # seconds,  last six digits (RFC 6238 appendix B, SHA-1 rows)
            59,          287082
            1111111109,  081804
            1111111111,  050471
            1234567890,  005924
            2000000000,  279037
            20000000000, 353130
            """)
    void areThoseOfRfc6238(long seconds, String code) {
        long step = Totp.stepAt(Instant.ofEpochSecond(seconds));
        assertThat(Totp.code(KEY, step)).isEqualTo(code);
        assertThat(Totp.matchingStep(KEY, code, Instant.ofEpochSecond(seconds))).hasValue(step);
    }

    @ParameterizedTest(name = "count {0} gives {1}")
    @CsvSource({"0,755224", "1,287082", "2,359152", "3,969429", "4,338314", "9,520489"})
    void areThoseOfRfc4226AppendixD(long count, String code) {
        assertThat(Totp.code(KEY, count)).isEqualTo(code);
    }

    @Test
    void holdForTheStepBeforeAndTheStepAfter() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.stepAt(now);
        for (int off = -3; off <= 3; off++) {
            assertThat(Totp.matchingStep(KEY, Totp.code(KEY, step + off), now).isPresent()).as("step %d", off)
                    .isEqualTo(Math.abs(off) <= 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void sharedKeysAreWrittenAsRfc4648Says(String text, String base32) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }
}
