package dev.keyrack.provider.domain;

import dev.keyrack.shared.secret.Secret;
import java.util.List;
import java.util.Map;

/// A system that issues keys, as far as people and use cases need to know it.
///
/// @param id         the descriptor's id
/// @param name       for people
/// @param address    the address that its documents name; empty if every installation has its own
/// @param noun       what it calls a key, singular, such as `key` or `token`
/// @param scopes     its catalogue, in its own order; empty if it has no scopes or they must be asked for
/// @param shapes     what values look like
/// @param parameters what profiles must say beside the address
public record Provider(String id, String name, String address, String noun, SignIn signIn,
        Map<Capability, Support> capabilities, List<ScopeInfo> scopes, List<KeyShape> shapes,
        List<Parameter> parameters) {
    /// Keeps its own copies.
    public Provider {
        capabilities = Map.copyOf(capabilities);
        scopes = List.copyOf(scopes);
        shapes = List.copyOf(shapes);
        parameters = List.copyOf(parameters);
    }

    /// How far it supports `capability`; [Support.No] with an empty reason if its descriptor does not mention it.
    public Support support(Capability capability) {
        return capabilities.getOrDefault(capability, new Support.No(""));
    }

    /// What `value` begins with, of all that its values begin with; empty if nothing fits.
    public String prefixOf(Secret value) {
        return shapes.stream().map(KeyShape::prefix).filter(value::startsWith).findFirst().orElse("");
    }

    /// Whether Keyrack can do it with this provider.
    public boolean can(Capability capability) {
        return support(capability).isSupported();
    }
}
