package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.SessionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// [SessionStore] in SQLite.
final class SqliteSessions implements SessionStore {
    private final SqliteFile file;

    private record Presented(String sessionId, String accountId, Instant expiresAt, boolean used, boolean over) {}

    SqliteSessions(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void open(String sessionId, String accountId, Instant at, Digest refresh, Instant expiresAt) {
        file.write("opening session " + sessionId, connection -> {
            Sql.update(connection, "insert into session values (?, ?, ?, null)", sessionId, accountId, at);
            return insert(connection, refresh, sessionId, expiresAt);
        });
    }

    @Override
    public Rotation rotate(Digest old, Digest next, Instant at, Instant expiresAt) {
        return file.write("rotating a refresh token", connection -> {
            Optional<Presented> found = find(connection, old);
            if (found.isEmpty() || found.get().over()) {
                return new Rotation.Unknown();
            }
            Presented token = found.get();
            if (token.used()) {
                Sql.update(connection, "update session set ended_at = ? where id = ?", at, token.sessionId());
                return new Rotation.Reused();
            }
            if (!at.isBefore(token.expiresAt())) {
                return new Rotation.Expired();
            }
            Sql.update(connection, "update refresh_token set used_at = ? where digest = ?", at, old.bytes());
            insert(connection, next, token.sessionId(), expiresAt);
            return new Rotation.Rotated(token.sessionId(), token.accountId());
        });
    }

    @Override
    public boolean isLive(String sessionId) {
        return file.read("reading session " + sessionId, connection -> Sql.first(connection, _ -> true,
                "select 1 from session where id = ? and ended_at is null", sessionId)).isPresent();
    }

    @Override
    public void purge(Instant then) {
        file.write("removing old sessions", connection -> {
            Sql.update(connection, "delete from refresh_token where expires_at < ?", then);
            return Sql.update(connection, """
                    delete from session where not exists
                        (select 1 from refresh_token t where t.session_id = session.id)""");
        });
    }

    private static Optional<Presented> find(Connection connection, Digest token) throws SQLException {
        return Sql.first(connection,
                row -> new Presented(row.getString("session_id"), row.getString("account_id"),
                        Sql.instantOf(row, "expires_at"), Sql.instant(row, "used_at").isPresent(),
                        Sql.instant(row, "ended_at").isPresent()),
                """
                        select t.session_id, s.account_id, t.expires_at, t.used_at, s.ended_at
                        from refresh_token t join session s on s.id = t.session_id where t.digest = ?""",
                token.bytes());
    }

    private static int insert(Connection connection, Digest token, String sessionId, Instant expiresAt)
            throws SQLException {
        return Sql.update(connection, "insert into refresh_token values (?, ?, ?, null)", token.bytes(), sessionId,
                expiresAt);
    }
}
