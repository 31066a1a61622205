package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The profiles of this installation, and which one is open. JavaFX thread.
public final class CurrentProfile {
    /// A profile as the switcher shows it: finished texts.
    record Entry(String name, EnvironmentLook look, String provider, String host) {}

    private final ProfileService service;
    private final ProviderCatalog catalog;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final ObservableList<Profile> profiles = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Profile> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Entry> currentEntry = new ReadOnlyObjectWrapper<>();
    private Consumer<Runnable> leaving = Runnable::run;

    /// Knows no profile yet; see [#load].
    public CurrentProfile(ProfileService service, ProviderCatalog catalog, BackgroundRunner runner,
            Messages messages) {
        this.service = service;
        this.catalog = catalog;
        this.runner = runner;
        this.messages = messages;
        current.subscribe(profile -> currentEntry.set(profile == null ? null : entry(profile)));
    }

    /// Reads the profiles and opens one.
    ///
    /// @param wanted the one to open if it is there; else the first
    /// @param onDone told whether there is any, or why they could not be read
    public void load(Optional<String> wanted, Consumer<Outcome<Boolean>> onDone) {
        runner.start(_ -> service.all(), outcome -> {
            outcome.peek(all -> {
                profiles.setAll(all);
                current.set(null);
                all.stream().filter(profile -> wanted.filter(profile.name().value()::equals).isPresent()).findFirst()
                        .or(() -> all.stream().findFirst()).ifPresent(current::set);
            });
            onDone.accept(outcome.map(all -> !all.isEmpty()));
        });
    }

    /// Opens the profile that stands at `index` in the list, if there is one.
    public void open(int index) {
        if (index < profiles.size() && !profiles.get(index).equals(current.get())) {
            Profile wanted = profiles.get(index);
            leaving.accept(() -> current.set(wanted));
        }
    }

    /// Asked before another profile is opened by hand; `guard` runs what it is given, or does not.
    public void setOnLeave(Consumer<Runnable> guard) {
        leaving = guard;
    }

    /// The provider of a profile; one of that id alone if its descriptor is missing.
    public Optional<Provider> provider(Profile profile) {
        return catalog.find(profile.provider());
    }

    List<Entry> entries() {
        return profiles.stream().map(this::entry).toList();
    }

    private Entry entry(Profile profile) {
        return new Entry(profile.name().value(), EnvironmentLook.of(profile.environment()),
                provider(profile).map(Provider::name)
                        .orElseGet(() -> messages.get("profile.unknown-provider", profile.provider())),
                profile.host());
    }

    /// Takes a profile and its secrets away; the history of its keys stays. If it is the open one, another one is
    /// opened.
    ///
    /// @param onDone told whether any profile is left
    void remove(Profile profile, Consumer<Outcome<Boolean>> onDone) {
        Optional<String> stays = Optional.ofNullable(current.get()).filter(open -> !open.equals(profile))
                .map(open -> open.name().value());
        runner.start(_ -> service.remove(profile), outcome -> {
            if (outcome instanceof Outcome.Failed<Profile>(var failure)) {
                onDone.accept(Outcome.failed(failure));
            } else {
                load(stays, onDone);
            }
        });
    }

    /// A profile was changed: the list is read again, and the one that is open stays so, perhaps under its new name.
    ///
    /// @param former name that it had
    /// @param name   name that it has
    void changed(String former, String name, Runnable onDone) {
        String open = Optional.ofNullable(current.get()).map(profile -> profile.name().value()).orElse(name);
        load(Optional.of(open.equals(former) ? name : open), _ -> onDone.run());
    }

    ReadOnlyObjectProperty<@Nullable Entry> currentEntryProperty() {
        return currentEntry.getReadOnlyProperty();
    }

    /// All profiles, by environment and name.
    public ObservableList<Profile> all() {
        return FXCollections.unmodifiableObservableList(profiles);
    }

    /// The open profile.
    public ReadOnlyObjectProperty<@Nullable Profile> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
