package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.KeyStore;
import dev.keyrack.authority.core.StoredKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// [KeyStore] in SQLite.
final class SqliteKeys implements KeyStore {
    private static final String INSERT = """
            insert into api_key (id, digest, hint, name, scopes, environment, enabled, created_at, created_by,
                expires_at, revoked_at, last_used_at, requests)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final SqliteFile file;

    SqliteKeys(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void forEach(Consumer<StoredKey> each) {
        file.read("reading all keys", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select * from api_key");
                    ResultSet rows = statement.executeQuery()) {
                int read = 0;
                while (rows.next()) {
                    each.accept(read(rows));
                    read++;
                }
                return read;
            }
        });
    }

    @Override
    public void add(Collection<StoredKey> keys) {
        file.write("adding " + keys.size() + " keys", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (StoredKey key : keys) {
                    KeyFacts facts = key.facts();
                    Sql.bind(statement, facts.id(), key.digest().bytes(), facts.hint(), facts.name(),
                            String.join(" ", facts.scopes()), facts.environment(), facts.enabled(), facts.createdAt(),
                            facts.createdBy(), facts.expiresAt(), facts.revokedAt(), key.lastUsed(), key.requests());
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
    }

    @Override
    public void update(KeyFacts facts) {
        file.write("changing key " + facts.id(), connection -> Sql.update(connection, """
                update api_key set name = ?, scopes = ?, enabled = ?, expires_at = ?, revoked_at = ? where id = ?""",
                facts.name(), String.join(" ", facts.scopes()), facts.enabled(), facts.expiresAt(), facts.revokedAt(),
                facts.id()));
    }

    private static StoredKey read(ResultSet row) throws SQLException {
        String scopes = row.getString("scopes");
        KeyFacts facts = new KeyFacts(row.getString("id"), row.getString("hint"), row.getString("name"),
                scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1)), row.getString("environment"),
                row.getBoolean("enabled"), Sql.instantOf(row, "created_at"), row.getString("created_by"),
                Sql.instant(row, "expires_at"), Sql.instant(row, "revoked_at"));
        return new StoredKey(Digest.ofBytes(row.getBytes("digest")), facts, Sql.instant(row, "last_used_at"),
                row.getLong("requests"));
    }
}
