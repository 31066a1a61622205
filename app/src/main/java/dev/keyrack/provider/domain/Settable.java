package dev.keyrack.provider.domain;

/// What can be said of a new key beside its name.
///
/// @param scopes whether it can be given scopes or a preset
/// @param expiry whether it can be given an end
public record Settable(boolean scopes, boolean expiry) {
    /// All of it.
    public static final Settable ALL = new Settable(true, true);
}
