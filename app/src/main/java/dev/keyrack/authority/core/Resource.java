package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that a scope protects: a database, a backup. Small on purpose.
///
/// @param id        identifier
/// @param kind      what it is, such as `database`
/// @param parentId  what it belongs to
/// @param name      name for people
/// @param state     a word of its kind
/// @param details   further facts, by name
/// @param createdAt when it was made
/// @param updatedAt when it was changed last
public record Resource(String id, String kind, Optional<String> parentId, String name, String state,
        Map<String, String> details, Instant createdAt, Instant updatedAt) {}
