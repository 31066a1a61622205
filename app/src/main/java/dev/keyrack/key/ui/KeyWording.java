package dev.keyrack.key.ui;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyFilter;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Words keys for table and detail. Any thread.
final class KeyWording {
    static final int IDLE_DAYS = 45;
    static final int EXPIRING_DAYS = 30;
    private static final Duration WARN_WITHIN = Duration.ofDays(14);

    private final Messages messages;
    private final TimeText times;
    private final Map<String, ScopeInfo> catalogue;

    KeyWording(Provider provider, Messages messages, TimeText times) {
        this.messages = messages;
        this.times = times;
        this.catalogue = provider.scopes().stream()
                .collect(Collectors.toMap(ScopeInfo::value, Function.identity(), (first, _) -> first));
    }

    /// The row of `seen`.
    ///
    /// @param stale whether the list is not from just now: relative times become absolute then
    KeyRow row(SeenKey seen, boolean stale) {
        ApiKey key = seen.key();
        Instant now = times.now();
        StatusLook look = look(seen, stale);
        boolean muted = look != StatusLook.ACTIVE && look != StatusLook.ACTIVE_WHEN_LAST_SEEN;
        String name = key.name().isEmpty() ? messages.get("key.no-name") : key.name();
        return new KeyRow(key.id().value(), name, hint(key), chips(key), created(key), lastUsed(key, stale || muted),
                expires(key, muted), look, status(seen, look), muted, groups(key, now),
                searchText(key), key.createdAt().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE),
                lastUse(key.lastUsed()),
                key.expiresAt().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
    }

    StatusLook look(SeenKey seen, boolean stale) {
        if (seen.deadSince().isPresent()) {
            return StatusLook.DEAD;
        }
        return switch (seen.key().statusAt(times.now())) {
            case ACTIVE -> stale ? StatusLook.ACTIVE_WHEN_LAST_SEEN : StatusLook.ACTIVE;
            case DISABLED -> StatusLook.DISABLED;
            case EXPIRED -> StatusLook.EXPIRED;
            case REVOKED -> StatusLook.REVOKED;
            case GONE -> StatusLook.GONE;
        };
    }

    KeyRow.Words status(SeenKey seen, StatusLook look) {
        return switch (look) {
            case ACTIVE, ACTIVE_WHEN_LAST_SEEN -> words(messages.get("key.status.active"), "");
            case DISABLED -> words(messages.get("key.status.disabled"), "");
            case EXPIRED -> words(messages.get("key.status.expired"), "");
            case REVOKED -> words(messages.get("key.status.revoked"), since(seen.revokedAt()));
            case DEAD -> words(messages.get("key.status.dead"), since(seen.deadSince()));
            case GONE -> words(messages.get("key.status.gone"), since(seen.goneSince()));
        };
    }

    private String since(java.util.Optional<Instant> instant) {
        return instant.map(at -> messages.get("key.status.since", times.day(at))).orElse("");
    }

    String hint(ApiKey key) {
        return switch (key.hint().kind()) {
            case PREFIX -> key.hint().text() + "…";
            case LAST -> "…" + key.hint().text();
            case ID -> messages.get("key.hint.id", key.hint().text());
            case NONE -> "";
        };
    }

    String hintKind(Hint.Kind kind) {
        return switch (kind) {
            case PREFIX -> messages.get("key.hint.starts-with");
            case LAST -> messages.get("key.hint.ends-with");
            case ID, NONE -> messages.get("key.hint.key-id");
        };
    }

    /// When it was made, and by whom.
    private KeyRow.Words created(ApiKey key) {
        return key.createdAt().map(at -> words(times.date(at), key.owner().orElse("")))
                .orElseGet(() -> new KeyRow.Words(messages.get("key.last-used.not-reported"), "", "not-reported"));
    }

    /// When it was last used, with the precision below.
    KeyRow.Words lastUsed(ApiKey key, boolean absolute) {
        return switch (key.lastUsed()) {
            case LastUsed.At(var at, var precision) ->
                words(absolute ? times.moment(at) : times.ago(at), precision(precision));
            case LastUsed.Never() -> new KeyRow.Words(messages.get("key.last-used.never"), "", "never");
            case LastUsed.NotReported() ->
                new KeyRow.Words(messages.get("key.last-used.not-reported"), "", "not-reported");
            case LastUsed.Unknown() -> new KeyRow.Words(messages.get("key.last-used.unknown"), "", "unknown");
        };
    }

