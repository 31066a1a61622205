package dev.keyrack.authority.core;

import java.util.Optional;

/// Where accounts and the organisation are kept. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface AccountStore {
    /// Adds the organisation and its first account.
    ///
    /// @param phc the password's hash in PHC text form
    void found(Organisation organisation, Account account, String phc);

    /// The organisation; empty before [#found].
    Optional<Organisation> organisation();

    /// Gives the organisation another name.
    void rename(String organisationId, String name);

    /// The account with the address, in lower case.
    Optional<Account> byEmail(String email);

    /// The account with the id.
    Optional<Account> byId(String id);

    /// The hash of the account's password in PHC text form.
    Optional<String> phcOf(String accountId);

    /// Replaces the hash of the account's password.
    void setPhc(String accountId, String phc);
}
