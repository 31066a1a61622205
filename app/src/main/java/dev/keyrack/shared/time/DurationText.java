package dev.keyrack.shared.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people type them and as some providers take them: a whole number and one unit, `90d`, `12h`, `30m`,
/// `45s`, `2w`, `1y` (365 days).
public final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,8})([smhdwy])");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private DurationText() {
    }

    /// Reads `text`; empty if it is not of the shape, or more than 100 years.
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            case 'w' -> Duration.ofDays(7 * count);
            default -> Duration.ofDays(365 * count);
        };
        return duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
    }

    /// Writes `duration` with the largest unit of days, hours, minutes, seconds that loses nothing; the opposite of
    /// [#parse].
    ///
    /// @throws IllegalArgumentException if it is not positive, or has a fraction of a second
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.isZero() || !duration.truncatedTo(ChronoUnit.SECONDS).equals(duration)) {
            throw new IllegalArgumentException("not a positive number of seconds: " + duration);
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
