package dev.keyrack.authority.store;

import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.ResourceStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// [ResourceStore] in SQLite. Details are lines of `name=value`; neither holds a line break.
final class SqliteResources implements ResourceStore {
    private final SqliteFile file;

    SqliteResources(SqliteFile file) {
        this.file = file;
    }

    @Override
    public List<Resource> list(String kind, String afterId, int limit) {
        return file.read("listing " + kind, connection -> Sql.list(connection, SqliteResources::read,
                "select * from resource where kind = ? and id > ? order by id limit ?", kind, afterId, limit));
    }

    @Override
    public int count(String kind) {
        return file.read("counting " + kind, connection -> Sql
                .first(connection, row -> row.getInt(1), "select count(*) from resource where kind = ?", kind))
                .orElse(0);
    }

    @Override
    public Optional<Resource> find(String kind, String id) {
        return file.read("finding " + kind, connection -> Sql.first(connection, SqliteResources::read,
                "select * from resource where kind = ? and id = ?", kind, id));
    }

    @Override
    public void save(Resource resource) {
        file.write("saving " + resource.kind() + " " + resource.id(), connection -> Sql.update(connection, """
                insert into resource (id, kind, parent_id, name, state, details, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set name = excluded.name, state = excluded.state, details = excluded.details,
                    updated_at = excluded.updated_at""", resource.id(), resource.kind(), resource.parentId(),
                resource.name(), resource.state(), lines(resource.details()), resource.createdAt(),
                resource.updatedAt()));
    }

    @Override
    public boolean remove(String kind, String id) {
        return file.write("removing " + kind, connection -> Sql.update(connection,
                "delete from resource where kind = ? and id = ?", kind, id)) > 0;
    }

    private static Resource read(ResultSet row) throws SQLException {
        return new Resource(row.getString("id"), row.getString("kind"), Optional.ofNullable(row.getString("parent_id")),
                row.getString("name"), row.getString("state"), details(row.getString("details")),
                Sql.instantOf(row, "created_at"), Sql.instantOf(row, "updated_at"));
    }

    private static String lines(Map<String, String> details) {
        return details.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> details(String lines) {
        Map<String, String> details = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            details.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return details;
    }
}
