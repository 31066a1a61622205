package dev.keyrack.twofactor.ui;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.twofactor.domain.CodeHelpText;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import java.time.Duration;
import java.util.Optional;

/// Words what is known of a key, its codes and the clocks.
final class TwoFactorWording {
    private static final Duration RIGHT = Duration.ofSeconds(3);
    private final Messages messages;

    TwoFactorWording(Messages messages) {
        this.messages = messages;
    }

    /// Such as `6 digits, 30 s`.
    String code(OtpAuthUri key) {
        return key.type() == OtpAuthUri.Type.TOTP
                ? messages.get("twofactor.fact.code.timed", key.digits(), key.period())
                : messages.get("twofactor.fact.code.counted", key.digits());
    }

    /// Such as `SHA-1, usual`.
    String method(OtpAuthUri key) {
        return switch (key.algorithm()) {
            case SHA1 -> messages.get("twofactor.fact.method.usual");
            case SHA256 -> messages.get("twofactor.fact.method.unusual", "SHA-256");
            case SHA512 -> messages.get("twofactor.fact.method.unusual", "SHA-512");
        };
    }

    /// How this computer's clock stands; empty if nobody knows.
    String clock(Optional<ClockReading> clock) {
        return clock.map(reading -> {
            double seconds = reading.ahead().abs().toMillis() / 1000.0;
            if (reading.ahead().abs().compareTo(RIGHT) <= 0) {
                return messages.get("twofactor.clock.right", seconds);
            }
            return CodeHelpText.clock(reading, messages);
        }).orElse("");
    }

    /// Whose key it is.
    String place(OtpAuthUri key) {
        return key.issuer().isEmpty()
                ? key.account()
                : messages.get("twofactor.place", key.issuer(), key.account());
    }
}
