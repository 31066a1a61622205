package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A profile as somebody typed it; nothing is checked yet.
///
/// @param provider    id of the provider
/// @param environment `production`, `staging`, `development` or a name
/// @param url         scheme, host and port, perhaps a path
/// @param parameters  what the provider asks for beside the address
/// @param account     who signs in, such as an e-mail address
/// @param signIn      id of the way to sign in; empty to take the one that fits what was given
/// @param authority   path of a PEM file with further certificates to trust
public record NewProfile(String name, String provider, String environment, String url, Map<String, String> parameters,
        Optional<String> account, Optional<String> signIn, Optional<String> authority) {
    /// Keeps its own copy.
    public NewProfile {
        parameters = Map.copyOf(parameters);
    }

    /// A profile that signs in the way that fits, and trusts what the system trusts.
    public NewProfile(String name, String provider, String environment, String url, Map<String, String> parameters,
            Optional<String> account) {
        this(name, provider, environment, url, parameters, account, Optional.empty(), Optional.empty());
    }

    /// A profile that exists, as somebody would have typed it.
    public static NewProfile of(Profile profile) {
        return new NewProfile(profile.name().value(), profile.provider(), profile.environment().word(),
                profile.baseUrl().toString(), profile.parameters(), profile.account(),
                Optional.of(profile.signIn()), profile.authority());
    }

    /// The same, with `value` for the parameter if it has none yet.
    NewProfile withParameterIfMissing(String parameter, String value) {
        Map<String, String> all = new HashMap<>(parameters);
        all.merge(parameter, value, (old, fresh) -> old.isBlank() ? fresh : old);
        return new NewProfile(name, provider, environment, url, all, account, signIn, authority);
    }
}
