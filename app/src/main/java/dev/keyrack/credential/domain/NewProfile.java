package dev.keyrack.credential.domain;

import java.util.Map;
import java.util.Optional;

/// A profile as somebody typed it; nothing is checked yet.
///
/// @param provider    id of the provider
/// @param environment `production`, `staging`, `development` or a name
/// @param url         scheme, host and port, perhaps a path
/// @param parameters  what the provider asks for beside the address
/// @param account     who signs in, such as an e-mail address
public record NewProfile(String name, String provider, String environment, String url, Map<String, String> parameters,
        Optional<String> account) {
    /// Keeps its own copy.
    public NewProfile {
        parameters = Map.copyOf(parameters);
    }
}
