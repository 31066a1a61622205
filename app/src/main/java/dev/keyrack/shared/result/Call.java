package dev.keyrack.shared.result;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/// One request to a provider and what came back, fit for showing and copying: no secret, no query, no header.
///
/// @param method HTTP method
/// @param path   path as sent, with secret parts masked
/// @param status status of the answer; empty if none came
/// @param said   the provider's own message, at most 300 characters; empty if it gave none
/// @param at     when the request was sent
/// @param took   time until the answer was read
public record Call(String method, String path, OptionalInt status, String said, Instant at, Duration took) {}
