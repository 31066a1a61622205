package dev.keyrack.shared.result;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// One request to a provider and what came back, fit for showing and copying: no secret, no query, no header.
///
/// @param method HTTP method
/// @param path   path as sent, with secret parts masked
/// @param status status of the answer; empty if none came
/// @param said   the provider's own message, at most 300 characters; empty if it gave none
/// @param at     when the request was sent
/// @param took   time until the answer was read
/// @param advice what the provider's documents say about such an answer
public record Call(String method, String path, OptionalInt status, String said, Instant at, Duration took,
        Optional<Advice> advice) {
    /// A call that the provider's documents say nothing about.
    public Call(String method, String path, OptionalInt status, String said, Instant at, Duration took) {
        this(method, path, status, said, at, took, Optional.empty());
    }
}
