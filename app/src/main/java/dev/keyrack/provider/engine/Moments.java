package dev.keyrack.provider.engine;

import dev.keyrack.shared.time.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Times as requests want them: each in every dialect, so that a descriptor picks one.
final class Moments {
    private Moments() {
    }

    /// A moment.
    static Map<String, Object> of(Instant instant) {
        Map<String, Object> ways = new LinkedHashMap<>();
        ways.put("iso", instant.toString());
        ways.put("epoch_s", instant.getEpochSecond());
        ways.put("epoch_ms", instant.toEpochMilli());
        ways.put("date", instant.atOffset(ZoneOffset.UTC).toLocalDate().toString());
        return ways;
    }

    /// The end of a time that begins now, in whole seconds, both as a length and as a moment.
    static Map<String, Object> expiry(Instant now, Duration length) {
        long seconds = Math.max(1, length.toSeconds());
        Map<String, Object> ways = new LinkedHashMap<>(of(now.plusSeconds(seconds)));
        LocalDate tomorrow = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate end = now.plusSeconds(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
        ways.put("later_date", (end.isBefore(tomorrow) ? tomorrow : end).toString());
        ways.put("text", DurationText.format(Duration.ofSeconds(seconds)));
        ways.put("seconds", seconds);
        ways.put("ms", 1_000 * seconds);
        ways.put("hours", Math.ceilDiv(seconds, 3_600L));
        ways.put("days", Math.ceilDiv(seconds, 86_400L));
        return ways;
    }
}
