package dev.keyrack.key.domain;

/// Where a key stands.
public enum KeyStatus {
    /// It is accepted.
    ACTIVE,
    /// Switched off at the provider; can be switched on again.
    DISABLED,
    /// Its time is over.
    EXPIRED,
    /// The provider accepted its revocation.
    REVOKED,
    /// The provider does not list it any more.
    GONE
}
