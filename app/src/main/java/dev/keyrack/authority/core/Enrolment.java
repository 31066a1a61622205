package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/// An account's second factor. Close it when done: it holds the shared key.
///
/// @param totpKey         the key shared with the authenticator app
/// @param enabledAt       when it was proved and switched on; empty while it is staged
/// @param backupCodesLeft backup codes that were not used yet
public record Enrolment(Secret totpKey, Optional<Instant> enabledAt, int backupCodesLeft) implements AutoCloseable {
    @Override
    public void close() {
        totpKey.close();
    }
}
