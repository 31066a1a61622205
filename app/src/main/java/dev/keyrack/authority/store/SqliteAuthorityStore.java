package dev.keyrack.authority.store;

import dev.keyrack.authority.core.AccountStore;
import dev.keyrack.authority.core.AuthorityStore;
import dev.keyrack.authority.core.CodeStore;
import dev.keyrack.authority.core.GrantStore;
import dev.keyrack.authority.core.KeyStore;
import dev.keyrack.authority.core.ResourceStore;
import dev.keyrack.authority.core.SecondFactorStore;
import dev.keyrack.authority.core.SessionStore;
import dev.keyrack.authority.core.SettingStore;
import dev.keyrack.authority.core.UsageStore;
import java.nio.file.Path;

/// [AuthorityStore] in one SQLite file.
public final class SqliteAuthorityStore implements AuthorityStore {
    private final SqliteFile file;

    private SqliteAuthorityStore(SqliteFile file) {
        this.file = file;
    }

    /// Opens the file, making it if there is none, and brings its schema up to date.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if it cannot be opened, or a newer version wrote it
    public static SqliteAuthorityStore open(Path file) {
        return new SqliteAuthorityStore(SqliteFile.open(file));
    }

    @Override
    public SettingStore settings() {
        return new SqliteSettings(file);
    }

    @Override
    public AccountStore accounts() {
        return new SqliteAccounts(file);
    }

    @Override
    public SecondFactorStore secondFactors() {
        return new SqliteSecondFactors(file);
    }

    @Override
    public SessionStore sessions() {
        return new SqliteSessions(file);
    }

    @Override
    public GrantStore grants() {
        return new SqliteGrants(file);
    }

    @Override
    public CodeStore codes() {
        return new SqliteCodes(file);
    }

    @Override
    public KeyStore keys() {
        return new SqliteKeys(file);
    }

    @Override
    public UsageStore usage() {
        return new SqliteUsage(file);
    }

    @Override
    public ResourceStore resources() {
        return new SqliteResources(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
