package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Optional;

/// A key as storage holds it.
///
/// @param digest   SHA-256 of its value
/// @param facts    what is known of it
/// @param lastUsed when a request was last accepted with it; empty for never
/// @param requests how many requests carried it
public record StoredKey(Digest digest, KeyFacts facts, Optional<Instant> lastUsed, long requests) {}
