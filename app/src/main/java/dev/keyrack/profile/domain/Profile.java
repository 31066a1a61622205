package dev.keyrack.profile.domain;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One account at one provider in one environment. Holds no secret: that is the keychain's.
///
/// @param provider   id of the provider
/// @param baseUrl    scheme, host and port, perhaps a path; the provider's paths follow it
/// @param parameters what the descriptor asks a profile for, by name
/// @param account    who signs in, such as an e-mail address; empty where the credential alone says it
/// @param signIn     id of the way to sign in; empty text for the provider's usual one
/// @param authority  path of a PEM file with the certificates that are trusted beside the system's own; empty for none
/// @param createdAt  when it was added here
public record Profile(ProfileName name, String provider, Environment environment, URI baseUrl,
        Map<String, String> parameters, Optional<String> account, String signIn, Optional<String> authority,
        Instant createdAt) {
    /// Keeps its own copy of the parameters.
    public Profile {
        parameters = Map.copyOf(parameters);
    }

    /// A profile that signs in the usual way and trusts what the system trusts.
    public Profile(ProfileName name, String provider, Environment environment, URI baseUrl,
            Map<String, String> parameters, Optional<String> account, Instant createdAt) {
        this(name, provider, environment, baseUrl, parameters, account, "", Optional.empty(), createdAt);
    }

    /// Host and port, as people know the place.
    public String host() {
        return baseUrl.getAuthority();
    }
}
