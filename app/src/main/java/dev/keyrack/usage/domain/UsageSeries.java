package dev.keyrack.usage.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Requests made with one key over time.
///
/// @param buckets oldest first; a missing one means no requests
public record UsageSeries(Bucket bucket, List<UsageBucket> buckets) {
    /// Keeps its own copy.
    public UsageSeries {
        buckets = List.copyOf(buckets);
    }

    /// All requests in it.
    public long total() {
        return sum(UsageBucket::total);
    }

    /// The sum of one part over all buckets.
    public long sum(ToLongFunction<UsageBucket> part) {
        return buckets.stream().mapToLong(part).sum();
    }

    /// The same with a bucket for each step from `from` up to, and without, `to`.
    public UsageSeries filled(Instant from, Instant to) {
        Map<Instant, UsageBucket> known = buckets.stream()
                .collect(Collectors.toMap(UsageBucket::start, Function.identity(), (a, _) -> a));
        List<UsageBucket> all = new ArrayList<>();
        for (Instant start = bucket.startOf(from); start.isBefore(to); start = bucket.next(start)) {
            all.add(known.getOrDefault(start, new UsageBucket(start, 0, 0, 0, 0)));
        }
        return new UsageSeries(bucket, all);
    }
}
