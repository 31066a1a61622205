package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The usage of one key by hour or day. It is there for revoked keys too: somebody may still be trying them.
final class KeyUsage {
    private static final UsageSpan.Words WORDS = new UsageSpan.Words("bucket", "hour", "day");

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
        return UsageSpan.read(exchange.request(), WORDS, core.clock().instant())
                .map(span -> words.usage(span.bucket().name().toLowerCase(Locale.ROOT),
                        counts(core.usage().of(id, span.bucket(), span.from(), span.to()))));
    }

    private static ArrayNode counts(SortedMap<Instant, Tally> buckets) {
        ArrayNode counts = JsonNodeFactory.instance.arrayNode();
        buckets.forEach((start, tally) -> counts.add(Json.object().put("start", start.toString()).put("ok", tally.ok())
                .put("limited", tally.limited()).put("refused", tally.refused()).put("failed", tally.failed())));
        return counts;
    }
}
