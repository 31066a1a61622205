package dev.keyrack.key.domain;

import dev.keyrack.shared.secret.Secret;

/// A key that was just created, with the one copy of its value. Whoever receives it owns the secret and closes it.
///
/// @param key    the key as the provider describes it
/// @param secret its value
public record IssuedKey(ApiKey key, Secret secret) implements AutoCloseable {
    @Override
    public void close() {
        secret.close();
    }
}
