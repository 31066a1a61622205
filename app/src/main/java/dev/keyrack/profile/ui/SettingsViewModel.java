package dev.keyrack.profile.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The profiles in the settings: which one is being edited, and what becomes of it. JavaFX thread.
public final class SettingsViewModel implements AutoCloseable {
    private final CurrentProfile profiles;
    private final ProfileEditorViewModel.Parts parts;
    private final ObservableList<Profile> all; // held here, since it follows its source no longer than it lives
    private final ObservableList<CurrentProfile.Entry> entries = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ProfileEditorViewModel> editor = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private Consumer<Runnable> onLeave = Runnable::run;
    private Consumer<String> onKept = _ -> {
    };

    /// Follows `profiles`.
    public SettingsViewModel(CurrentProfile profiles, ProfileEditorViewModel.Parts parts) {
        this.profiles = profiles;
        this.parts = parts;
        this.all = profiles.all();
        all.subscribe(this::reload);
        profiles.currentProperty().subscribe(this::follow);
        reload();
    }

    /// Asked what to do before an editor with changes is left; runs what it is given if it may be left.
    void setOnLeave(Consumer<Runnable> ask) {
        onLeave = ask;
    }

    /// Told the name of a profile that was kept.
    public void setOnKept(Consumer<String> action) {
        onKept = action;
    }

    private void reload() {
        entries.setAll(profiles.entries());
        if (find(selected.get()).isEmpty()) {
            show(Optional.ofNullable(profiles.currentProperty().get()).map(profile -> profile.name().value())
                    .orElseGet(() -> entries.isEmpty() ? "" : entries.getFirst().name()));
        }
    }

    /// Another profile was opened: it is the one to edit, unless one is being edited.
    private void follow(@Nullable Profile profile) {
        if (profile != null && !hasChanges()) {
            show(profile.name().value());
        }
    }

    private Optional<Profile> find(String name) {
        return all.stream().filter(profile -> profile.name().value().equals(name)).findFirst();
    }

    private void show(String name) {
        ProfileEditorViewModel before = editor.get();
        if (before != null) {
            before.close();
        }
        failure.set("");
        Optional<Profile> profile = find(name);
        editor.set(profile.map(found -> new ProfileEditorViewModel(Optional.of(found), parts)).orElse(null));
        selected.set(profile.isPresent() ? name : "");
    }

    /// Keys of the open profile were read.
    public void keysRead() {
        ProfileEditorViewModel open = editor.get();
        if (open != null) {
            open.keysRead();
        }
    }

    /// Edits the profile of that name. Asks first if another one has changes.
    public void select(String name) {
        if (!name.equals(selected.get())) {
            leave(() -> show(name));
        }
    }

    /// Whether something would be lost if the editor were left.
    public boolean hasChanges() {
        ProfileEditorViewModel open = editor.get();
        return open != null && open.hasChanges();
    }

    /// Goes on with `next`, after asking if something would be lost.
    public void leave(Runnable next) {
        if (hasChanges()) {
            onLeave.accept(next);
        } else {
            next.run();
        }
    }

    /// Takes back what was not saved.
    void discard() {
        show(selected.get());
    }

    /// Saves, and goes on with `next` if that worked.
    ///
    /// @param typed what was typed into the secrets' fields, by name; wiped here
    void save(Map<String, char[]> typed, Runnable next) {
        ProfileEditorViewModel open = editor.get();
        if (open == null) {
            return;
        }
        String former = selected.get();
        open.save(typed, name -> {
            selected.set(name);
            profiles.changed(former, name, () -> {
                show(name);
                onKept.accept(name);
                next.run();
            });
        });
    }

    /// Takes the profile and its secrets away; the history of its keys stays.
    ///
    /// @param onRemoved told whether any profile is left
    void remove(Consumer<Boolean> onRemoved) {
        Optional<Profile> profile = find(selected.get());
        if (profile.isEmpty()) {
            return;
        }
        failure.set("");
        profiles.remove(profile.get(), outcome -> {
            switch (outcome) {
                case Outcome.Ok<Boolean>(var anyLeft) -> onRemoved.accept(anyLeft);
                case Outcome.Failed<Boolean>(var why) -> failure.set(FailureText.of(why, parts.messages()));
            }
        });
    }

    /// What removing the profile forgets, and what stays.
    List<String> toForget() {
        ProfileEditorViewModel open = editor.get();
        if (open == null) {
            return List.of();
        }
        Messages messages = parts.messages();
        String provider = entries.stream().filter(entry -> entry.name().equals(selected.get()))
                .map(CurrentProfile.Entry::provider).findFirst().orElse("");
        return List.of(messages.get("profile.remove.credential", open.form().signInSummary()),
                messages.get("profile.remove.session"), messages.get("profile.remove.rest", provider));
    }

    ObservableList<CurrentProfile.Entry> entries() {
        return FXCollections.unmodifiableObservableList(entries);
    }

    Messages messages() {
        return parts.messages();
    }

    /// The editor of the profile that is shown.
    ReadOnlyObjectProperty<@Nullable ProfileEditorViewModel> editorProperty() {
        return editor.getReadOnlyProperty();
    }

    /// Name of the profile that is shown; empty if there is none.
    ReadOnlyStringProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Why the profile could not be removed; empty if nothing failed.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    @Override
    public void close() {
        ProfileEditorViewModel open = editor.get();
        if (open != null) {
            open.close();
        }
    }
}
