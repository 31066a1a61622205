package dev.keyrack.provider.domain;

/// One of several values to choose from.
///
/// @param value as it is kept and sent
/// @param label for people
public record Choice(String value, String label) {}
