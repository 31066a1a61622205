package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Optional;

/// Requests of one key in one hour.
///
/// @param keyId    the key
/// @param hour     start of the hour, UTC
/// @param tally    the requests
/// @param lastUsed when one of them was accepted last; empty if none was
public record UsageRow(String keyId, Instant hour, Tally tally, Optional<Instant> lastUsed) {}
