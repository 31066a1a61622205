package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.core.UsageReport;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The usage of one key by hour or day. It is there for revoked keys too: somebody may still be trying them.
final class KeyUsage {
    private record Span(UsageReport.Bucket bucket, Instant from, Instant to) {}

    private final Core core;
    private final KeyWords words;

    KeyUsage(Core core, KeyWords words) {
        this.core = core;
        this.words = words;
    }

    Ruling<Answer> show(Exchange exchange) {
        String id = exchange.path("id");
        if (core.keys().findEver(id).isEmpty()) {
            return Ruling.denied(KeyEndpoints.noSuchKey());
        }
        return span(exchange.request()).map(span -> words.usage(span.bucket().name().toLowerCase(Locale.ROOT),
                counts(core.usage().of(id, span.bucket(), span.from(), span.to()))));
    }

    private Ruling<Span> span(Request request) {
        return bucket(request).then(bucket -> moment(request, "to", core.clock().instant())
                .then(to -> moment(request, "from", to.minus(bucket.usualSpan()))
                        .then(from -> span(bucket, from, to))));
    }

    private static Ruling<Span> span(UsageReport.Bucket bucket, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Ruling.denied(Denial.invalid("from", "\"from\" has to lie before \"to\"."));
        }
        return Duration.between(from, to).compareTo(bucket.longestSpan()) > 0
                ? Ruling.denied(Denial.invalid("from",
                        "At most " + bucket.longestSpan().toDays() + " days at once with this bucket. Ask for less."))
                : Ruling.granted(new Span(bucket, from, to));
    }

    private static Ruling<UsageReport.Bucket> bucket(Request request) {
        return switch (request.query("bucket").orElse("day")) {
            case "day" -> Ruling.granted(UsageReport.Bucket.DAY);
            case "hour" -> Ruling.granted(UsageReport.Bucket.HOUR);
            default -> Ruling.denied(Denial.invalid("bucket", "\"bucket\" has to be \"hour\" or \"day\"."));
        };
    }

    private static Ruling<Instant> moment(Request request, String name, Instant otherwise) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Ruling.granted(otherwise);
        }
        return Expiries.parse(text.get()).map(Ruling::granted).orElseGet(() -> Ruling.denied(
                Denial.invalid(name, "\"" + name + "\" has to be a moment such as \"2026-01-31T00:00:00Z\".")));
    }

    private static ArrayNode counts(SortedMap<Instant, Tally> buckets) {
        ArrayNode counts = JsonNodeFactory.instance.arrayNode();
        buckets.forEach((start, tally) -> counts.add(Json.object().put("start", start.toString()).put("ok", tally.ok())
                .put("limited", tally.limited()).put("refused", tally.refused()).put("failed", tally.failed())));
        return counts;
    }
}
