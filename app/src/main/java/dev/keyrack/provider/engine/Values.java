package dev.keyrack.provider.engine;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what expressions give.
final class Values {
    private Values() {
    }

    /// Text, number or boolean as text; empty for everything else.
    static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Boolean truth -> Optional.of(truth.toString());
            case Double number when number % 1 == 0 && Math.abs(number) < 1e15 ->
                Optional.of(Long.toString(number.longValue()));
            case Number number -> Optional.of(new BigDecimal(number.toString()).toPlainString());
            case null, default -> Optional.empty();
        };
    }

    /// A list's elements; a single value counts as a list of one, nothing as none.
    static List<@Nullable Object> list(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Collection<?> many -> new java.util.ArrayList<@Nullable Object>(many);
            default -> List.of(value);
        };
    }

    /// JSONata's idea of truth, for conditions.
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0;
            case Collection<?> many -> !many.isEmpty();
            case Map<?, ?> members -> !members.isEmpty();
            default -> false;
        };
    }

    /// A whole number, also if written as text.
    static Optional<Long> number(@Nullable Object value) {
        try {
            return text(value).map(text -> new BigDecimal(text.strip()).longValueExact());
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// ISO 8601 text with an offset, or a number of milliseconds since 1970.
    ///
    /// @throws DateTimeException if it is neither
    static Optional<Instant> instant(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text when text.isBlank() -> Optional.empty();
            case String text -> Optional.of(HelperFunctions.instant("iso", text.strip()));
            case Number number when number.doubleValue() == 0 -> Optional.empty();
            case Number number -> Optional.of(Instant.ofEpochMilli(number.longValue()));
            default -> throw new DateTimeException("not a time");
        };
    }
}
