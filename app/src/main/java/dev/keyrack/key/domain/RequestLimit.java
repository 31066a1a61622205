package dev.keyrack.key.domain;

import java.time.Instant;
import java.util.Optional;

/// A provider's request limit, as its latest answer told it.
///
/// @param limit     requests allowed in a window; empty if it does not say
/// @param remaining requests left in it
/// @param resetAt   when the window begins anew
public record RequestLimit(Optional<Long> limit, long remaining, Optional<Instant> resetAt) {}
