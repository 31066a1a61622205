package dev.keyrack.key.ui;

import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyService;
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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A key that somebody is changing: name, scopes, expiry. JavaFX thread.
public final class EditKeyViewModel {
    private final KeyTableViewModel table;
    private final KeyService service;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final Profile profile;
    private final Provider provider;
    private final SeenKey seen;
    private final AccessViewModel access;
    private final ExpiryViewModel expiry;
    private final StringProperty name;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();

    /// Starts with what the key is.
    public EditKeyViewModel(SeenKey seen, KeyTableViewModel table, KeyService service, BackgroundRunner runner,
            TimeText times, Messages messages) {
        this.seen = seen;
        this.table = table;
        this.service = service;
        this.runner = runner;
        this.messages = messages;
        this.profile = table.profile().orElseThrow();
        this.provider = table.provider().orElseThrow();
        this.access = new AccessViewModel(provider,
                AccessOption.Template.of(table, seen.key().id().value()), messages);
        this.access.showExisting(seen.key().scopes());
        this.expiry = new ExpiryViewModel(ExpiryViewModel.Choice.KEEP, times, messages);
        this.name = new SimpleStringProperty(seen.key().name());
        name.subscribe(() -> check());
        access.scopes().changesProperty().subscribe(() -> check());
        access.chosenProperty().subscribe(() -> check());
        access.stateProperty().subscribe(() -> check());
        access.reasonProperty().subscribe(() -> check());
        expiry.choiceProperty().subscribe(() -> check());
        expiry.dateProperty().subscribe(() -> check());
        if (canEditScopes()) {
            access.load(profile, service, runner);
        }
        check();
    }

    private KeyChange change() {
        String wanted = name.get().strip();
        SequencedSet<Scope> chosen = access.granted();
        boolean same = !canEditScopes() || chosen.equals(new LinkedHashSet<>(seen.key().scopes()));
        Optional<KeyChange.Expiry> end = switch (expiry.choiceProperty().get()) {
            case KEEP -> Optional.empty();
            case NEVER -> Optional.of(new KeyChange.Expiry.Never());
            case DAYS_30, DAYS_90, YEAR, DATE -> expiry.duration().map(KeyChange.Expiry.In::new);
        };
        return new KeyChange(wanted.equals(seen.key().name()) ? Optional.empty() : Optional.of(wanted),
                same ? Optional.empty() : Optional.of(chosen), same ? Optional.empty() : access.presetId(), end,
                Optional.empty(), same ? Optional.empty() : access.givenReason());
    }

    private void check() {
        KeyChange change = change();
        boolean usable = !name.get().isBlank() && expiry.isComplete()
                && (change.scopes().isEmpty() || access.isComplete());
        boolean nothing = !usable || change.isEmpty();
        ready.set(!busy.get() && !nothing);
        summary.set(nothing ? messages.get("key.edit.nothing") : messages.get("key.edit.takes-effect"));
    }

    /// Sends the change.
    ///
    /// @param onDone run once the provider took it
    void save(Runnable onDone) {
        if (!ready.get()) {
            return;
        }
        KeyChange change = change();
        busy.set(true);
        failure.set("");
        check();
        runner.start(_ -> service.edit(profile, seen.key().id(), change), outcome -> {
            busy.set(false);
            check();
            switch (outcome) {
                case Outcome.Ok<SeenKey> _ -> {
                    table.changed(profile, seen.key().id().value());
                    onDone.run();
                }
                case Outcome.Failed<SeenKey>(var why) -> {
                    failure.set(FailureText.of(why, messages));
                    if (why instanceof Failure.NotArmed) {
                        table.guard().whenArmed(() -> save(onDone));
                    }
                }
            }
        });
    }

    boolean canEditScopes() {
        return access.stateProperty().get() != AccessViewModel.State.NONE && provider.can(Capability.EDIT_SCOPES);
    }

    boolean canEditExpiry() {
        return provider.can(Capability.EDIT_EXPIRY);
    }

    /// Why the key's end stays what it is, where it cannot be edited.
    String noExpiry() {
        return ExpiryViewModel.reason(provider).orElseGet(() -> messages.get("key.expiry.fixed", provider.name()));
    }

    String title() {
        return messages.get("key.edit.title", seen.key().name());
    }

    String place() {
        return messages.get("key.place", profile.name(), provider.name());
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    AccessViewModel access() {
        return access;
    }

    ExpiryViewModel expiry() {
        return expiry;
    }

    StringProperty nameProperty() {
        return name;
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }
}
