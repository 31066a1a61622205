package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A key that somebody wants.
///
/// @param name        name for it
/// @param scopes      what it may do
/// @param environment one of [SystemTraits#prefixes]
/// @param expiresAt   when it stops working; empty for never
/// @param createdBy   e-mail of the account that asks
public record KeyRequest(String name, List<String> scopes, String environment, Optional<Instant> expiresAt,
        String createdBy) {}
