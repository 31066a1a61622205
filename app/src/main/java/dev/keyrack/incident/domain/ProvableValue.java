package dev.keyrack.incident.domain;

import dev.keyrack.key.domain.KeyId;
import dev.keyrack.shared.secret.Secret;

/// A value of which it is known that it is a certain key's, so that its refusal says something about that key. Made by
/// [ProofOfDeath#recognise]; whoever receives it closes it.
public final class ProvableValue implements AutoCloseable {
    /// How it is known.
    public enum Ground {
        /// Keyrack saw the value being issued, and has its fingerprint.
        ISSUED("known by its fingerprint"),
        /// The provider shows a part of the key's value, and it fits.
        FRAGMENT("fits the part that the provider shows"),
        /// The provider accepted the value right before the key was revoked.
        ACCEPTED("accepted before the revocation");

        private final String words;

        Ground(String words) {
            this.words = words;
        }

        /// The same for the journal.
        String words() {
            return words;
        }
    }

    private final KeyId key;
    private final Secret value;
    private final Ground ground;

    ProvableValue(KeyId key, Secret value, Ground ground) {
        this.key = key;
        this.value = value;
        this.ground = ground;
    }

    KeyId key() {
        return key;
    }

    Secret value() {
        return value;
    }

    /// How it is known.
    public Ground ground() {
        return ground;
    }

    @Override
    public void close() {
        value.close();
    }
}
