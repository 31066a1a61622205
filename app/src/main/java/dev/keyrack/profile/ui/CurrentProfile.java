package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    ///
    /// @param facts name and fact, for who wants to know more
    record Entry(String name, EnvironmentLook look, String provider, String host,
            List<Map.Entry<String, String>> facts) {}

    private final ProfileService service;
    private final ProviderCatalog catalog;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final ObservableList<Profile> profiles = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Profile> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Entry> currentEntry = new ReadOnlyObjectWrapper<>();

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
        if (index < profiles.size()) {
            current.set(profiles.get(index));
        }
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
                profile.host(), facts(profile));
    }

    private List<Map.Entry<String, String>> facts(Profile profile) {
        List<Map.Entry<String, String>> facts = new ArrayList<>();
        facts.add(Map.entry(messages.get("profile.connect.address"), profile.baseUrl().toString()));
        profile.account().ifPresent(account -> facts.add(Map.entry(messages.get("profile.account"), account)));
        facts.addAll(profile.parameters().entrySet());
        return facts;
    }

    /// Takes the open profile and its credential away; the history of its keys stays.
    void remove(Consumer<Outcome<Boolean>> onDone) {
        Profile profile = current.get();
        if (profile != null) {
            runner.start(_ -> service.remove(profile), outcome -> {
                if (outcome instanceof Outcome.Failed<Profile>(var failure)) {
                    onDone.accept(Outcome.failed(failure));
                } else {
                    load(Optional.empty(), onDone);
                }
            });
        }
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
