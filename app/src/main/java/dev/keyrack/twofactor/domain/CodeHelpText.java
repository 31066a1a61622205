package dev.keyrack.twofactor.domain;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.i18n.Messages;
import java.time.Duration;

/// Words what is known about a code that was refused.
public final class CodeHelpText {
    private static final long SECONDS_SAY_ENOUGH = 119;

    private CodeHelpText() {
    }

    /// One or two sentences about a code that the provider refused.
    public static String of(CodeHelp help, Messages messages) {
        String sentence = switch (help.reason()) {
            case OTHER_KEY -> messages.get("twofactor.help.other-key");
            case RIGHT_NOW -> messages.get("twofactor.help.right-now");
            case RAN_OUT -> messages.get("twofactor.help.ran-out");
            case THIS_COMPUTER -> messages.get("twofactor.help.made-here");
            case OTHER_DEVICE -> help.codeAhead().isNegative()
                    ? messages.get("twofactor.help.device-behind", time(help.codeAhead(), messages))
                    : messages.get("twofactor.help.device-ahead", time(help.codeAhead(), messages));
            case SOME_CLOCK -> help.codeAhead().isNegative()
                    ? messages.get("twofactor.help.behind", time(help.codeAhead(), messages))
                    : messages.get("twofactor.help.ahead", time(help.codeAhead(), messages));
        };
        return help.isClockOff()
                ? messages.get("twofactor.help.both", clock(help.clock().orElseThrow(), messages), sentence)
                : sentence;
    }

    /// A sentence about this computer's clock, if it differs from the provider's.
    public static String clock(ClockReading reading, Messages messages) {
        return reading.ahead().isNegative()
                ? messages.get("twofactor.clock.behind", time(reading.ahead(), messages))
                : messages.get("twofactor.clock.ahead", time(reading.ahead(), messages));
    }

    private static String time(Duration off, Messages messages) {
        long seconds = Math.round(off.abs().toMillis() / 1000.0);
        return seconds <= SECONDS_SAY_ENOUGH
                ? messages.get("twofactor.time.seconds", seconds)
                : messages.get("twofactor.time.minutes", Math.round(seconds / 60.0));
    }
}
