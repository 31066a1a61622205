package dev.keyrack.authority.core;

/// Who sends a request.
public sealed interface Caller {
    /// Somebody who did not say.
    record Nobody() implements Caller {}

    /// Somebody who is signed in; may do everything.
    ///
    /// @param account the account
    record Member(Account account) implements Caller {}

    /// A program with a key; may do what the key's scopes say.
    ///
    /// @param key the key
    record KeyHolder(KeyEntry key) implements Caller {}
}
