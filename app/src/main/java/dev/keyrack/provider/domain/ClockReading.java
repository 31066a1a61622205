package dev.keyrack.provider.domain;

import java.time.Duration;

/// How the clock of this computer stands beside the provider's, as far as one answer's `Date` tells.
///
/// @param ahead     by how much this computer's clock is ahead; negative if it is behind
/// @param precision how far the truth may lie from that, either way: `Date` counts whole seconds
public record ClockReading(Duration ahead, Duration precision) {}
