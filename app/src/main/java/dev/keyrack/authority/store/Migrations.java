package dev.keyrack.authority.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a database up to the newest schema. `user_version` says how many steps were done; a step is never changed once
/// it was released, a new one is added.
final class Migrations {
    private static final List<String> STEPS = List.of("""
            create table setting (name text primary key, value blob not null) without rowid;
            create table organisation (id text primary key, name text not null, created_at integer not null) without rowid;
            create table account (
                id text primary key, organisation_id text not null references organisation, email text not null unique,
                phc text not null, created_at integer not null) without rowid;
            create table second_factor (
                account_id text primary key references account, totp_key blob not null, enabled_at integer,
                last_step integer not null) without rowid;
            create table backup_code (
                account_id text not null references account, digest blob not null, used_at integer,
                primary key (account_id, digest)) without rowid;
            create table session (
                id text primary key, account_id text not null references account, created_at integer not null,
                ended_at integer) without rowid;
            create table refresh_token (
                digest blob primary key, session_id text not null references session, expires_at integer not null,
                used_at integer) without rowid;
            create index refresh_token_session on refresh_token (session_id);
            create table api_key (
                id text primary key, digest blob not null unique, hint text not null, name text not null,
                scopes text not null, environment text not null, enabled integer not null, created_at integer not null,
                created_by text not null, expires_at integer, revoked_at integer, last_used_at integer,
                requests integer not null) without rowid;
            create table usage (
                key_id text not null references api_key, hour integer not null, ok integer not null,
                limited integer not null, refused integer not null, failed integer not null,
                primary key (key_id, hour)) without rowid;
            create index usage_hour on usage (hour);
            create table resource (
                id text primary key, kind text not null, parent_id text references resource on delete cascade,
                name text not null, state text not null, details text not null, created_at integer not null,
                updated_at integer not null) without rowid;
            create index resource_kind on resource (kind, id);
            create index resource_parent on resource (parent_id);
            """, """
            create table oauth_client (
                id text primary key, name text not null, digest blob, redirects text not null, grants text not null,
                created_at integer not null) without rowid;
            create table oauth_grant (
                id text primary key, client_id text not null references oauth_client,
                account_id text references account, scopes text not null, created_at integer not null,
                expires_at integer not null, ended_at integer) without rowid;
            create table oauth_refresh (
                digest blob primary key, grant_id text not null references oauth_grant, expires_at integer not null,
                used_at integer) without rowid;
            create index oauth_refresh_grant on oauth_refresh (grant_id);
            create table oauth_code (
                digest blob primary key, client_id text not null references oauth_client,
                account_id text not null references account, redirect_uri text not null, scopes text not null,
                challenge text, expires_at integer not null, grant_id text, replayed_at integer) without rowid;
            create index oauth_code_grant on oauth_code (grant_id);
            create table oauth_device (
                digest blob primary key, user_digest blob not null unique,
                client_id text not null references oauth_client, scopes text not null, expires_at integer not null,
                seconds integer not null, asked_at integer, state text not null,
                account_id text references account) without rowid;
            """);

    private Migrations() {
    }

    /// Does the steps that were not done yet, each in a transaction.
    static void apply(Connection connection) throws SQLException {
        int done = version(connection);
        if (done > STEPS.size()) {
            throw new SQLException("the database was written by a newer version (schema " + done + ", this one knows "
                    + STEPS.size() + ")");
        }
        for (int step = done; step < STEPS.size(); step++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : STEPS.get(step).split(";\\s*\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("pragma user_version = " + (step + 1));
            }
            connection.commit();
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma user_version")) {
            row.next();
            int version = row.getInt(1);
            connection.commit();
            return version;
        }
    }
}
