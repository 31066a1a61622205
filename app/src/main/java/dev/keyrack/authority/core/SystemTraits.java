package dev.keyrack.authority.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one system has that the others do not, as far as the core needs it.
///
/// @param id              id of the system, also of its provider: lower case
/// @param name            name for people; the issuer in authenticator apps
/// @param adminEmail      the account that a fresh authority has
/// @param prefixes        prefix of a key's value by environment, the default environment first
/// @param hintLength      how many characters of a value are kept and shown, prefix included
/// @param scopes          all scopes a key can have, in the order of the system's documents
/// @param idPrefix        how the ids of keys begin; may be empty
/// @param managementScope the scope whose holder manages keys as a member does. It is not offered to anybody: only keys
///                        that the authority itself provides have it. Empty if no key manages keys
public record SystemTraits(String id, String name, String adminEmail, Map<String, String> prefixes, int hintLength,
        List<String> scopes, String idPrefix, Optional<String> managementScope) {
    /// A system whose ids begin with `key_`, and where only members manage keys.
    public SystemTraits(String id, String name, String adminEmail, Map<String, String> prefixes, int hintLength,
            List<String> scopes) {
        this(id, name, adminEmail, prefixes, hintLength, scopes, "key_", Optional.empty());
    }

    /// The same with other ids.
    public SystemTraits withIdPrefix(String prefix) {
        return new SystemTraits(id, name, adminEmail, prefixes, hintLength, scopes, prefix, managementScope);
    }

    /// The same where keys with `scope` manage keys.
    public SystemTraits withManagementScope(String scope) {
        return new SystemTraits(id, name, adminEmail, prefixes, hintLength, scopes, idPrefix, Optional.of(scope));
    }

    /// The environment of a key when nobody says which.
    public String defaultEnvironment() {
        return prefixes.keySet().iterator().next();
    }

    /// Whether a key with these facts manages keys.
    public boolean manages(KeyFacts facts) {
        return managementScope.filter(facts.scopes()::contains).isPresent();
    }

    /// The scopes of a key that the system's documents know.
    public List<String> known(KeyFacts facts) {
        return facts.scopes().stream().filter(scopes::contains).toList();
    }

    /// Every scope there is, the one for managing keys included.
    List<String> everyScope() {
        List<String> every = new ArrayList<>(scopes);
        managementScope.ifPresent(every::add);
        return List.copyOf(every);
    }
}
