package dev.keyrack.twofactor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.CodeHelp.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Help with a refused code")
class CodeHelpTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:15Z");
    private static final Messages MESSAGES = Messages.forLocale(Locale.ENGLISH);

    private final OtpAuthUri key = new OtpAuthUri(OtpAuthUri.Type.TOTP, "A", "b",
            Secret.wrap("12345678901234567890".getBytes(StandardCharsets.US_ASCII)), OtpAuthUri.Algorithm.SHA1, 6, 30,
            OptionalLong.empty());

    @AfterEach
    void wipe() {
        key.close();
    }

    private CodeHelp help(Instant phone, Instant computer, Optional<ClockReading> clock) {
        try (Secret code = Totp.at(key, phone)) {
            return CodeHelp.of(key, code, computer, clock);
        }
    }

    private static Optional<ClockReading> ahead(int seconds) {
        return Optional.of(new ClockReading(Duration.ofSeconds(seconds), Duration.ofMillis(600)));
    }

    /// Clocks against the provider's, in seconds.
    @ParameterizedTest
    @CsvSource({"0,0,RIGHT_NOW", "-30,0,RAN_OUT", "-90,0,OTHER_DEVICE", "60,0,OTHER_DEVICE", "60,60,THIS_COMPUTER",
            "-120,-120,THIS_COMPUTER", "0,300,RIGHT_NOW", "-300,300,OTHER_DEVICE", "540,0,OTHER_DEVICE"})
    void whoseClockIsOffIsFoundOut(int phone, int computer, Reason reason) {
        CodeHelp help = help(NOON.plusSeconds(phone), NOON.plusSeconds(computer), ahead(computer));

        assertThat(help.isKeys()).isTrue();
        assertThat(help.reason()).isEqualTo(reason);
        assertThat(help.codeAhead()).isEqualTo(Duration.ofSeconds(phone));
    }

    @Test
    void withoutTheProvidersTimeItIsSomeClock() {
        assertThat(help(NOON.minusSeconds(120), NOON, Optional.empty()).reason()).isEqualTo(Reason.SOME_CLOCK);
    }

    @Test
    void aCodeOfAnotherKeyOrOfLongAgoIsNotTheKeys() {
        assertThat(help(NOON.minusSeconds(3600), NOON, ahead(0)).reason()).isEqualTo(Reason.OTHER_KEY);
        try (Secret text = Secret.wrap("backup".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(CodeHelp.of(key, text, NOON, ahead(0)).isKeys()).isFalse();
        }
    }

    @Test
    void theBlankInTheMiddleDoesNotCount() {
        try (Secret code = Totp.at(key, NOON)) {
            String digits = code.reveal();
            try (Secret typed = Secret.wrap((digits.substring(0, 3) + " " + digits.substring(3))
                    .getBytes(StandardCharsets.US_ASCII))) {
                assertThat(CodeHelp.of(key, typed, NOON, ahead(0)).reason()).isEqualTo(Reason.RIGHT_NOW);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -90  | 0   | The clock of the phone or app that made the code is about 90 s behind. Set it by the network, then take the next code.
            300  | 0   | The clock of the phone or app that made the code is about 5 min ahead. Set it by the network, then take the next code.
            40   | 40  | This computer's clock is 40 s ahead of the provider's. The code was made by this clock. Set the clock by the network, then take the next code.
            -30  | 0   | The code had run out when it arrived. Wait for the next one, and type it while it is fresh.
            0    | -40 | This computer's clock is 40 s behind the provider's. The code is the right one for this moment, so it was probably used before. Wait for the next one.
            4000 | 0   | The code does not belong to this key. In the authenticator app, choose the entry that was added last for this account.
            """)
    void itIsWorded(int phone, int computer, String words) {
        CodeHelp help = help(NOON.plusSeconds(phone), NOON.plusSeconds(computer), ahead(computer));

        assertThat(CodeHelpText.of(help, MESSAGES)).isEqualTo(words);
    }

    @Test
    void someClockIsWordedBothWays() {
        assertThat(CodeHelpText.of(help(NOON.minusSeconds(120), NOON, Optional.empty()), MESSAGES))
                .startsWith("The code is the one of about 2 min ago:");
        assertThat(CodeHelpText.of(help(NOON.plusSeconds(60), NOON, Optional.empty()), MESSAGES))
                .startsWith("The code is the one of about 60 s from now:");
    }
}
