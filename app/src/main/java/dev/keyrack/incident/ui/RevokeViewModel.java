package dev.keyrack.incident.ui;

import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revocation;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.Guard;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The last stop before a key is revoked: what it is, what stops working, and whether its death can be proved.
/// JavaFX thread.
public final class RevokeViewModel {
    /// One line of what stops working.
    ///
    /// @param kind `last-used`, `requests` or `replacement`
    /// @param verdict said at the right; may be empty
    record Consequence(String kind, String first, String second, String verdict, boolean grave) {}

    /// What it works with.
    ///
    /// @param guard     asked where the profile turns out to be read-only
    /// @param onRevoked gets what the provider said and, if it is held, the value, which is then the receiver's
    public record Parts(Revocation revocation, ProofOfDeath proof, KeyService service, BackgroundRunner runner,
            Guard guard, BiConsumer<Revoked, Optional<ProvableValue>> onRevoked) {}

    private static final Duration IN_USE = Duration.ofHours(24);

    private final Profile profile;
    private final Provider provider;
    private final SeenKey seen;
    private final Parts parts;
    private final TimeText times;
    private final Messages messages;
    private final StringProperty typedName = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Consequence>> consequences = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final HeldValue value;
    private boolean abandoned;

    /// Looks at `seen` and at the other keys of its profile.
    public RevokeViewModel(Profile profile, Provider provider, SeenKey seen, Parts parts, TimeText times,
            Messages messages) {
        this.profile = profile;
        this.provider = provider;
        this.seen = seen;
        this.parts = parts;
        this.times = times;
        this.messages = messages;
        this.value = new HeldValue(profile, seen, parts.proof(), parts.runner(), messages);
        typedName.subscribe(() -> check());
        busy.subscribe(() -> check());
        value.tryingProperty().subscribe(() -> check());
        check();
        consequences.set(List.of(lastUse()));
        parts.runner().start(_ -> Outcome.ok(examine()), outcome -> outcome.peek(consequences::set));
    }

    private void check() {
        ready.set(!busy.get() && !value.tryingProperty().get()
                && (!mustTypeName() || typedName.get().equals(profile.name().value())));
    }

    /// Off the JavaFX thread: asks for the last day's requests, and looks for keys that could take over.
    private List<Consequence> examine() {
        List<Consequence> all = new ArrayList<>();
        all.add(lastUse());
        Instant now = times.now();
        Outcome<UsageSeries> usage = parts.service().usage(profile, seen.key().id(), now.minus(IN_USE), now,
                Bucket.HOUR);
        all.add(switch (usage) {
            case Outcome.Ok<UsageSeries>(var series) -> requests(series);
            case Outcome.Failed<UsageSeries> _ -> new Consequence("requests",
                    messages.get("incident.stops.requests-unknown"),
                    messages.get("incident.stops.requests-unknown.rest", provider.name()), "", false);
        });
        all.add(replacement(parts.service().latest(profile), now));
        return all;
    }

    private Consequence lastUse() {
        LastUsed used = seen.key().lastUsed();
        return switch (used) {
            case LastUsed.At(var at, _) -> new Consequence("last-used",
                    messages.get("incident.stops.last-used", times.moment(at)),
                    messages.get("incident.stops.last-used.rest"), messages.get("incident.stops.used", times.ago(at)),
                    isInUse());
            case LastUsed.Never() -> new Consequence("last-used", messages.get("incident.stops.never"),
                    messages.get("incident.stops.never.rest", provider.name()), "", false);
            case LastUsed.NotReported(),LastUsed.Unknown() -> new Consequence("last-used",
                    messages.get("incident.stops.unknown"), messages.get("incident.stops.unknown.rest"), "", false);
        };
    }

    private Consequence requests(UsageSeries series) {
        long total = series.total();
        if (total == 0) {
            return new Consequence("requests", messages.get("incident.stops.no-requests"),
                    messages.get("incident.stops.no-requests.rest"), "", false);
        }
        var busiest = series.buckets().stream().max((a, b) -> Long.compare(a.total(), b.total())).orElseThrow();
        double ok = 100.0 * series.sum(bucket -> bucket.ok()) / total;
        return new Consequence("requests", messages.get("incident.stops.requests", total),
                messages.get("incident.stops.busiest", times.time(busiest.start()), busiest.total()),
                messages.get("incident.stops.ok", ok), false);
    }

