package dev.keyrack.provider.domain;

/// What a provider may be able to do with keys.
public enum Capability {
    LIST, GET, CREATE, EDIT_NAME, EDIT_SCOPES, EDIT_EXPIRY, DISABLE, REVOKE, ROTATE, USAGE, PROBE, TWO_FACTOR
}
