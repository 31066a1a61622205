package dev.keyrack.provider.engine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.keyrack.shared.time.DurationText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What expressions can call beyond JSONata's own functions, and what they cannot.
final class HelperFunctions {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendPattern("[XXX][XX][X]").toFormatter(Locale.ROOT);

    private HelperFunctions() {
    }

    static void bind(Jsonata.Frame frame) {
        frame.bind("date", (Jsonata.Fn2<Object, Object, @Nullable Object>) HelperFunctions::date);
        frame.bind("duration", (Jsonata.Fn1<Object, @Nullable Object>) HelperFunctions::durationSeconds);
        frame.bind("plus", (Jsonata.Fn2<Object, Object, @Nullable Object>) HelperFunctions::plus);
        frame.bind("nearest", (Jsonata.Fn2<Object, Object, @Nullable Object>) HelperFunctions::nearest);
        // unbounded in memory, and code that nobody checked
        frame.bind("pad", (Jsonata.Fn2<Object, Object, Object>) (_, _) -> refuse("pad"));
        frame.bind("eval", (Jsonata.Fn1<Object, Object>) _ -> refuse("eval"));
        // the real clock: where an expression may know the time, the engine gives it as the variable $now
        frame.bind("millis", (Jsonata.Fn0<Object>) () -> refuse("millis"));
        frame.bind("now", (Jsonata.Fn0<Object>) () -> refuse("now"));
    }

    /// Whether `name` is one of these functions.
    static boolean has(String name) {
        return switch (name) {
            case "date", "duration", "plus", "nearest" -> true;
            default -> false;
        };
    }

    /// The instant that `value` stands for, as ISO 8601 text; nothing for null, absent, empty text and 0.
    static @Nullable Object date(@Nullable Object kind, @Nullable Object value) {
        String text = Values.text(value).orElse("").strip();
        if (text.isEmpty() || text.equals("0")) {
            return null;
        }
        try {
            return instant(Values.text(kind).orElse("auto"), text).toString();
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            throw new JException("date", 0);
        }
    }

    /// Reads `text` as the kind says.
    static Instant instant(String kind, String text) {
        return switch (kind) {
            case "epoch_s" -> Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
            case "epoch_ms" -> Instant.ofEpochMilli(new BigDecimal(text).longValueExact());
            case "date" -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            case "rfc2822" -> OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            case "iso" -> OffsetDateTime.parse(text, ISO).toInstant();
            case "utc" -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("no such kind of date");
        };
    }

    private static @Nullable Object durationSeconds(@Nullable Object value) {
        String text = Values.text(value).orElse("");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return DurationText.parse(text).orElseGet(() -> Duration.parse(text)).toSeconds();
        } catch (DateTimeException _) {
            throw new JException("duration", 0);
        }
    }

    private static @Nullable Object plus(@Nullable Object instant, @Nullable Object seconds) {
        String text = Values.text(instant).orElse("");
        Optional<Long> count = Values.number(seconds);
        if (text.isEmpty() || count.isEmpty()) {
            return null;
        }
        try {
            return instant("iso", text).plusSeconds(count.get()).toString();
        } catch (DateTimeException | ArithmeticException _) {
            throw new JException("plus", 0);
        }
    }

    /// The number of `choices` that is nearest to `value`; of two, the smaller.
    private static @Nullable Object nearest(@Nullable Object value, @Nullable Object choices) {
        if (!(value instanceof Number wanted)) {
            return null;
        }
        Number best = null;
        for (Object choice : Values.list(choices)) {
            if (choice instanceof Number number && (best == null || isNearer(wanted, number, best))) {
                best = number;
            }
        }
        return best;
    }

    private static boolean isNearer(Number wanted, Number one, Number other) {
        double first = Math.abs(one.doubleValue() - wanted.doubleValue());
        double second = Math.abs(other.doubleValue() - wanted.doubleValue());
        return first < second || (first == second && one.doubleValue() < other.doubleValue());
    }

    private static Object refuse(String name) {
        throw new JException("$" + name + " is not allowed here", 0);
    }
}
