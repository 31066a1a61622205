package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What answers say about a provider's request limit, and how long to wait for it. Any thread.
final class RateLimits {
    /// Numbers above are no seconds to go: they are moments.
    private static final long EPOCH_SECONDS = 1_000_000_000L;
    private static final long EPOCH_MILLIS = 1_000_000_000_000L;

    private final Optional<Descriptor.RateLimit> dialect;
    private final Expressions expressions;
    private final InstantSource clock;
    private @Nullable RequestLimit latest;

    RateLimits(Optional<Descriptor.RateLimit> dialect, Expressions expressions, InstantSource clock) {
        this.dialect = dialect;
        this.expressions = expressions;
        this.clock = clock;
    }

    /// Takes note of an answer's headers; an answer that says nothing changes nothing.
    void note(HttpHeaders headers) {
        dialect.ifPresent(words -> number(headers, words.remaining()).ifPresent(remaining -> {
            RequestLimit read = new RequestLimit(number(headers, words.limit()), remaining, reset(headers, words));
            synchronized (this) {
                latest = read;
            }
        }));
    }

    synchronized Optional<RequestLimit> latest() {
        return Optional.ofNullable(latest);
    }

    /// How long to wait before the next request: until the window begins anew, if it is known to be used up.
    Duration pace() {
        Optional<Instant> until = latest().filter(limit -> limit.remaining() <= 0).flatMap(RequestLimit::resetAt);
        return until.map(this::fromNow).orElse(Duration.ZERO);
    }

    /// How long the provider asks to wait; a second if it does not say.
    Duration retryAfter(HttpHeaders headers, @Nullable Object tree) {
        return inHeader(headers).or(() -> inBody(tree))
                .or(() -> dialect.flatMap(words -> reset(headers, words)).map(this::fromNow))
                .orElse(Duration.ofSeconds(1));
    }

    private Optional<Duration> inHeader(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(text -> {
            Optional<Long> seconds = Values.number(text);
            return seconds.isPresent()
                    ? seconds.map(count -> atLeastZero(Duration.ofSeconds(capped(count))))
                    : date(text).map(this::fromNow);
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
            case "http_date" -> date(value);
            case "iso" -> iso(value);
            case "seconds" -> Values.number(value).map(count -> clock.instant().plusSeconds(capped(count)));
            case "epoch_s" -> Values.number(value).map(count -> Instant.ofEpochSecond(capped(count)));
            case "epoch_ms" -> Values.number(value).map(Instant::ofEpochMilli);
            default -> Values.number(value).map(this::guess);
        });
    }

    private Instant guess(long number) {
        if (number >= EPOCH_MILLIS) {
            return Instant.ofEpochMilli(number);
        }
        return number >= EPOCH_SECONDS ? Instant.ofEpochSecond(number) : clock.instant().plusSeconds(number);
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
