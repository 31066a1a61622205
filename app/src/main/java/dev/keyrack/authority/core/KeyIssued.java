package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;

/// A key that was just made, with its value: the only time that it is seen.
///
/// @param key   the key
/// @param value its value; whoever receives it closes it
public record KeyIssued(KeyEntry key, Secret value) {}