    private Consequence replacement(Inventory.Snapshot snapshot, Instant now) {
        Optional<ApiKey> other = snapshot.keys().stream().map(SeenKey::key)
                .filter(key -> !key.id().equals(seen.key().id()) && key.statusAt(now) == KeyStatus.ACTIVE)
                .filter(key -> key.scopes().containsAll(seen.key().scopes()))
                .filter(key -> key.lastUsed() instanceof LastUsed.At(var at, _) && at.isAfter(now.minus(IN_USE)))
                .findFirst();
        return other
                .map(key -> new Consequence("replacement", messages.get("incident.stops.replacement", key.name()),
                        messages.get("incident.stops.replacement.rest"), "", false))
                .orElseGet(() -> new Consequence("replacement", messages.get("incident.stops.no-replacement"),
                        messages.get("incident.stops.no-replacement.rest"),
                        isInUse() ? messages.get("incident.stops.outage") : "", isInUse()));
    }

    /// Whether it was used within the last day.
    boolean isInUse() {
        return seen.key().lastUsed() instanceof LastUsed.At(var at, _) && at.isAfter(times.now().minus(IN_USE));
    }

    /// Whether the provider tells when keys are used.
    boolean isUseReported() {
        return !(seen.key().lastUsed() instanceof LastUsed.NotReported
                || seen.key().lastUsed() instanceof LastUsed.Unknown);
    }

    /// Takes the value to prove with, if it can be the key's; the array is wiped.
    void giveValue(char[] typed) {
        Secret given = Secret.ofChars(typed);
        java.util.Arrays.fill(typed, '\0');
        take(given);
    }

    /// Takes over a value that Keyrack still holds.
    public void take(Secret given) {
        value.take(given);
    }

    /// Revokes the key.
    ///
    /// @param close run when the provider accepted it, before the rest goes on
    void revoke(Runnable close) {
        if (!ready.get()) {
            return;
        }
        busy.set(true);
        failure.set("");
        parts.runner().start(_ -> parts.revocation().revoke(profile, seen), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Revoked>(var revoked) -> {
                    close.run();
                    parts.onRevoked().accept(revoked, value.handOn());
                }
                case Outcome.Failed<Revoked>(var why) -> {
                    failure.set(FailureText.of(why, messages));
                    if (abandoned) {
                        value.forget();
                    } else if (why instanceof Failure.NotArmed) {
                        parts.guard().whenArmed(() -> revoke(close));
                    }
                }
            }
        });
    }

    /// Gives it up; a value that was given is wiped.
    ///
    /// @return whether it could be given up: not while the request is under way
    boolean cancel() {
        if (busy.get()) {
            return false;
        }
        value.forget();
        return true;
    }

    /// Gives it up because the program is locked. A request that is under way goes on to its end, and so does what
    /// follows from it; else a value that was given is wiped now.
    public void abandon() {
        abandoned = true;
        cancel();
    }

    /// What the key can do, in the provider's words; what changes something comes last.
    String can() {
        List<String> reads = new ArrayList<>();
        for (Scope scope : seen.key().scopes()) {
            reads.add(provider.scopes().stream().filter(info -> info.value().equals(scope.value())).findFirst()
                    .map(ScopeInfo::description).filter(words -> !words.isEmpty())
                    .map(words -> words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1))
                    .orElse(scope.value()));
        }
        return reads.isEmpty()
                ? messages.get("incident.can.nothing")
                : reads.stream().collect(Collectors.joining(", "));
    }

    String title() {
        return messages.get("incident.revoke.title", name());
    }

    String name() {
        return seen.key().name().isEmpty() ? seen.key().id().value() : seen.key().name();
    }

    String keyWords() {
        String hint = seen.key().hint().text();
        return switch (seen.key().hint().kind()) {
            case PREFIX -> messages.get("incident.key.starts-with", name(), hint);
            case LAST -> messages.get("incident.key.ends-with", name(), hint);
            case ID, NONE -> messages.get("incident.key.id", name(), seen.key().id());
        };
    }

    String profileName() {
        return profile.name().value();
    }

    String providerName() {
        return provider.name();
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    /// Whether the profile's name must be typed in full.
    boolean mustTypeName() {
        return profile.environment().isProduction();
    }

    StringProperty typedNameProperty() {
        return typedName;
    }

    ReadOnlyObjectProperty<List<Consequence>> consequencesProperty() {
        return consequences.getReadOnlyProperty();
    }

    /// The value to prove with.
    HeldValue value() {
        return value;
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }
}
