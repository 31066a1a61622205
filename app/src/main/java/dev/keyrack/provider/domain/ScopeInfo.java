package dev.keyrack.provider.domain;

/// One entry of a provider's scope catalogue. Kept as plain text, since a provider is described before any key of it
/// is known.
///
/// @param value       the literal scope, such as `databases:read`
/// @param resource    what it is about, such as `databases`
/// @param verb        what it allows, such as `read`
/// @param changes     whether it allows to change something
/// @param description the provider's own words
public record ScopeInfo(String value, String resource, String verb, boolean changes, String description) {}
