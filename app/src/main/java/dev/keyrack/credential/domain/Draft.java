package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import java.util.Map;
import java.util.Optional;

/// A profile as somebody typed it, with the secrets they typed. Whoever made it closes it.
///
/// @param wish       the profile
/// @param base       the profile that is to become this one; what is not typed is taken from it
/// @param credential password or key; empty if none was typed
/// @param more       further secrets, by the descriptor's word for them
public record Draft(NewProfile wish, Optional<Profile> base, Secret credential, Map<String, Secret> more)
        implements
            AutoCloseable {
    /// Keeps its own copy of the map.
    public Draft {
        more = Map.copyOf(more);
    }

    /// A new profile with one secret.
    public static Draft of(NewProfile wish, Secret credential) {
        return new Draft(wish, Optional.empty(), credential, Map.of());
    }

    /// Whether any secret was typed.
    boolean hasSecrets() {
        return credential.length() > 0 || more.values().stream().anyMatch(secret -> secret.length() > 0);
    }

    /// Wipes the secrets.
    @Override
    public void close() {
        credential.close();
        more.values().forEach(Secret::close);
    }
}
