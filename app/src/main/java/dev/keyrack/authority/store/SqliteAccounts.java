package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.AccountStore;
import dev.keyrack.authority.core.Organisation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// [AccountStore] in SQLite.
final class SqliteAccounts implements AccountStore {
    private final SqliteFile file;

    SqliteAccounts(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void found(Organisation organisation, Account account, String phc) {
        file.write("founding organisation " + organisation.id(), connection -> {
            Sql.update(connection, "insert into organisation values (?, ?, ?)", organisation.id(), organisation.name(),
                    organisation.createdAt());
            return Sql.update(connection, """
                    insert into account (id, organisation_id, email, phc, created_at) values (?, ?, ?, ?, ?)""",
                    account.id(), account.organisationId(), account.email(), phc, account.createdAt());
        });
    }

    @Override
    public Optional<Organisation> organisation() {
        return file.read("reading the organisation",
                connection -> Sql.first(connection,
                        row -> new Organisation(row.getString("id"), row.getString("name"),
                                Sql.instantOf(row, "created_at")),
                        "select id, name, created_at from organisation"));
    }

    @Override
    public void rename(String organisationId, String name) {
        file.write("renaming organisation " + organisationId, connection -> Sql.update(connection,
                "update organisation set name = ? where id = ?", name, organisationId));
    }

    @Override
    public Optional<Account> byEmail(String email) {
        return file.read("finding an account", connection -> Sql.first(connection, SqliteAccounts::read,
                "select id, email, organisation_id, created_at from account where email = ?", email));
    }

    @Override
    public Optional<Account> byId(String id) {
        return file.read("finding account " + id, connection -> Sql.first(connection, SqliteAccounts::read,
                "select id, email, organisation_id, created_at from account where id = ?", id));
    }

    @Override
    public Optional<String> phcOf(String accountId) {
        return file.read("reading account " + accountId, connection -> Sql.first(connection,
                row -> row.getString("phc"), "select phc from account where id = ?", accountId));
    }

    @Override
    public void setPhc(String accountId, String phc) {
        file.write("changing account " + accountId,
                connection -> Sql.update(connection, "update account set phc = ? where id = ?", phc, accountId));
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(row.getString("id"), row.getString("email"), row.getString("organisation_id"),
                Sql.instantOf(row, "created_at"));
    }
}
