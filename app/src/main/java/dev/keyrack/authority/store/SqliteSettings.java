package dev.keyrack.authority.store;

import dev.keyrack.authority.core.SettingStore;
import java.util.Optional;

/// [SettingStore] in SQLite.
final class SqliteSettings implements SettingStore {
    private final SqliteFile file;

    SqliteSettings(SqliteFile file) {
        this.file = file;
    }

    @Override
    public Optional<byte[]> get(String name) {
        return file.read("reading setting " + name, connection -> Sql.first(connection, row -> row.getBytes("value"),
                "select value from setting where name = ?", name));
    }

    @Override
    public void put(String name, byte[] value) {
        file.write("writing setting " + name, connection -> Sql.update(connection,
                "insert into setting values (?, ?) on conflict do update set value = excluded.value", name, value));
    }
}
