package dev.keyrack.key.ui;

import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A new key that somebody is putting together. Sends its request once. JavaFX thread.
public final class CreateKeyViewModel {
    /// What a key will be able to do, or not.
    ///
    /// @param words   the provider's own, with a small first letter
    /// @param changes whether it can change something
    record Ability(String words, boolean changes) {}

    private final KeyTableViewModel table;
    private final KeyService service;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final Profile profile;
    private final Provider provider;
    private final Consumer<IssuedKey> onIssued;
    private final AccessViewModel access;
    private final ExpiryViewModel expiry;
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private Runnable onClose = () -> {
    };

    /// Starts with nothing chosen but an expiry.
    ///
    /// @param onIssued takes over the new key and its secret
    public CreateKeyViewModel(KeyTableViewModel table, KeyService service, BackgroundRunner runner, TimeText times,
            Messages messages, Consumer<IssuedKey> onIssued) {
        this.table = table;
        this.service = service;
        this.runner = runner;
        this.messages = messages;
        this.profile = table.profile().orElseThrow();
        this.provider = table.provider().orElseThrow();
        this.onIssued = onIssued;
        this.expiry = new ExpiryViewModel(ExpiryViewModel.Choice.DAYS_90, times, messages);
        this.access = new AccessViewModel(provider, AccessOption.Template.of(table, ""), messages);
        name.subscribe(() -> check());
        access.scopes().changesProperty().subscribe(() -> check());
        access.chosenProperty().subscribe(() -> check());
        access.stateProperty().subscribe(() -> check());
        access.reasonProperty().subscribe(() -> check());
        expiry.choiceProperty().subscribe(() -> check());
        expiry.dateProperty().subscribe(() -> check());
        access.load(profile, service, runner);
    }

    private void check() {
        ready.set(!busy.get() && !name.get().isBlank() && expiry.isComplete()
                && access.isComplete());
    }

    /// Told that there is nothing left to choose.
    void setOnClose(Runnable action) {
        onClose = action;
    }

    /// Asks the provider for the key. Does nothing while something is missing or that is under way.
    void create() {
        if (!ready.get()) {
            return;
        }
        busy.set(true);
        failure.set("");
        check();
        NewKey wish = new NewKey(name.get().strip(), access.granted(), access.presetId(), expiry.duration(),
                access.givenReason());
        runner.start(_ -> service.create(profile, wish), outcome -> {
            busy.set(false);
            check();
            switch (outcome) {
                case Outcome.Ok<IssuedKey>(var issued) -> {
                    onClose.run();
                    onIssued.accept(issued);
                }
                case Outcome.Failed<IssuedKey>(var why) -> {
                    failure.set(FailureText.of(why, messages));
                    if (why instanceof Failure.NotArmed) {
                        table.guard().whenArmed(this::create);
                    }
                }
            }
        });
    }

    /// What the key will be able to do.
    List<Ability> able() {
        return abilities(true);
    }

    /// What it will not be able to do.
    List<Ability> unable() {
        return abilities(false);
    }

    private List<Ability> abilities(boolean chosen) {
        return access.scopes().choices().stream().filter(choice -> choice.chosen().get() == chosen)
                .map(choice -> new Ability(
                        choice.description().isEmpty() ? choice.value() : small(choice.description()),
                        choice.changes()))
                .toList();
    }

    private static String small(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
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

    /// Whether the request is under way: the dialog must stay.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }
}
