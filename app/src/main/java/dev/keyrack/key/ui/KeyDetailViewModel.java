package dev.keyrack.key.ui;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.EnvironmentLook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The selected key: what is known of it, and what can be done with it. JavaFX thread.
public final class KeyDetailViewModel {
    private static final Duration IN_USE = Duration.ofDays(7);

    private final KeyTableViewModel table;
    private final KeyService service;
    private final BackgroundRunner runner;
    private final TimeText times;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<@Nullable KeyDetail> detail = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /// Follows the selection of `table`.
    public KeyDetailViewModel(KeyTableViewModel table, KeyService service, BackgroundRunner runner, TimeText times,
            Messages messages) {
        this.table = table;
        this.service = service;
        this.runner = runner;
        this.times = times;
        this.messages = messages;
        table.selectedIdProperty().subscribe(this::select);
    }

    private void select(@Nullable String id) {
        failure.set("");
        Optional<SeenKey> seen = id == null ? Optional.empty() : table.find(id);
        detail.set(seen.isEmpty() || table.provider().isEmpty()
                ? null
                : describe(seen.get(), table.provider().orElseThrow()));
    }

    /// Switches the key off, or on again.
    void toggle() {
        KeyDetail current = detail.get();
        Optional<Profile> profile = table.profile();
        if (current == null || profile.isEmpty() || busy.get() || !current.toggle().isEmpty()) {
            return;
        }
        Optional<SeenKey> seen = table.find(current.id());
        if (seen.isEmpty()) {
            return;
        }
        busy.set(true);
        failure.set("");
        runner.start(
                _ -> service.edit(profile.get(), seen.get().key().id(), KeyChange.enabled(!current.enabled())),
                outcome -> {
                    busy.set(false);
                    switch (outcome) {
                        case Outcome.Ok<SeenKey> _ -> table.changed(profile.get(), current.id());
                        case Outcome.Failed<SeenKey>(var why) -> {
                            if (current.id().equals(table.selectedIdProperty().get())
                                    && table.profile().equals(profile)) { // else it would stand under another key
                                failure.set(FailureText.of(why, messages));
                                if (why instanceof Failure.NotArmed) {
                                    table.guard().whenArmed(this::toggle);
                                }
                            }
                        }
                    }
                });
    }

    /// What to ask before the key is switched off.
    Optional<DisableQuestion> question() {
        return table.selected().flatMap(seen -> table.profile().flatMap(profile -> table.provider()
                .map(provider -> new DisableQuestion(EnvironmentLook.of(profile.environment()),
                        profile.name().value(), seen.key().name(),
                        new KeyWording(provider, messages, times).lastUsed(seen.key(), false).first()))));
    }

    private KeyDetail describe(SeenKey seen, Provider provider) {
        ApiKey key = seen.key();
        KeyWording wording = new KeyWording(provider, messages, times);
        boolean stale = table.isStale();
        StatusLook look = wording.look(seen, stale);
        KeyRow.Words status = wording.status(seen, look);
        return new KeyDetail(key.id().value(), key.name().isEmpty() ? messages.get("key.no-name") : key.name(), look,
                stale && look == StatusLook.ACTIVE_WHEN_LAST_SEEN
                        ? messages.get("key.detail.was-active")
                        : status.first(),
                note(seen, look, status, stale), values(seen, wording), scopes(key),
                provider.scopes().isEmpty()
                        ? ""
                        : messages.get("key.detail.scopes-of", key.scopes().size(), provider.scopes().size()),
                dates(seen, wording, stale), advice(key, wording, look), why(Capability.EDIT_NAME, look, stale),
                why(Capability.DISABLE, look, stale), key.status() != KeyStatus.DISABLED,
                why(Capability.REVOKE, look, stale));
    }

    private String note(SeenKey seen, StatusLook look, KeyRow.Words status, boolean stale) {
        if (stale) {
            return table.readAt().map(at -> messages.get("key.detail.as-of", times.moment(at))).orElse("");
        }
        if (look != StatusLook.ACTIVE) {
            return status.second();
        }
        return seen.key().expiresAt().map(at -> messages.get("key.detail.expires", times.distance(at)))
                .orElseGet(() -> messages.get("key.detail.no-expiry"));
    }

