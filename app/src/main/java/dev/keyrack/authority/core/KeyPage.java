package dev.keyrack.authority.core;

import java.util.List;
import java.util.Optional;

/// One page of keys, newest first.
///
/// @param keys the keys
/// @param next where the next page begins; empty if this is the last
public record KeyPage(List<KeyEntry> keys, Optional<KeyPlace> next) {}
