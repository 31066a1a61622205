package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Grant;
import dev.keyrack.authority.core.GrantStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// [GrantStore] in SQLite. Lists are texts with blanks between, which neither scopes nor addresses have.
final class SqliteGrants implements GrantStore {
    private static final String TOKEN = """
            select g.id, g.client_id, g.account_id, g.scopes, g.ended_at, t.expires_at, t.used_at
            from oauth_refresh t join oauth_grant g on g.id = t.grant_id where t.digest = ?""";

    private record Presented(Grant grant, Instant expiresAt, boolean used, boolean over) {}

    private final SqliteFile file;

    SqliteGrants(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void register(Client client, Instant at) {
        file.write("registering application " + client.id(), connection -> Sql.update(connection,
                """
                        insert into oauth_client values (?, ?, ?, ?, ?, ?) on conflict (id) do update set
                            name = excluded.name, digest = excluded.digest, redirects = excluded.redirects,
                            grants = excluded.grants""", client.id(), client.name(),
                client.digest().map(Digest::bytes), String.join(" ", client.redirects()),
                String.join(" ", client.grants()), at));
    }

    @Override
    public Optional<Client> client(String id) {
        return file.read("reading an application", connection -> Sql.first(connection, SqliteGrants::readClient,
                "select * from oauth_client where id = ?", id));
    }

    @Override
    public void open(Grant grant, Instant at, Instant expiresAt) {
        file.write("opening " + grant.id(), connection -> Sql.update(connection, """
                insert into oauth_grant values (?, ?, ?, ?, ?, ?,
                    (select min(replayed_at) from oauth_code where grant_id = ?))""", grant.id(), grant.clientId(),
                grant.accountId(), String.join(" ", grant.scopes()), at, expiresAt, grant.id()));
    }

    @Override
    public void addRefresh(String grantId, Digest token, Instant expiresAt) {
        file.write("adding a refresh token to " + grantId,
                connection -> insert(connection, grantId, token, expiresAt));
    }

    @Override
    public Rotation rotate(String clientId, Digest old, Digest next, Instant at, Instant expiresAt) {
        return file.write("rotating a refresh token", connection -> {
            Optional<Presented> found = find(connection, old)
                    .filter(token -> !token.over() && token.grant().clientId().equals(clientId));
            if (found.isEmpty()) {
                return new Rotation.Unknown();
            }
            Presented token = found.get();
            if (token.used()) {
                Sql.update(connection, "update oauth_grant set ended_at = ? where id = ?", at, token.grant().id());
                return new Rotation.Reused();
            }
            if (!at.isBefore(token.expiresAt())) {
                return new Rotation.Expired();
            }
            Sql.update(connection, "update oauth_refresh set used_at = ? where digest = ?", at, old.bytes());
            insert(connection, token.grant().id(), next, expiresAt);
            return new Rotation.Rotated(token.grant());
        });
    }

    @Override
    public Optional<Refresh> refresh(Digest token, Instant now) {
        return file.read("reading a refresh token", connection -> find(connection, token))
                .filter(found -> !found.over() && !found.used() && now.isBefore(found.expiresAt()))
                .map(found -> new Refresh(found.grant(), found.expiresAt()));
    }

    @Override
    public Optional<Grant> live(String grantId) {
        return file.read("reading " + grantId, connection -> Sql.first(connection, SqliteGrants::readGrant,
                "select * from oauth_grant where id = ? and ended_at is null", grantId));
    }

    @Override
    public void end(String grantId, Instant at) {
        file.write("ending " + grantId, connection -> Sql.update(connection,
                "update oauth_grant set ended_at = ? where id = ? and ended_at is null", at, grantId));
    }

    @Override
    public void purge(Instant then) {
        file.write("removing old grants", connection -> {
            Sql.update(connection, "delete from oauth_refresh where expires_at < ?", then);
            return Sql.update(connection, """
                    delete from oauth_grant where expires_at < ? and not exists
                        (select 1 from oauth_refresh t where t.grant_id = oauth_grant.id)""", then);
        });
    }

    private static int insert(Connection connection, String grantId, Digest token, Instant expiresAt)
            throws SQLException {
        Sql.update(connection, "update oauth_grant set expires_at = max(expires_at, ?) where id = ?", expiresAt,
                grantId);
        return Sql.update(connection, "insert into oauth_refresh values (?, ?, ?, null)", token.bytes(), grantId,
                expiresAt);
    }

    private static Optional<Presented> find(Connection connection, Digest token) throws SQLException {
        return Sql.first(connection,
                row -> new Presented(readGrant(row), Sql.instantOf(row, "expires_at"),
                        Sql.instant(row, "used_at").isPresent(), Sql.instant(row, "ended_at").isPresent()),
                TOKEN, token.bytes());
    }

    private static Grant readGrant(ResultSet row) throws SQLException {
        return new Grant(row.getString("id"), row.getString("client_id"),
                Optional.ofNullable(row.getString("account_id")), words(row.getString("scopes")));
    }

    private static Client readClient(ResultSet row) throws SQLException {
        return new Client(row.getString("id"), row.getString("name"),
                Optional.ofNullable(row.getBytes("digest")).map(Digest::ofBytes), words(row.getString("redirects")),
                words(row.getString("grants")));
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
