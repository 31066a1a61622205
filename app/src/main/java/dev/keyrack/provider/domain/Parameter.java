package dev.keyrack.provider.domain;

/// What a profile of a provider must say beside its address.
///
/// @param name     as in `--param name=value` and in templates
/// @param label    for people
/// @param help     one sentence; may be empty
/// @param required whether a profile without it is of no use
public record Parameter(String name, String label, String help, boolean required) {}
