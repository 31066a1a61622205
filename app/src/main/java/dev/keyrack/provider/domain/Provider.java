package dev.keyrack.provider.domain;

import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A system that issues keys, as far as people and use cases need to know it. Where a system has several kinds of keys,
/// each kind is a provider of its own, `id:kind`.
///
/// @param id            the descriptor's id, and the kind of keys if it is not the first
/// @param name          for people
/// @param address       the address that its documents name; empty if every installation has its own
/// @param noun          what it calls a key, singular, such as `key` or `token`
/// @param signIns       the ways to sign in, the usual one first; never empty
/// @param scopes        its catalogue, in its own order; empty if it has no scopes or they must be asked for
/// @param listsScopes   whether the provider can be asked for its scopes, once signed in
/// @param presets       named sets of permissions, in its own order
/// @param shapes        what values look like
/// @param parameters    what profiles must say beside the address
/// @param regions       addresses to choose from; empty if there is one, or every installation has its own
/// @param variable      the environment variable in which its documents keep a key, such as `ACME_API_KEY`; may be empty
/// @param settlesWithin how long a revoked key may go on working by the provider's own account; zero if not at all
public record Provider(String id, String name, String address, String noun, List<SignIn> signIns,
        Map<Capability, Support> capabilities, List<ScopeInfo> scopes, boolean listsScopes, List<Preset> presets,
        List<KeyShape> shapes, List<Parameter> parameters, List<Region> regions, String variable,
        Duration settlesWithin) {
    /// Keeps its own copies.
    ///
    /// @throws IllegalArgumentException if there is no way to sign in
    public Provider {
        if (signIns.isEmpty()) {
            throw new IllegalArgumentException("no way to sign in to " + id);
        }
        signIns = List.copyOf(signIns);
        capabilities = Map.copyOf(capabilities);
        scopes = List.copyOf(scopes);
        presets = List.copyOf(presets);
        shapes = List.copyOf(shapes);
        parameters = List.copyOf(parameters);
        regions = List.copyOf(regions);
    }

    /// A provider with one way in and nothing out of the ordinary.
    public Provider(String id, String name, String address, String noun, SignIn signIn,
            Map<Capability, Support> capabilities, List<ScopeInfo> scopes, List<KeyShape> shapes,
            List<Parameter> parameters) {
        this(id, name, address, noun, List.of(signIn), capabilities, scopes, false, List.of(), shapes, parameters,
                List.of(), "", Duration.ZERO);
    }

    /// The usual way to sign in.
    public SignIn signIn() {
        return signIns.getFirst();
    }

    /// The way to sign in with that id; the usual one for empty text.
    public Optional<SignIn> signIn(String wanted) {
        return wanted.isEmpty()
                ? Optional.of(signIn())
                : signIns.stream().filter(way -> way.id().equals(wanted)).findFirst();
    }

    /// How far it supports `capability`; [Support.No] with an empty reason if its descriptor does not mention it.
    public Support support(Capability capability) {
        return capabilities.getOrDefault(capability, new Support.No(""));
    }

    /// What `value` begins with, of all that its values begin with; empty if nothing fits.
    public String prefixOf(Secret value) {
        return shapeOf(value).map(KeyShape::prefix).orElse("");
    }

    /// The shape that `value` has; empty if nothing fits.
    public Optional<KeyShape> shapeOf(Secret value) {
        return shapes.stream().filter(shape -> value.startsWith(shape.prefix())).findFirst();
    }

    /// Whether its keys have scopes at all.
    public boolean hasScopes() {
        return listsScopes || !scopes.isEmpty() || !presets.isEmpty();
    }

    /// Whether Keyrack can do it with this provider.
    public boolean can(Capability capability) {
        return support(capability).isSupported();
    }
}
