package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyChange.Expiry;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.shared.time.DurationText;
import dev.keyrack.usage.domain.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How options become values.
final class Converters {
    private Converters() {
    }

    static final class Status implements ITypeConverter<KeyStatus> {
        @Override
        public KeyStatus convert(String text) {
            return switch (text) {
                case "active" -> KeyStatus.ACTIVE;
                case "disabled" -> KeyStatus.DISABLED;
                case "expired" -> KeyStatus.EXPIRED;
                case "revoked" -> KeyStatus.REVOKED;
                case "gone" -> KeyStatus.GONE;
                default -> throw new TypeConversionException(
                        "it is active, disabled, expired, revoked or gone, not '" + text + "'");
            };
        }
    }

    static final class Days implements ITypeConverter<Integer> {
        private static final Pattern SHAPE = Pattern.compile("[0-9]{1,5}");

        @Override
        public Integer convert(String text) {
            if (!SHAPE.matcher(text).matches()) {
                throw new TypeConversionException("it is a number of days such as 90, not '" + text + "'");
            }
            return Integer.valueOf(text);
        }
    }

    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException("it is a time such as 2026-11-22T12:00:00Z, not '" + text + "'");
            }
        }
    }

    static final class Length implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationText.parse(text).filter(Duration::isPositive).filter(time -> time.toDays() <= 3660)
                    .orElseThrow(() -> new TypeConversionException(
                            "it is a time such as 30d or 12h, of ten years at most, not '" + text + "'"));
        }
    }

    static final class BucketText implements ITypeConverter<Bucket> {
        @Override
        public Bucket convert(String text) {
            return switch (text) {
                case "hour" -> Bucket.HOUR;
                case "day" -> Bucket.DAY;
                default -> throw new TypeConversionException("it is hour or day, not '" + text + "'");
            };
        }
    }

    static final class ExpiryText implements ITypeConverter<Expiry> {
        @Override
        public Expiry convert(String text) {
            if (text.equals("never")) {
                return new Expiry.Never();
            }
            return DurationText.parse(text).<Expiry>map(Expiry.In::new).orElseThrow(
                    () -> new TypeConversionException("it is a time such as 90d or 12h, or never, not '" + text + "'"));
        }
    }
}
