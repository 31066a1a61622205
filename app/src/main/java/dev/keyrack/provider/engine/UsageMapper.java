package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Usage;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Adds up what a provider tells of a key's use. For one question.
final class UsageMapper {
    private final Usage usage;
    private final Mapping mapping;
    private final Map<Instant, UsageBucket> buckets = new TreeMap<>();

    UsageMapper(Usage usage, Mapping mapping) {
        this.usage = usage;
        this.mapping = mapping;
    }

    /// The provider's word for a width; empty if it has none.
    Optional<String> word(Bucket bucket) {
        return Optional.ofNullable(usage.buckets().get(bucket.name().toLowerCase(Locale.ROOT)));
    }

    void add(List<Row> rows) throws CallFailed {
        for (Row row : rows) {
            Instant start = start(row);
            UsageBucket read = new UsageBucket(start, count(usage.ok(), row),
                    count(usage.limited(), row), count(usage.refused(), row),
                    count(usage.failed(), row));
            buckets.merge(start, read, UsageMapper::sum);
        }
    }

    UsageSeries series(Bucket bucket) {
        return new UsageSeries(bucket, List.copyOf(buckets.values()));
    }

    private Instant start(Row row) throws CallFailed {
        try {
            return Values.instant(value(usage.start(), row))
                    .orElseThrow(() -> Mapping.unexpected("usage without a time at " + usage.start(), row.call()));
        } catch (DateTimeException _) {
            throw Mapping.unexpected("no time at " + Mapping.abridged(usage.start()), row.call());
        }
    }

    private @Nullable Object value(String expression, Row row) throws CallFailed {
        return mapping.value(expression, row.item(), row.variables(), row.call());
    }

    private long count(String expression, Row row) throws CallFailed {
        Object value = value(expression, row);
        if (value == null) {
            return 0;
        }
        return Values.number(value).filter(number -> number >= 0)
                .orElseThrow(() -> Mapping.unexpected("no count at " + Mapping.abridged(expression), row.call()));
    }

    private static UsageBucket sum(UsageBucket one, UsageBucket other) {
        return new UsageBucket(one.start(), one.ok() + other.ok(), one.limited() + other.limited(),
                one.refused() + other.refused(), one.failed() + other.failed());
    }
}
