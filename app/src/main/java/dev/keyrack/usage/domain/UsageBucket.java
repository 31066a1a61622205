package dev.keyrack.usage.domain;

import java.time.Instant;

/// Requests of one hour or day, by outcome.
///
/// @param start   when it begins
/// @param ok      answered 2xx or 3xx, and 4xx that are about the request and not about the key
/// @param limited answered 429
/// @param refused answered 401 or 403
/// @param failed  answered 5xx
public record UsageBucket(Instant start, long ok, long limited, long refused, long failed) {
    /// All requests.
    public long total() {
        return ok + limited + refused + failed;
    }
}
