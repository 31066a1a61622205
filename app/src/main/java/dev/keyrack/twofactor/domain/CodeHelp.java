package dev.keyrack.twofactor.domain;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Why a code was refused, as far as the shared key and the clocks tell.
///
/// @param isKeys    whether the code belongs to the key at some moment nearby
/// @param codeAhead how far the moment of the code is ahead of the provider's time, by the middle of the time in which
///                  it holds; negative if it is behind, zero if it is the code of this moment
/// @param clock     how this computer's clock stands beside the provider's
public record CodeHelp(boolean isKeys, Duration codeAhead, Optional<ClockReading> clock) {
    private static final Duration AROUND = Duration.ofMinutes(10);
    /// As long ago as the code before this one lies, with the time that typing takes.
    private static final Duration JUST_BEFORE = Duration.ofSeconds(45);
    private static final Duration TYPING = Duration.ofSeconds(30);

    /// Looks for `code` around `now`, ten minutes either way. Where the clock is known, `now` is put right by it first.
    ///
    /// @param now this computer's time
    public static CodeHelp of(OtpAuthUri key, Secret code, Instant now, Optional<ClockReading> clock) {
        Instant there = clock.map(reading -> now.minus(reading.ahead())).orElse(now);
        if (key.type() == OtpAuthUri.Type.HOTP) {
            return new CodeHelp(false, Duration.ZERO, clock);
        }
        try (Secret given = bare(code)) {
            long current = Totp.step(key, there);
            long most = AROUND.toSeconds() / key.period();
            for (long away = 0; away <= most; away++) {
                if (isCode(key, current - away, given)) {
                    return new CodeHelp(true, ahead(key, current - away, there), clock);
                }
                if (isCode(key, current + away, given)) {
                    return new CodeHelp(true, ahead(key, current + away, there), clock);
                }
            }
        }
        return new CodeHelp(false, Duration.ZERO, clock);
    }

    /// Without the blank that apps show in the middle.
    private static Secret bare(Secret code) {
        return code.use(bytes -> {
            byte[] digits = new byte[bytes.length];
            int count = 0;
            for (byte octet : bytes) {
                if (octet != ' ') {
                    digits[count++] = octet;
                }
            }
            byte[] exact = Arrays.copyOf(digits, count);
            Arrays.fill(digits, (byte) 0);
            return Secret.wrap(exact);
        });
    }

    private static boolean isCode(OtpAuthUri key, long step, Secret given) {
        try (Secret code = Totp.code(key, step)) {
            return code.sameAs(given);
        }
    }

    private static Duration ahead(OtpAuthUri key, long step, Instant there) {
        if (step == Totp.step(key, there)) {
            return Duration.ZERO;
        }
        Instant middle = Instant.ofEpochSecond(step * key.period()).plusMillis(key.period() * 500L);
        return Duration.between(there, middle);
    }

    /// Whose clock is off, or what else it is.
    public enum Reason {
        /// The code is another key's.
        OTHER_KEY,
        /// The code is the one of this moment: it was used before, or the provider has another reason.
        RIGHT_NOW,
        /// The code was the one before.
        RAN_OUT,
        /// This computer's clock is off, and the code was made by it.
        THIS_COMPUTER,
        /// The clock of the device that made the code is off; this computer's is right.
        OTHER_DEVICE,
        /// Some clock is off, and the provider did not tell its time.
        SOME_CLOCK
    }

    /// What it comes to.
    public Reason reason() {
        if (!isKeys) {
            return Reason.OTHER_KEY;
        }
        if (codeAhead.isZero()) {
            return Reason.RIGHT_NOW;
        }
        if (codeAhead.isNegative() && codeAhead.negated().compareTo(JUST_BEFORE) <= 0) {
            return Reason.RAN_OUT;
        }
        if (clock.isEmpty()) {
            return Reason.SOME_CLOCK;
        }
        boolean madeHere = isClockOff() && codeAhead.minus(clock.get().ahead()).abs().compareTo(TYPING) <= 0;
        return madeHere ? Reason.THIS_COMPUTER : Reason.OTHER_DEVICE;
    }

    /// Whether this computer's clock differs from the provider's by more than can be an error of measurement.
    public boolean isClockOff() {
        return clock.filter(reading -> reading.ahead().abs().compareTo(reading.precision().plusSeconds(1)) > 0)
                .isPresent();
    }
}
