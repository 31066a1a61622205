package dev.keyrack.twofactor.ui;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.twofactor.domain.CodeHelp;
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
            return reading.ahead().isNegative()
                    ? messages.get("twofactor.clock.behind", seconds)
                    : messages.get("twofactor.clock.ahead", seconds);
        }).orElse("");
    }

    /// What helps after `help` was found out about a code that the provider refused.
    String help(CodeHelp help, OtpAuthUri key, String provider) {
        if (!help.isKeys()) {
            return messages.get("twofactor.wrong.stranger", provider, place(key));
        }
        long seconds = help.codeAhead().abs().toSeconds();
        if (seconds < key.period()) {
            return messages.get("twofactor.wrong.used", provider);
        }
        return help.codeAhead().isNegative()
                ? messages.get("twofactor.wrong.behind", provider, seconds)
                : messages.get("twofactor.wrong.ahead", provider, seconds);
    }

    /// Whose key it is.
    String place(OtpAuthUri key) {
        return key.issuer().isEmpty()
                ? key.account()
                : messages.get("twofactor.place", key.issuer(), key.account());
    }
}
