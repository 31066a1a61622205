package dev.keyrack.authority.store;

import dev.keyrack.authority.core.CodeStore;
import dev.keyrack.authority.core.Digest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// [CodeStore] in SQLite.
final class SqliteCodes implements CodeStore {
    private static final String PENDING = "pending";
    private static final String ALLOWED = "allowed";
    private static final String REFUSED = "refused";
    private static final String FETCHED = "fetched";
    /// What is added to the wait each time that a device asks too often (RFC 8628 section 3.5).
    private static final int SLOW_DOWN_SECONDS = 5;

    private record Held(Code code, Instant expiresAt, Optional<String> grantId) {}

    private record Asking(Device device, String state, Optional<String> accountId, Instant expiresAt, int seconds,
            Optional<Instant> askedAt) {}

    private final SqliteFile file;

    SqliteCodes(SqliteFile file) {
        this.file = file;
    }

    @Override
    public void addCode(Digest digest, Code code, Instant expiresAt) {
        file.write("adding a code", connection -> Sql.update(connection,
                "insert into oauth_code values (?, ?, ?, ?, ?, ?, ?, null, null)", digest.bytes(), code.clientId(),
                code.accountId(), code.redirectUri(), String.join(" ", code.scopes()), code.challenge(), expiresAt));
    }

    @Override
    public Redemption redeem(Digest digest, String clientId, String grantId, Instant now) {
        return file.write("redeeming a code", connection -> {
            Optional<Held> found = Sql.first(connection, SqliteCodes::readCode,
                    "select * from oauth_code where digest = ? and client_id = ?", digest.bytes(), clientId);
            Optional<String> before = found.flatMap(Held::grantId);
            if (before.isPresent()) {
                Sql.update(connection, "update oauth_code set replayed_at = ? where digest = ?", now, digest.bytes());
                Sql.update(connection, "update oauth_grant set ended_at = ? where id = ? and ended_at is null", now,
                        before);
                return new Redemption.Reused();
            }
            if (found.isEmpty() || !now.isBefore(found.get().expiresAt())) {
                return new Redemption.Unknown();
            }
            Sql.update(connection, "update oauth_code set grant_id = ? where digest = ?", grantId, digest.bytes());
            return new Redemption.Redeemed(found.get().code());
        });
    }

    @Override
    public void addDevice(Digest deviceCode, Digest userCode, Device device, Instant expiresAt, int seconds) {
        file.write("adding a device", connection -> Sql.update(connection,
                "insert into oauth_device values (?, ?, ?, ?, ?, ?, null, ?, null)", deviceCode.bytes(),
                userCode.bytes(), device.clientId(), String.join(" ", device.scopes()), expiresAt, seconds, PENDING));
    }

    @Override
    public Optional<Device> undecided(Digest userCode, Instant now) {
        return file.read("reading a device", connection -> Sql.first(connection, SqliteCodes::readDevice,
                "select * from oauth_device where user_digest = ? and state = ? and expires_at > ?", userCode.bytes(),
                PENDING, now)).map(Asking::device);
    }

    @Override
    public boolean decide(Digest userCode, Optional<String> accountId, Instant now) {
        return file.write("deciding for a device", connection -> Sql.update(connection, """
                update oauth_device set state = ?, account_id = ?
                where user_digest = ? and state = ? and expires_at > ?""", accountId.isPresent() ? ALLOWED : REFUSED,
                accountId, userCode.bytes(), PENDING, now)) > 0;
    }

    @Override
    public Poll poll(Digest deviceCode, String clientId, Instant now) {
        return file.write("answering a device", connection -> {
            Optional<Asking> found = Sql.first(connection, SqliteCodes::readDevice,
                    "select * from oauth_device where digest = ? and client_id = ?", deviceCode.bytes(), clientId);
            return found.isEmpty() ? new Poll.Unknown() : poll(connection, deviceCode, found.get(), now);
        });
    }

    private static Poll poll(Connection connection, Digest deviceCode, Asking asking, Instant now)
            throws SQLException {
        Optional<String> account = asking.accountId();
        if (FETCHED.equals(asking.state())) {
            return new Poll.Unknown();
        }
        if (!now.isBefore(asking.expiresAt())) {
            return new Poll.Expired();
        }
        if (ALLOWED.equals(asking.state()) && account.isPresent()) {
            Sql.update(connection, "update oauth_device set state = ? where digest = ?", FETCHED, deviceCode.bytes());
            return new Poll.Allowed(asking.device(), account.get());
        }
        if (REFUSED.equals(asking.state())) {
            return new Poll.Refused();
        }
        boolean tooFast = asking.askedAt().map(last -> last.plus(Duration.ofSeconds(asking.seconds())))
                .filter(now::isBefore).isPresent();
        Sql.update(connection, "update oauth_device set asked_at = ?, seconds = ? where digest = ?", now,
                asking.seconds() + (tooFast ? SLOW_DOWN_SECONDS : 0), deviceCode.bytes());
        return tooFast ? new Poll.TooFast() : new Poll.Pending();
    }

    @Override
    public void purge(Instant then) {
        file.write("removing old codes", connection -> {
            Sql.update(connection, "delete from oauth_device where expires_at < ?", then);
            return Sql.update(connection, "delete from oauth_code where expires_at < ?", then);
        });
    }

    private static Held readCode(ResultSet row) throws SQLException {
        return new Held(
                new Code(row.getString("client_id"), row.getString("account_id"), row.getString("redirect_uri"),
                        SqliteGrants.words(row.getString("scopes")), Optional.ofNullable(row.getString("challenge"))),
                Sql.instantOf(row, "expires_at"), Optional.ofNullable(row.getString("grant_id")));
    }

    private static Asking readDevice(ResultSet row) throws SQLException {
        return new Asking(new Device(row.getString("client_id"), SqliteGrants.words(row.getString("scopes"))),
                row.getString("state"), Optional.ofNullable(row.getString("account_id")),
                Sql.instantOf(row, "expires_at"), row.getInt("seconds"), Sql.instant(row, "asked_at"));
    }
}
