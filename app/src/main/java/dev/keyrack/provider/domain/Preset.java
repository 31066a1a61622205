package dev.keyrack.provider.domain;

import java.util.List;

/// A named set of permissions that a provider offers, such as `read-only`.
///
/// @param id          as in `--preset`
/// @param label       the provider's name for it
/// @param description the provider's own words; may be empty
/// @param scopes      what it grants, of the provider's catalogue
/// @param asksWhy     whether it grants so much that a person should say why
public record Preset(String id, String label, String description, List<String> scopes, boolean asksWhy) {
    /// Keeps its own copy of the scopes.
    public Preset {
        scopes = List.copyOf(scopes);
    }
}
