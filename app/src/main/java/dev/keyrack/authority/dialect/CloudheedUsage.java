package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.core.UsageReport;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The usage of one key by hour or day. It is there for revoked keys too: somebody may still be trying them.
final class CloudheedUsage {
    private static final UsageSpan.Words WORDS = new UsageSpan.Words("bucket", "hour", "day");

    private final Core core;

    CloudheedUsage(Core core) {
        this.core = core;
    }

    Ruling<Answer> show(Exchange exchange) {
        String id = exchange.path("id");
        if (core.keys().findEver(id).isEmpty()) {
            return Ruling.denied(CloudheedKeys.noSuchKey());
        }
        return UsageSpan.read(exchange.request(), WORDS, core.clock().instant()).map(span -> Answer
                .ok(body(span.bucket(), core.usage().of(id, span.bucket(), span.from(), span.to()))));
    }

    private static ObjectNode body(UsageReport.Bucket bucket, SortedMap<Instant, Tally> buckets) {
        ObjectNode body = Json.object().put("bucket", bucket.name().toLowerCase(Locale.ROOT));
        ArrayNode data = body.putArray("data");
        buckets.forEach((start, tally) -> data.add(Json.object().put("start", start.toString()).put("ok", tally.ok())
                .put("limited", tally.limited()).put("refused", tally.refused()).put("failed", tally.failed())));
        return body;
    }
}
