package dev.keyrack.authority.core;

import java.util.List;
import java.util.Optional;

/// Who sends a request.
public sealed interface Caller {
    /// Somebody who did not say.
    record Nobody() implements Caller {}

    /// Somebody who is signed in; may do everything.
    ///
    /// @param account the account
    record Member(Account account) implements Caller {}

    /// A program with a token of OAuth 2.0; may do what its scopes say.
    ///
    /// @param client  the program
    /// @param account who allowed it; empty if it acts for itself
    /// @param scopes  what it may do
    record Application(Client client, Optional<Account> account, List<String> scopes) implements Caller {}

    /// A program with a key; may do what the key's scopes say.
    ///
    /// @param key the key
    record KeyHolder(KeyEntry key) implements Caller {}
}
