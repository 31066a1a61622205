package dev.keyrack.credential.domain;

import dev.keyrack.key.domain.KeyGateways;

/// Opens ways to providers for profiles that are only tried.
@FunctionalInterface
public interface DraftGateways {
    /// Gateways that find credentials in `keychain` and keep sessions there.
    KeyGateways with(Keychain keychain);
}
