package dev.keyrack.key.ui;

import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.shared.task.TaskHandle;
import dev.keyrack.shared.task.TimeLeft;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.Guard;
import dev.keyrack.shell.StatusBarViewModel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// State and actions of the key table. Lives on the JavaFX thread; knows no controls.
public final class KeyTableViewModel {
    /// What the section shows.
    enum Phase {
        /// Nothing is known yet.
        LOADING,
        /// The table, as the provider told it.
        READY,
        /// The provider told that there are none.
        EMPTY,
        /// The table as last seen: the provider cannot be reached.
        OFFLINE,
        /// The table as last seen: the provider said no.
        REFUSED
    }

    private final KeyService service;
    private final BackgroundRunner runner;
    private final TimeText times;
    private final Messages messages;
    private final ConnectionLine line;
    private final ProblemWording problems;

    private final KeyRows rows;
    private final Map<String, SeenKey> seen = new HashMap<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper staleSince = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper offlineReason = new ReadOnlyStringWrapper("");
    private final ObjectProperty<@Nullable String> selectedId = new SimpleObjectProperty<>();

    private @Nullable Profile profile;
    private @Nullable Provider provider;
    private @Nullable TaskHandle running;
    private Optional<Instant> readAt = Optional.empty();
    private Optional<Instant> offlineSince = Optional.empty();
    private Runnable onCodeNeeded = () -> {
    };
    private Runnable onRead = () -> {
    };
    private Guard guard = _ -> {
    };

    /// Joins it with the use cases.
    public KeyTableViewModel(KeyService service, BackgroundRunner runner, TimeText times, Messages messages,
            StatusBarViewModel status) {
        this.service = service;
        this.runner = runner;
        this.times = times;
        this.messages = messages;
        this.line = new ConnectionLine(status, times, messages);
        this.problems = new ProblemWording(messages, times);
        this.rows = new KeyRows(messages);
    }

    /// Told when the provider wants a second factor before it lists anything.
    public void setOnCodeNeeded(Runnable action) {
        onCodeNeeded = action;
    }

    /// Asked before something is changed that a read-only profile would not take.
    public void setGuard(Guard asked) {
        guard = asked;
    }

    Guard guard() {
        return guard;
    }

    /// Told before rows are shown that were just read.
    public void setOnRead(Runnable action) {
        onRead = action;
    }

    /// Shows no profile: none is left, or the provider of the one that was chosen is not known.
    ///
    /// @param why what stands in its place; empty for nothing
    public void openNone(Optional<Failure> why) {
        forget();
        profile = null;
        provider = null;
        line.none();
        problem.set(why.map(failure -> problems.withoutProvider(failure)).orElse(null));
        phase.set(why.isPresent() ? Phase.REFUSED : Phase.LOADING);
    }

    /// Shows another profile: first what was last seen of it, then what its provider says.
    public void open(Profile opened, Provider its) {
        forget();
        profile = opened;
        provider = its;
        problem.set(null);
        phase.set(Phase.LOADING);
        running = runner.start(_ -> Outcome.ok(word(service.latest(opened), its, true)), outcome -> {
            running = null;
            outcome.peek(known -> {
                show(known);
                if (!rows.isEmpty()) {
                    phase.set(Phase.READY);
                }
            });
            refresh();
        });
    }

    private void forget() {
        cancel();
        rows.clear();
        seen.clear();
        readAt = Optional.empty();
        selectedId.set(null);
        offlineSince = Optional.empty();
        line.noLimit();
    }

    /// Reads the keys again. Does nothing while that is under way.
    public void refresh() {
        Profile from = profile;
        Provider its = provider;
        if (from == null || its == null || running != null) {
            return;
        }
        working.set(true);
        line.reading();
        TimeLeft timeLeft = new TimeLeft(times::now);
        Progress shown = (done, total) -> line.reading(done, total, timeLeft.after(done, total));
        running = runner.start(progress -> Outcome.ok(read(from, its, progress)), shown, outcome -> {
            running = null;
            working.set(false);
            switch (outcome) {
                case Outcome.Ok<Reading>(var reading) -> show(reading);
                case Outcome.Failed<Reading>(var failure) -> fail(failure);
            }
            describeConnection();
        });
    }

    /// What is known of the keys, in words.
    private record Worded(Inventory.Snapshot snapshot, List<KeyRow> rows) {}

    /// What a reading came to, and what the provider then said about its request limit.
    private record Reading(Worded known, Optional<Failure> failure, Optional<RequestLimit> limit) {}

    /// Off the JavaFX thread.
    private Reading read(Profile from, Provider its, Progress progress) {
        return switch (service.refresh(from, progress)) {
            case Outcome.Ok<Inventory.Snapshot>(var snapshot) ->
                new Reading(word(snapshot, its, false), Optional.empty(), service.limit(from));
            case Outcome.Failed<Inventory.Snapshot>(var failure) ->
                new Reading(word(service.latest(from), its, true), Optional.of(failure), service.limit(from));
        };
    }

    /// Off the JavaFX thread: many keys take a moment.
    private Worded word(Inventory.Snapshot snapshot, Provider its, boolean stale) {
        KeyWording wording = new KeyWording(its, messages, times);
        return new Worded(snapshot, snapshot.keys().stream().map(key -> wording.row(key, stale)).toList());
    }