    private List<KeyDetail.Fact> values(SeenKey seen, KeyWording wording) {
        List<KeyDetail.Fact> facts = new ArrayList<>();
        ApiKey key = seen.key();
        if (!wording.hint(key).isEmpty() && key.hint().kind() != Hint.Kind.ID) { // the id follows in full
            facts.add(fact(wording.hintKind(key.hint().kind()), wording.hint(key), "mono"));
        }
        facts.add(fact(messages.get("key.hint.key-id"), key.id().value(), "mono"));
        key.facts().forEach((name, text) -> facts.add(fact(name, text, "plain")));
        seen.fingerprint().ifPresent(print -> facts.add(new KeyDetail.Fact(messages.get("key.detail.fingerprint"),
                "SHA-256 " + print.abridged(), messages.get("key.detail.issued-here"), "mono", print.sha256())));
        return facts;
    }

    private static List<String> scopes(ApiKey key) {
        return key.scopes().stream().map(Scope::value).toList();
    }

    private List<KeyDetail.Fact> dates(SeenKey seen, KeyWording wording, boolean stale) {
        ApiKey key = seen.key();
        List<KeyDetail.Fact> facts = new ArrayList<>();
        facts.add(new KeyDetail.Fact(messages.get("key.detail.created"),
                key.createdAt().map(times::dateAndTime).orElseGet(() -> messages.get("key.last-used.not-reported")),
                key.owner().map(owner -> messages.get("key.detail.by", owner)).orElse(""), "plain",
                key.createdAt().map(times::utc).orElse("")));
        facts.add(lastUsed(key, wording, stale));
        facts.add(key.expiresAt()
                .map(at -> new KeyDetail.Fact(messages.get("key.detail.expires-at"), times.dateAndTime(at),
                        "(" + times.utcTime(at) + ")", wording.expiresSoon(key) ? "warning" : "plain", times.utc(at)))
                .orElseGet(() -> fact(messages.get("key.detail.expires-at"), messages.get("key.expires.never"),
                        "plain")));
        seen.revokedAt().ifPresent(at -> facts.add(date(messages.get("key.detail.revoked"), at)));
        seen.deadSince().ifPresent(at -> facts.add(date(messages.get("key.detail.dead"), at)));
        seen.goneSince().filter(_ -> seen.revokedAt().isEmpty())
                .ifPresent(at -> facts.add(date(messages.get("key.detail.gone"), at)));
        return facts;
    }

    private KeyDetail.Fact lastUsed(ApiKey key, KeyWording wording, boolean stale) {
        String name = messages.get("key.detail.last-used");
        KeyRow.Words words = wording.lastUsed(key, true);
        if (!(key.lastUsed() instanceof LastUsed.At(var at, _))) {
            return fact(name, words.first(), "plain");
        }
        String text = stale ? messages.get("key.detail.or-later", words.first()) : words.first();
        return new KeyDetail.Fact(name, text, words.second(), "plain", times.utc(at));
    }

    private KeyDetail.Fact date(String name, Instant at) {
        return new KeyDetail.Fact(name, times.moment(at), "", "plain", times.utc(at));
    }

    private Optional<KeyDetail.Advice> advice(ApiKey key, KeyWording wording, StatusLook look) {
        if (look != StatusLook.ACTIVE || !wording.expiresSoon(key) || key.expiresAt().isEmpty()) {
            return Optional.empty();
        }
        boolean inUse = key.lastUsed() instanceof LastUsed.At(var at, _) && at.isAfter(times.now().minus(IN_USE));
        String when = times.distance(key.expiresAt().get());
        return Optional.of(inUse
                ? new KeyDetail.Advice(messages.get("key.advice.expires-in-use", when),
                        messages.get("key.advice.expires-in-use.rest"))
                : new KeyDetail.Advice(messages.get("key.advice.expires", when),
                        messages.get("key.advice.expires.rest")));
    }

    private String why(Capability capability, StatusLook look, boolean stale) {
        if (stale) {
            return messages.get("key.detail.needs-provider");
        }
        if (look == StatusLook.REVOKED || look == StatusLook.DEAD || look == StatusLook.GONE) {
            return messages.get("key.detail.over");
        }
        return table.missing(capability);
    }

    private static KeyDetail.Fact fact(String name, String text, String tone) {
        return new KeyDetail.Fact(name, text, "", tone, "");
    }

    /// Whether changes here hurt at once.
    boolean isProduction() {
        return table.isProduction();
    }

    /// What stands in the place of scopes where a key has none.
    String noScopes() {
        return table.hasScopes()
                ? messages.get("key.detail.no-scopes")
                : messages.get("key.detail.scopeless", table.provider().map(Provider::noun).orElse(""));
    }

    /// Closes the detail.
    void close() {
        table.selectedIdProperty().set(null);
    }

    ReadOnlyObjectProperty<@Nullable KeyDetail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
