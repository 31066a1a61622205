package dev.keyrack.authority.core;

import java.time.Instant;

/// Who the keys belong to.
///
/// @param id        identifier
/// @param name      name for people
/// @param createdAt when it was made
public record Organisation(String id, String name, Instant createdAt) {}
