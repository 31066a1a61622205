package dev.keyrack.cli;

import dev.keyrack.cli.JsonOut.JsonObject;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes keys in the three formats. Texts in tables and CSV are of one line each.
final class KeyPrinter {
    private static final List<String> CSV_HEADER = List.of("profile", "id", "name", "hint_kind", "hint_text", "scopes",
            "created_at", "last_used_state", "last_used_at", "last_used_precision", "expires_at", "status", "owner");

    private static final int LABEL_WIDTH = 13;

    private final Session session;
    private final Messages messages;
    private final Instant now;

    /// Writes keys as they stand at `now`.
    KeyPrinter(Session session, Instant now) {
        this.session = session;
        this.messages = session.messages();
        this.now = now;
    }

    void list(Profile profile, List<SeenKey> keys) {
        switch (session.format()) {
            case JSON -> session.json().array(keys, (json, seen) -> members(json, profile, seen.key()));
            case CSV -> csv(profile, keys.stream().map(SeenKey::key).toList());
            case TABLE -> table(keys);
        }
    }

    /// One key with all that is known about it.
    void one(Profile profile, SeenKey seen) {
        switch (session.format()) {
            case JSON -> session.json().object(json -> {
                members(json, profile, seen.key());
                json.texts("facts", seen.key().facts());
            });
            case CSV -> csv(profile, List.of(seen.key()));
            case TABLE -> details(profile, seen);
        }
    }

    /// A new key; `secret` only if standard output is where it shall go.
    void created(Profile profile, ApiKey key, Optional<Secret> secret) {
        if (session.format() == OutputFormat.JSON) {
            session.json().object(json -> {
                members(json, profile, key);
                secret.ifPresent(value -> json.secret("secret", value));
            });
        } else {
            csv(profile, List.of(key));
        }
    }

    private void members(JsonObject json, Profile profile, ApiKey key) {
        json.text("profile", profile.name().value()).text("id", key.id().value()).text("name", key.name())
                .object("hint", hint -> hint.text("kind", word(key.hint().kind())).text("text", key.hint().text()))
                .texts("scopes", scopes(key)).time("created_at", key.createdAt())
                .object("last_used",
                        used -> used.text("state", state(key.lastUsed())).time("at", at(key.lastUsed()))
                                .text("precision", precision(key.lastUsed())))
                .time("expires_at", key.expiresAt()).text("status", word(key.statusAt(now)))
                .text("owner", key.owner());
    }

    private void csv(Profile profile, List<ApiKey> keys) {
        session.print(Csv.line(CSV_HEADER));
        for (ApiKey key : keys) {
            session.print(Csv.line(List.of(profile.name().value(), key.id().value(), key.name(),
                    word(key.hint().kind()), key.hint().text(), String.join(" ", scopes(key)), text(key.createdAt()),
                    state(key.lastUsed()), text(at(key.lastUsed())), precision(key.lastUsed()).orElse(""),
                    text(key.expiresAt()), word(key.statusAt(now)), key.owner().orElse(""))));
        }
    }

    private void table(List<SeenKey> keys) {
        if (keys.isEmpty()) {
            session.print(messages.get("cli.key.none"));
            return;
        }
        Table table = new Table(List.of("NAME", "ID", "HINT", "SCOPES", "CREATED", "LAST USED", "EXPIRES", "STATUS"));
        for (SeenKey seen : keys) {
            ApiKey key = seen.key();
            table.add(List.of(key.name(), key.id().value(), hint(key.hint()), String.join(" ", scopes(key)),
                    key.createdAt().map(KeyPrinter::date).orElse(""), lastUsed(key.lastUsed()), expiry(key),
                    status(key.statusAt(now))));
        }
        table.lines().forEach(session::print);
    }

    private void details(Profile profile, SeenKey seen) {
        ApiKey key = seen.key();
        row(messages.get("cli.key.field.name"), key.name());
        row(messages.get("cli.key.field.id"), key.id().value());
        row(messages.get("cli.key.field.profile"), profile.name() + " (" + profile.environment().label() + ")");
        row(messages.get("cli.key.field.hint"), hint(key.hint()));
        row(messages.get("cli.key.field.scopes"), String.join(" ", scopes(key)));
        row(messages.get("cli.key.field.created"), key.createdAt().map(KeyPrinter::moment).orElse(""));
        row(messages.get("cli.key.field.last-used"), lastUsed(key.lastUsed()));
        row(messages.get("cli.key.field.expires"), expiry(key));
        row(messages.get("cli.key.field.status"), status(key.statusAt(now)));
        row(messages.get("cli.key.field.owner"), key.owner().orElse(""));
        key.facts().forEach((name, text) -> row(Printable.clean(name), text));
        seen.goneSince().ifPresent(at -> row(messages.get("cli.key.field.gone-since"), moment(at)));
        seen.revokedAt().ifPresent(at -> row(messages.get("cli.key.field.revoked-at"), moment(at)));
        seen.deadSince().ifPresent(at -> row(messages.get("cli.key.field.dead-since"), moment(at)));
        seen.fingerprint().ifPresent(print -> row(messages.get("cli.key.field.fingerprint"), print.abridged()));
    }

    private void row(String label, String value) {
        String gap = " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
        session.print((label + gap + Printable.clean(value)).stripTrailing());
    }

    private String hint(Hint hint) {
        return switch (hint.kind()) {
            case PREFIX -> hint.text() + "…";
            case LAST -> "…" + hint.text();
            case ID -> messages.get("cli.key.hint.id", hint.text());
            case NONE -> messages.get("cli.key.hint.none");
        };
    }

    /// When a key was last used, for people.
    String lastUsed(LastUsed lastUsed) {
        return switch (lastUsed) {
            case LastUsed.At(var at, var precision) when precision == LastUsed.Precision.DAY -> date(at);
            case LastUsed.At(var at, _) -> moment(at);
            case LastUsed.Never() -> messages.get("cli.key.used.never");
            case LastUsed.NotReported() -> messages.get("cli.key.used.not-reported");
            case LastUsed.Unknown() -> messages.get("cli.key.used.unknown");
        };
    }

    private String expiry(ApiKey key) {
        return key.expiresAt().map(KeyPrinter::date).orElseGet(() -> messages.get("cli.key.expires.never"));
    }

    private String status(KeyStatus status) {
        return switch (status) {
            case ACTIVE -> messages.get("cli.key.status.active");
            case DISABLED -> messages.get("cli.key.status.disabled");
            case EXPIRED -> messages.get("cli.key.status.expired");
            case REVOKED -> messages.get("cli.key.status.revoked");
            case GONE -> messages.get("cli.key.status.gone");
        };
    }

    /// To the second, UTC.
    static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String date(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static List<String> scopes(ApiKey key) {
        return key.scopes().stream().map(Scope::value).toList();
    }

    private static String state(LastUsed lastUsed) {
        return switch (lastUsed) {
            case LastUsed.At _ -> "at";
            case LastUsed.Never _ -> "never";
            case LastUsed.NotReported _ -> "not_reported";
            case LastUsed.Unknown _ -> "unknown";
        };
    }

    private static Optional<Instant> at(LastUsed lastUsed) {
        return lastUsed instanceof LastUsed.At(var at, _) ? Optional.of(at) : Optional.empty();
    }

    private static Optional<String> precision(LastUsed lastUsed) {
        return lastUsed instanceof LastUsed.At(_, var precision) ? Optional.of(word(precision)) : Optional.empty();
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
