package dev.keyrack.authority.core;

/// All storage of one system.
public interface AuthorityStore extends AutoCloseable {
    /// Values that a system has once.
    SettingStore settings();

    /// Accounts.
    AccountStore accounts();

    /// Second factors.
    SecondFactorStore secondFactors();

    /// Sessions.
    SessionStore sessions();

    /// Applications and their grants.
    GrantStore grants();

    /// Authorization codes and device codes.
    CodeStore codes();

    /// Keys.
    KeyStore keys();

    /// Usage.
    UsageStore usage();

    /// Resources.
    ResourceStore resources();

    /// Ends all work on the storage.
    @Override
    void close();
}
