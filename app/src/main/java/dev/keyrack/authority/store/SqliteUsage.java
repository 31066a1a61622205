package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.core.UsageRow;
import dev.keyrack.authority.core.UsageStore;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// [UsageStore] in SQLite.
final class SqliteUsage implements UsageStore {
    private static final String ADD_HOUR = """
            insert into usage (key_id, hour, ok, limited, refused, failed) values (?, ?, ?, ?, ?, ?)
            on conflict do update set ok = ok + excluded.ok, limited = limited + excluded.limited,
                refused = refused + excluded.refused, failed = failed + excluded.failed""";
    private static final String ADD_TO_KEY = """
            update api_key set requests = requests + ?1, last_used_at = max(coalesce(last_used_at, ?2), ?2)
            where id = ?3""";
    private static final String ADD_REQUESTS = "update api_key set requests = requests + ? where id = ?";

    private final SqliteFile file;

    SqliteUsage(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void add(Collection<UsageRow> rows) {
        file.write("adding usage", connection -> {
            try (PreparedStatement hours = connection.prepareStatement(ADD_HOUR);
                    PreparedStatement used = connection.prepareStatement(ADD_TO_KEY);
                    PreparedStatement requested = connection.prepareStatement(ADD_REQUESTS)) {
                for (UsageRow row : rows) {
                    Tally tally = row.tally();
                    Sql.bind(hours, row.keyId(), row.hour(), tally.ok(), tally.limited(), tally.refused(),
                            tally.failed());
                    hours.addBatch();
                    if (row.lastUsed().isPresent()) {
                        Sql.bind(used, tally.total(), row.lastUsed(), row.keyId());
                        used.addBatch();
                    } else {
                        Sql.bind(requested, tally.total(), row.keyId());
                        requested.addBatch();
                    }
                }
                hours.executeBatch();
                used.executeBatch();
                return requested.executeBatch().length;
            }
        });
    }

    @Override
    public List<UsageRow> hours(String keyId, Instant from, Instant to) {
        return file.read("reading the usage of key " + keyId, connection -> Sql.list(connection,
                row -> new UsageRow(keyId, Sql.instantOf(row, "hour"),
                        new Tally(row.getLong("ok"), row.getLong("limited"), row.getLong("refused"),
                                row.getLong("failed")),
                        Optional.empty()),
                """
                        select hour, ok, limited, refused, failed from usage
                        where key_id = ? and hour >= ? and hour < ? order by hour""", keyId, from, to));
    }

    @Override
    public long total(Instant from, Instant to) {
        return file.read("adding usage up", connection -> Sql.first(connection, row -> row.getLong(1), """
                select coalesce(sum(ok + limited + refused + failed), 0) from usage where hour >= ? and hour < ?""",
                from, to)).orElse(0L);
    }
}