    /// Gives up reading; what is on screen stays.
    public void cancel() {
        if (running != null) {
            running.cancel();
            running = null;
            working.set(false);
            describeConnection();
        }
    }

    private void show(Reading reading) {
        line.limit(reading.limit(), providerName());
        if (reading.failure().isPresent()) {
            fail(reading.failure().get());
            show(reading.known());
            if (reading.failure().get() instanceof Failure.SecondFactorNeeded) {
                onCodeNeeded.run();
            }
            return;
        }
        problem.set(null);
        offlineSince = Optional.empty();
        onRead.run();
        showCurrent(reading.known());
    }

    private void showCurrent(Worded known) {
        readAt = known.snapshot().readAt(); // the page of an empty list says when it was read
        phase.set(known.rows().isEmpty() ? Phase.EMPTY : Phase.READY);
        show(known);
    }

    private void show(Worded known) {
        String kept = selectedId.get();
        readAt = known.snapshot().readAt();
        readAt.ifPresent(at -> staleSince.set(times.moment(at)));
        seen.clear();
        known.snapshot().keys().forEach(key -> seen.put(key.key().id().value(), key));
        rows.set(known.rows());
        selectedId.set(null); // told anew even if it is the same: its facts may have changed
        selectedId.set(kept != null && seen.containsKey(kept) ? kept : null);
    }

    private void fail(Failure failure) {
        if (ProblemWording.isOffline(failure)) {
            offlineSince = offlineSince.or(() -> Optional.of(times.now()));
            offlineReason.set(FailureText.of(failure, messages));
            phase.set(Phase.OFFLINE);
        } else {
            phase.set(Phase.REFUSED);
        }
        problem.set(problems.of(failure, providerName(), readAt, line.limit()));
    }

    private void describeConnection() {
        if (!working.get()) {
            line.describe(phase.get(), readAt);
        }
    }

    /// Brings what depends on the time up to date; called about once a second.
    public void tick() {
        if (profile != null) {
            describeConnection();
        }
    }

    /// A key was created, changed or revoked here: shows it at once, then reads the list again. Does nothing if another
    /// profile was opened since.
    ///
    /// @param of the profile whose key it is
    /// @param id gets selected
    public void changed(Profile of, String id) {
        if (!of.equals(profile)) {
            return;
        }
        Provider its = provider().orElseThrow();
        cancel();
        running = runner.start(_ -> Outcome.ok(word(service.latest(of), its, false)), outcome -> {
            running = null;
            outcome.peek(known -> {
                showCurrent(known);
                if (seen.containsKey(id)) {
                    selectedId.set(id);
                }
            });
            refresh();
        });
    }

    /// Why the provider cannot do this; empty if it can.
    String missing(Capability capability) {
        Provider its = provider;
        if (its == null || its.can(capability)) {
            return "";
        }
        return switch (its.support(capability)) {
            case Support.No(var reason) when !reason.isEmpty() -> reason;
            default -> messages.get("key.missing", its.name());
        };
    }

    /// The key with that id, as it is on screen.
    public Optional<SeenKey> find(String id) {
        return Optional.ofNullable(seen.get(id));
    }

    /// All keys that are known, in no order.
    public List<SeenKey> keys() {
        return List.copyOf(seen.values());
    }

    /// The selected key.
    public Optional<SeenKey> selected() {
        return Optional.ofNullable(selectedId.get()).flatMap(this::find);
    }

    /// Selects a key, and shows it even if a filter hid it.
    public void select(String id) {
        if (!rows.shows(id)) {
            rows.showAll();
        }
        selectedId.set(id);
    }

    /// The open profile.
    public Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }

    /// Its provider.
    public Optional<Provider> provider() {
        return Optional.ofNullable(provider);
    }

    String providerName() {
        return provider().map(Provider::name).orElse("");
    }

    /// Whether a new key can be asked for now.
    public boolean canCreate() {
        return profile != null && !isStale() && phase.get() != Phase.LOADING && missing(Capability.CREATE).isEmpty();
    }

    String profileName() {
        return profile().map(open -> open.name().value()).orElse("");
    }

    /// Whether the provider's keys have scopes at all.
    boolean hasScopes() {
        return provider().filter(its -> !its.hasScopes()).isEmpty();
    }

    /// Whether changes here hurt at once.
    boolean isProduction() {
        return profile().filter(open -> open.environment().isProduction()).isPresent();
    }

    boolean isStale() {
        return phase.get() == Phase.OFFLINE || phase.get() == Phase.REFUSED;
    }

    /// When the list on screen was read.
    Optional<Instant> readAt() {
        return readAt;
    }

    /// Since when the provider could not be reached.
    Optional<Instant> offlineSince() {
        return offlineSince;
    }

    KeyRows rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty staleSinceProperty() {
        return staleSince.getReadOnlyProperty();
    }

    ReadOnlyStringProperty offlineReasonProperty() {
        return offlineReason.getReadOnlyProperty();
    }

    /// How many keys there are, as text.
    public ReadOnlyStringProperty totalProperty() {
        return rows.totalProperty();
    }

    ObjectProperty<@Nullable String> selectedIdProperty() {
        return selectedId;
    }
}