    String precision(LastUsed.Precision precision) {
        return switch (precision) {
            case EXACT -> messages.get("key.precision.exact");
            case FIVE_MINUTES -> messages.get("key.precision.minutes", 5);
            case TEN_MINUTES -> messages.get("key.precision.minutes", 10);
            case HOUR -> messages.get("key.precision.hour");
            case DAY -> messages.get("key.precision.day");
            case UNSTATED -> messages.get("key.precision.unstated");
        };
    }

    KeyRow.Words expires(ApiKey key, boolean muted) {
        return key.expiresAt().map(at -> new KeyRow.Words(times.date(at), times.distance(at),
                !muted && expiresSoon(key) ? "warning" : "plain"))
                .orElseGet(() -> new KeyRow.Words(messages.get("key.expires.never"), "", "empty"));
    }

    /// Whether it is still good and will not be in two weeks.
    boolean expiresSoon(ApiKey key) {
        Instant now = times.now();
        return key.statusAt(now) == KeyStatus.ACTIVE
                && key.expiresAt().filter(at -> at.isBefore(now.plus(WARN_WITHIN))).isPresent();
    }

    private List<KeyRow.ScopeChip> chips(ApiKey key) {
        Map<String, List<ScopeInfo>> byResource = new LinkedHashMap<>();
        for (Scope scope : key.scopes()) {
            ScopeInfo info = info(scope.value());
            byResource.computeIfAbsent(info.resource(), _ -> new ArrayList<>()).add(info);
        }
        return byResource.entrySet().stream().map(entry -> chip(entry.getKey(), entry.getValue())).toList();
    }

    /// What the catalogue says about a scope; one that it does not know is split at its colon.
    ScopeInfo info(String scope) {
        ScopeInfo known = catalogue.get(scope);
        if (known != null) {
            return known;
        }
        int colon = scope.lastIndexOf(':');
        return colon > 0
                ? new ScopeInfo(scope, scope.substring(0, colon), scope.substring(colon + 1), true, "")
                : new ScopeInfo(scope, scope, "", true, "");
    }

    private static KeyRow.ScopeChip chip(String resource, List<ScopeInfo> infos) {
        boolean changes = infos.stream().anyMatch(ScopeInfo::changes);
        boolean plain = infos.stream().allMatch(info -> Set.of("read", "write").contains(info.verb()));
        String verbs = infos.stream().map(info -> plain ? info.verb().substring(0, 1) : info.verb()).sorted()
                .collect(Collectors.joining(plain ? "" : " "));
        return new KeyRow.ScopeChip(resource, verbs, changes);
    }

    private static Set<KeyGroup> groups(ApiKey key, Instant now) {
        Set<KeyGroup> groups = EnumSet.of(KeyGroup.ALL);
        KeyStatus status = key.statusAt(now);
        if (status == KeyStatus.ACTIVE) {
            groups.add(KeyGroup.ACTIVE);
            if (key.expiresAt().isEmpty()) {
                groups.add(KeyGroup.NO_EXPIRY);
            } else if (key.expiresAt().get().isBefore(now.plus(Duration.ofDays(EXPIRING_DAYS)))) {
                groups.add(KeyGroup.EXPIRING);
            }
            if (KeyFilter.idleness(key, now, IDLE_DAYS) == KeyFilter.Idleness.CERTAIN) {
                groups.add(KeyGroup.IDLE);
            }
        }
        if (status == KeyStatus.GONE || status == KeyStatus.REVOKED) {
            groups.add(KeyGroup.GONE);
        }
        return groups;
    }

    private static String searchText(ApiKey key) {
        return String.join("\n", key.name(), key.id().value(), key.hint().text(), key.owner().orElse(""),
                key.scopes().stream().map(Scope::value).collect(Collectors.joining("\n")))
                .toLowerCase(Locale.ROOT);
    }

    private static long lastUse(LastUsed lastUsed) {
        return switch (lastUsed) {
            case LastUsed.At(var at, _) -> -at.getEpochSecond(); // the latest first
            case LastUsed.Never() -> KeyRow.NO_LAST_USE;
            case LastUsed.NotReported() -> KeyRow.NO_LAST_USE + 1;
            case LastUsed.Unknown() -> KeyRow.NO_LAST_USE + 2;
        };
    }

    private static KeyRow.Words words(String first, String second) {
        return new KeyRow.Words(first, second, "plain");
    }
}
