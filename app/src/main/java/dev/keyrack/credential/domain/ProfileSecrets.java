package dev.keyrack.credential.domain;

import dev.keyrack.shared.secret.Secret;
import java.util.List;
import java.util.Optional;

/// Moves what profiles sign in with between keychains, without leaving a copy in memory.
final class ProfileSecrets {
    private ProfileSecrets() {
    }

    /// Makes `to` hold under `targets` what `from` holds under `sources`, one by one; what is not there is deleted.
    static void copy(Keychain from, List<String> sources, Keychain to, List<String> targets)
            throws KeychainException {
        for (int i = 0; i < sources.size(); i++) {
            Optional<byte[]> value = from.load(sources.get(i));
            if (value.isPresent()) {
                put(to, targets.get(i), Secret.wrap(value.get()));
            } else {
                to.delete(targets.get(i));
            }
        }
    }

    /// Stores `value`, which is wiped.
    static void put(Keychain keychain, String name, Secret value) throws KeychainException {
        try (value) {
            keychain.store(name, value.use(bytes -> bytes));
        }
    }

    static void delete(Keychain keychain, List<String> names) throws KeychainException {
        for (String name : names) {
            keychain.delete(name);
        }
    }
}
