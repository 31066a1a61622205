package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of an issued key; never its value.
///
/// @param id          identifier, not secret
/// @param hint        first characters of the value
/// @param name        name its owner gave it
/// @param scopes      what it may do, in the order of the catalogue
/// @param environment which kind of key it is, such as `live` or `test`
/// @param enabled     whether it is switched on
/// @param createdAt   when it was issued
/// @param createdBy   e-mail of the account that asked for it
/// @param expiresAt   when it stops working; empty for never
/// @param revokedAt   when it was revoked
public record KeyFacts(String id, String hint, String name, List<String> scopes, String environment, boolean enabled,
        Instant createdAt, String createdBy, Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
    /// Where the key stands at `now`. What cannot be undone comes first.
    public KeyState stateAt(Instant now) {
        if (revokedAt.isPresent()) {
            return KeyState.REVOKED;
        }
        if (expiresAt.isPresent() && !now.isBefore(expiresAt.get())) {
            return KeyState.EXPIRED;
        }
        return enabled ? KeyState.ACTIVE : KeyState.DISABLED;
    }

    KeyFacts revoked(Instant at) {
        return new KeyFacts(id, hint, name, scopes, environment, enabled, createdAt, createdBy, expiresAt,
                Optional.of(at));
    }

    KeyFacts changed(KeyPatch patch) {
        return new KeyFacts(id, hint, patch.name().orElse(name), patch.scopes().orElse(scopes), environment,
                patch.enabled().orElse(enabled), createdAt, createdBy,
                patch.expiry().map(KeyPatch.Expiry::at).orElse(expiresAt), revokedAt);
    }
}
