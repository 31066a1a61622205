package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.time.Duration;

/// What a sign-in gives. Close it when it was handed over.
///
/// @param access     opens the system for a while
/// @param refresh    gets the next pair, once
/// @param accessLife how long `access` holds
public record Tokens(Secret access, Secret refresh, Duration accessLife) implements AutoCloseable {
    @Override
    public void close() {
        access.close();
        refresh.close();
    }
}
