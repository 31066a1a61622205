package dev.keyrack.twofactor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("One-time codes")
class TotpTest {
    private static final String DIGITS = "12345678901234567890";

    private static OtpAuthUri key(OtpAuthUri.Type type, Algorithm algorithm, int digits) {
        int length = switch (algorithm) {
            case SHA1 -> 20;
            case SHA256 -> 32;
            case SHA512 -> 64;
        };
        byte[] seed = DIGITS.repeat(4).substring(0, length).getBytes(StandardCharsets.US_ASCII);
        return new OtpAuthUri(type, "", "", Secret.wrap(seed), algorithm, digits, 30,
                type == OtpAuthUri.Type.HOTP ? OptionalLong.of(0) : OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({"59,SHA1,94287082", "59,SHA256,46119246", "59,SHA512,90693936", "1111111109,SHA1,07081804",
            "1111111109,SHA256,68084774", "1111111109,SHA512,25091201", "1111111111,SHA1,14050471",
            "1111111111,SHA256,67062674", "1111111111,SHA512,99943326", "1234567890,SHA1,89005924",
            "1234567890,SHA256,91819424", "1234567890,SHA512,93441116", "2000000000,SHA1,69279037",
            "2000000000,SHA256,90698825", "2000000000,SHA512,38618901", "20000000000,SHA1,65353130",
            "20000000000,SHA256,77737706", "20000000000,SHA512,47863826"})
    void codesAreThoseOfRfc6238(long second, Algorithm algorithm, String code) {
        try (OtpAuthUri key = key(OtpAuthUri.Type.TOTP, algorithm, 8);
                Secret made = Totp.at(key, Instant.ofEpochSecond(second))) {
            assertThat(made.reveal()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,755224,1284755224", "1,287082,1094287082", "2,359152,0137359152", "3,969429,1726969429",
            "4,338314,1640338314", "5,254676,0868254676", "6,287922,1918287922", "7,162583,0082162583",
            "8,399871,0673399871", "9,520489,0645520489"})
    void codesAreThoseOfRfc4226(long counter, String six, String ten) {
        try (OtpAuthUri brief = key(OtpAuthUri.Type.HOTP, Algorithm.SHA1, 6);
                OtpAuthUri full = key(OtpAuthUri.Type.HOTP, Algorithm.SHA1, 10);
                Secret code = Totp.code(brief, counter);
                Secret whole = Totp.code(full, counter)) {
            assertThat(code.reveal()).isEqualTo(six);
            assertThat(whole.reveal()).isEqualTo(ten);
        }
    }

    @Test
    void aCodeHoldsUntilItsPeriodEnds() {
        try (OtpAuthUri key = key(OtpAuthUri.Type.TOTP, Algorithm.SHA1, 6)) {
            assertThat(Totp.left(key, Instant.ofEpochSecond(60))).isEqualTo(Duration.ofSeconds(30));
            assertThat(Totp.left(key, Instant.ofEpochMilli(89_500))).isEqualTo(Duration.ofMillis(500));
            assertThat(Totp.step(key, Instant.ofEpochMilli(89_999))).isEqualTo(2);
        }
    }

    @Test
    void aCounterBasedKeyHasNoCodeOfThisMoment() {
        try (OtpAuthUri key = key(OtpAuthUri.Type.HOTP, Algorithm.SHA1, 6)) {
            assertThatThrownBy(() -> Totp.at(key, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSeedIsWholeAfterwards() {
        try (OtpAuthUri key = key(OtpAuthUri.Type.TOTP, Algorithm.SHA1, 6);
                Secret one = Totp.at(key, Instant.EPOCH);
                Secret two = Totp.at(key, Instant.EPOCH)) {
            assertThat(one.reveal()).isEqualTo(two.reveal());
            assertThat(key.seed().reveal()).isEqualTo(DIGITS);
        }
    }
}
