package dev.keyrack.authority.core;

import java.util.Locale;

/// Where a key stands.
public enum KeyState {
    /// It is accepted.
    ACTIVE,
    /// It is switched off and can be switched on.
    DISABLED,
    /// Its time is over.
    EXPIRED,
    /// It is gone for good.
    REVOKED;

    /// As answers write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
