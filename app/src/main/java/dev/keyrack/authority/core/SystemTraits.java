package dev.keyrack.authority.core;

import java.util.List;
import java.util.Map;

/// What one system has that the others do not, as far as the core needs it.
///
/// @param id         id of the system, also of its provider: lower case
/// @param name       name for people; the issuer in authenticator apps
/// @param adminEmail the account that a fresh authority has
/// @param prefixes   prefix of a key's value by environment, the default environment first
/// @param hintLength how many characters of a value are kept and shown, prefix included
/// @param scopes     all scopes a key can have, in the order of the system's documents
public record SystemTraits(String id, String name, String adminEmail, Map<String, String> prefixes, int hintLength,
        List<String> scopes) {
    /// The environment of a key when nobody says which.
    public String defaultEnvironment() {
        return prefixes.keySet().iterator().next();
    }
}
