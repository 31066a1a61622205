package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Enrolment;
import dev.keyrack.authority.core.SecondFactorStore;
import dev.keyrack.shared.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// [SecondFactorStore] in SQLite. The TOTP key is there as it is: the server needs it to compute codes, and any key to
/// wrap it with would lie in the same folder.
final class SqliteSecondFactors implements SecondFactorStore {
    private final SqliteFile file;

    SqliteSecondFactors(SqliteFile file) {
        this.file = file;
    }

    @Override
    public Optional<Enrolment> find(String accountId) {
        return file.read("reading the second factor of " + accountId, connection -> Sql.first(connection,
                row -> new Enrolment(Secret.wrap(row.getBytes("totp_key")), Sql.instant(row, "enabled_at"),
                        row.getInt("codes_left")),
                """
                        select totp_key, enabled_at, (select count(*) from backup_code b
                            where b.account_id = f.account_id and b.used_at is null) as codes_left
                        from second_factor f where account_id = ?""", accountId));
    }

    @Override
    public void stage(String accountId, byte[] totpKey) {
        file.write("staging the second factor of " + accountId, connection -> {
            clear(connection, accountId);
            return Sql.update(connection, "insert into second_factor values (?, ?, null, -1)", accountId, totpKey);
        });
    }

    @Override
    public void enable(String accountId, Instant at, Collection<Digest> backupCodes) {
        file.write("enabling the second factor of " + accountId, connection -> {
            for (Digest code : backupCodes) {
                Sql.update(connection, "insert into backup_code values (?, ?, null)", accountId, code.bytes());
            }
            return Sql.update(connection, "update second_factor set enabled_at = ? where account_id = ?", at,
                    accountId);
        });
    }

    @Override
    public boolean useStep(String accountId, long step) {
        return file.write("using a code of " + accountId, connection -> Sql.update(connection, """
                update second_factor set last_step = ? where account_id = ? and last_step < ?""", step, accountId,
                step)) == 1;
    }

    @Override
    public boolean useBackupCode(String accountId, Digest code, Instant at) {
        return file.write("using a backup code of " + accountId, connection -> Sql.update(connection, """
                update backup_code set used_at = ? where account_id = ? and digest = ? and used_at is null""", at,
                accountId, code.bytes())) == 1;
    }

    @Override
    public void remove(String accountId) {
        file.write("removing the second factor of " + accountId, connection -> clear(connection, accountId));
    }

    private static int clear(Connection connection, String accountId) throws SQLException {
        return Sql.update(connection, "delete from backup_code where account_id = ?", accountId)
                + Sql.update(connection, "delete from second_factor where account_id = ?", accountId);
    }
}
