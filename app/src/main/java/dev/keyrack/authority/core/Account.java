package dev.keyrack.authority.core;

import java.time.Instant;

/// Somebody who can sign in.
///
/// @param id             identifier
/// @param email          address, in lower case
/// @param organisationId the organisation it belongs to
/// @param createdAt      when it was made
public record Account(String id, String email, String organisationId, Instant createdAt) {}
