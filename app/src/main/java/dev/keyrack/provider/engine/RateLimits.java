package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What answers say about a provider's request limit. Any thread.
final class RateLimits {
    /// Numbers above are no seconds to go: they are moments.
    private static final long EPOCH_SECONDS = 1_000_000_000L;
    private static final long EPOCH_MILLIS = 1_000_000_000_000L;
    /// What whole seconds may hide.
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /// The header `Date` has whole seconds and took its time to come here.
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    private final Optional<Descriptor.RateLimit> dialect;
    private final Expressions expressions;
    private final InstantSource clock;

    RateLimits(Optional<Descriptor.RateLimit> dialect, Expressions expressions, InstantSource clock) {
        this.dialect = dialect;
        this.expressions = expressions;
        this.clock = clock;
    }

    /// Whether this provider's answers can tell of a limit.
    boolean isTold() {
        return dialect.filter(words -> !words.remaining().isEmpty()).isPresent();
    }

    /// What an answer's headers say; empty if that is nothing. A moment in whole seconds is taken as the end of its
    /// second, since nobody knows how it was rounded.
    Optional<RequestLimit> read(HttpHeaders headers) {
        return dialect.flatMap(words -> number(headers, words.remaining())
                .map(remaining -> new RequestLimit(number(headers, words.limit()), Math.max(0, remaining),
                        reset(headers, words))));
    }

    /// How long the provider asks to wait; empty if it does not say.
    Optional<Duration> asked(HttpHeaders headers, @Nullable Object tree) {
        return inHeader(headers).or(() -> inBody(tree))
                .or(() -> dialect.flatMap(words -> reset(headers, words)).map(this::fromNow));
    }

    /// How long to wait: as long as the provider asks, a second if it does not say.
    Duration retryAfter(HttpHeaders headers, @Nullable Object tree) {
        return asked(headers, tree).orElse(Duration.ofSeconds(1));
    }

    private Optional<Duration> inHeader(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(text -> {
            Optional<Long> seconds = Values.number(text);
            return seconds.isPresent()
                    ? seconds.map(count -> atLeastZero(Duration.ofSeconds(capped(count))))
                    : date(text).map(moment -> corrected(moment, headers)).map(this::fromNow);
        });
    }

    private Optional<Duration> inBody(@Nullable Object tree) {
        String expression = dialect.map(Descriptor.RateLimit::retryAfter).orElse("");
        if (expression.isEmpty() || tree == null) {
            return Optional.empty();
        }
        try {
            boolean millis = dialect.get().retryAfterIs().equals("ms");
            return Values.number(expressions.evaluate(expression, tree, Map.of()))
                    .map(count -> atLeastZero(millis ? Duration.ofMillis(count) : Duration.ofSeconds(capped(count))));
        } catch (ExpressionException _) { // no reason to lose the answer: the provider did not say how long
            return Optional.empty();
        }
    }

    private Optional<Instant> reset(HttpHeaders headers, Descriptor.RateLimit words) {
        Optional<String> text = words.reset().stream().flatMap(name -> headers.firstValue(name).stream()).findFirst();
        return text.flatMap(value -> switch (words.resetIs()) {
            case "http_date" -> date(value).map(moment -> endOfSecond(corrected(moment, headers)));
            case "iso" -> iso(value).map(moment -> endOfSecond(corrected(moment, headers)));
            case "seconds" -> Values.number(value).map(this::inSeconds);
            case "epoch_s" -> Values.number(value)
                    .map(count -> endOfSecond(corrected(Instant.ofEpochSecond(capped(count)), headers)));
            case "epoch_ms" -> Values.number(value).map(count -> corrected(Instant.ofEpochMilli(count), headers));
            default -> Values.number(value).map(count -> guess(count, headers));
        });
    }

    private Instant guess(long number, HttpHeaders headers) {
        if (number >= EPOCH_MILLIS) {
            return corrected(Instant.ofEpochMilli(number), headers);
        }
        return number >= EPOCH_SECONDS
                ? endOfSecond(corrected(Instant.ofEpochSecond(number), headers))
                : inSeconds(number);
    }

    private Instant inSeconds(long seconds) {
        return clock.instant().plusSeconds(Math.max(0, capped(seconds))).plus(ROUNDING);
    }

    private static Instant endOfSecond(Instant moment) {
        return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS)) ? moment.plus(ROUNDING) : moment;
    }

    /// A moment of the provider's clock as one of ours.
    private Instant corrected(Instant moment, HttpHeaders headers) {
        Instant now = clock.instant();
        Duration ahead = headers.firstValue("Date").flatMap(RateLimits::date)
                .map(theirs -> Duration.between(now, theirs)).orElse(Duration.ZERO);
        return ahead.abs().compareTo(TOLERATED_SKEW) <= 0 ? moment : moment.minus(ahead);
    }

    private static Optional<Long> number(HttpHeaders headers, List<String> names) {
        return names.stream().flatMap(name -> headers.firstValue(name).stream())
                .flatMap(text -> Values.number(text).stream()).findFirst();
    }

    private static Optional<Instant> date(String text) {
        return read("rfc2822", text);
    }

    private static Optional<Instant> iso(String text) {
        return read("iso", text);
    }

    private static Optional<Instant> read(String kind, String text) {
        try {
            return Optional.of(HelperFunctions.instant(kind, text.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Duration fromNow(Instant moment) {
        return atLeastZero(Duration.between(clock.instant(), moment));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /// Within what an instant can hold, whatever a server says.
    private static long capped(long seconds) {
        return Math.clamp(seconds, -1_000_000_000_000L, 1_000_000_000_000L);
    }
}
