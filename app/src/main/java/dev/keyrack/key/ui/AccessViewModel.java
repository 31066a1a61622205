package dev.keyrack.key.ui;

import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What a key may do: a preset of its provider, another key's scopes, or scopes chosen one by one. JavaFX thread.
final class AccessViewModel {
    /// Where the scopes to choose from come from.
    enum State {
        /// The provider has none.
        NONE,
        /// The provider is being asked.
        LOADING,
        /// They are there.
        CATALOGUE,
        /// The provider could not be asked, or told of none: they can be typed.
        TYPED
    }

    /// What the user should know about the choice.
    ///
    /// @param grave    whether it is a warning
    /// @param proposal what to take instead
    record Note(boolean grave, String sentence, String rest, Optional<AccessOption> proposal) {}

    private final Provider provider;
    private final Messages messages;
    private final List<AccessOption> options;
    private final List<AccessOption.Template> templates;
    private final ScopePickerViewModel scopes;
    private final ReadOnlyObjectWrapper<@Nullable AccessOption> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final StringProperty reason = new SimpleStringProperty("");
    private Runnable again = () -> {
    };
    private boolean choosing;

    /// Starts with nothing chosen.
    ///
    /// @param templates keys whose scopes can be copied
    AccessViewModel(Provider provider, List<AccessOption.Template> templates, Messages messages) {
        this.provider = provider;
        this.messages = messages;
        this.templates = templates;
        this.scopes = new ScopePickerViewModel(provider.scopes());
        this.options = makeOptions();
        if (provider.presets().isEmpty()) {
            chosen.set(option(AccessOption.Kind.CUSTOM));
        }
        state.set(scopes.size() > 0 ? State.CATALOGUE : provider.hasScopes() ? State.TYPED : State.NONE);
        scopes.changesProperty().subscribe(() -> {
            if (!choosing) {
                chosen.set(option(AccessOption.Kind.CUSTOM)); // somebody goes on by hand
            }
        });
    }

    private List<AccessOption> makeOptions() {
        List<AccessOption> all = new ArrayList<>();
        for (Preset preset : provider.presets()) {
            all.add(new AccessOption(preset.id(), AccessOption.Kind.PRESET, preset.label(), preset.description(),
                    preset.scopes(), preset.asksWhy()));
        }
        if (all.isEmpty()) {
            all.add(plain("read-only", AccessOption.Kind.READING, messages.get("key.create.read-only")));
            all.add(plain("read-write", AccessOption.Kind.ALL, messages.get("key.create.read-write")));
        }
        all.add(plain("copy", AccessOption.Kind.COPY, messages.get("key.create.copy")));
        all.add(plain("custom", AccessOption.Kind.CUSTOM, messages.get("key.create.custom")));
        return all;
    }

    private static AccessOption plain(String id, AccessOption.Kind kind, String label) {
        return new AccessOption(id, kind, label, "", List.of(), false);
    }

    private AccessOption option(AccessOption.Kind kind) {
        return options.stream().filter(option -> option.kind() == kind).findFirst().orElseThrow();
    }

    /// Asks the provider for its scopes, where it can be asked.
    void load(Profile profile, KeyService service, BackgroundRunner runner) {
        if (!provider.listsScopes()) {
            return;
        }
        again = () -> load(profile, service, runner);
        state.set(State.LOADING);
        problem.set("");
        runner.start(_ -> service.scopes(profile), outcome -> {
            switch (outcome) {
                case Outcome.Ok<List<ScopeInfo>>(var found) -> {
                    byItself(() -> scopes.replace(found));
                    state.set(scopes.size() == 0 ? State.TYPED : State.CATALOGUE);
                }
                case Outcome.Failed<List<ScopeInfo>>(var why) -> {
                    problem.set(FailureText.of(why, messages));
                    state.set(State.TYPED);
                }
            }
        });
    }

    /// Asks again after that failed.
    void retry() {
        again.run();
    }

    /// Shows what a key has: the preset that is exactly that, else its scopes one by one, also those that the catalogue
    /// does not know.
    void showExisting(SequencedSet<Scope> existing) {
        List<String> values = existing.stream().map(Scope::value).toList();
        byItself(() -> {
            values.forEach(scopes::add);
            scopes.choose(values);
        });
        chosen.set(presets().filter(_ -> !values.isEmpty())
                .filter(option -> Set.copyOf(option.scopes()).equals(Set.copyOf(values))).findFirst()
                .orElseGet(() -> option(AccessOption.Kind.CUSTOM)));
    }

    /// Takes the scopes from somewhere.
    void choose(AccessOption option) {
        byItself(() -> {
            switch (option.kind()) {
                case PRESET -> scopes.choose(option.scopes());
                case READING -> scopes.chooseReading();
                case ALL -> scopes.chooseAll();
                case COPY, CUSTOM -> {
                }
            }
        });
        chosen.set(option);
    }

    /// Takes the scopes of another key.
    void copyFrom(AccessOption.Template template) {
        byItself(() -> scopes.choose(template.scopes()));
        chosen.set(option(AccessOption.Kind.COPY));
    }

    private void byItself(Runnable work) {
        choosing = true;
        try {
            work.run();
        } finally {
            choosing = false;
        }
    }

    private Stream<AccessOption> presets() {
        return options.stream().filter(option -> option.kind() == AccessOption.Kind.PRESET);
    }

    private Optional<AccessOption> preset() {
        return Optional.ofNullable(chosen.get()).filter(option -> option.kind() == AccessOption.Kind.PRESET);
    }

    /// The preset whose scopes are chosen, unchanged.
    Optional<String> presetId() {
        return preset().map(AccessOption::id);
    }

    /// What the key shall be able to do.
    SequencedSet<Scope> granted() {
        return preset().<SequencedSet<Scope>>map(option -> option.scopes().stream().map(Scope::new)
                .collect(Collectors.toCollection(LinkedHashSet::new))).orElseGet(scopes::chosen);
    }

    /// Why, if that has to be said.
    Optional<String> givenReason() {
        return asksWhy() ? Optional.of(reason.get().strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /// Whether a person should say why.
    boolean asksWhy() {
        return preset().filter(AccessOption::asksWhy).isPresent();
    }

    /// Whether nothing is missing.
    boolean isComplete() {
        boolean enough = state.get() == State.NONE || preset().isPresent() || scopes.countProperty().get() > 0;
        return enough && (!asksWhy() || givenReason().isPresent());
    }

    /// Whether all that there is was chosen.
    boolean isAllMighty() {
        Set<String> granted = granted().stream().map(Scope::value).collect(Collectors.toCollection(HashSet::new));
        return granted.contains("*") || (scopes.size() > 1
                && scopes.choices().stream().allMatch(choice -> granted.contains(choice.value())));
    }

    /// What the user should know about the choice, in its order.
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        preset().filter(AccessOption::asksWhy).ifPresent(option -> notes.add(new Note(true,
                messages.get("key.access.mighty", option.label()), messages.get("key.access.mighty.rest"),
                Optional.empty())));
        if (notes.isEmpty() && isAllMighty()) {
            notes.add(new Note(true, messages.get("key.create.all"), messages.get("key.create.all.rest"),
                    Optional.empty()));
        }
        readingNote().ifPresent(notes::add);
        return notes;
    }

    /// Where only reading scopes were picked by hand, the preset that reads and holds all of them.
    private Optional<Note> readingNote() {
        Set<String> granted = granted().stream().map(Scope::value).collect(Collectors.toCollection(HashSet::new));
        if (preset().isPresent() || granted.isEmpty() || changes(granted)) {
            return Optional.empty();
        }
        return presets().filter(option -> !changes(option.scopes()) && option.scopes().containsAll(granted))
                .min(Comparator.comparingInt(option -> option.scopes().size()))
                .map(option -> new Note(false, messages.get("key.access.reads"),
                        option.scopes().size() == granted.size()
                                ? messages.get("key.access.reads.same", option.label())
                                : messages.get("key.access.reads.more", option.label(), option.scopes().size(),
                                        granted.size()),
                        Optional.of(option)));
    }

    /// Whether any of them changes something, or is not known to only read.
    private boolean changes(Collection<String> values) {
        Set<String> reading = scopes.choices().stream().filter(choice -> !choice.changes())
                .map(ScopePickerViewModel.Choice::value).collect(Collectors.toCollection(HashSet::new));
        return !reading.containsAll(values);
    }

    List<AccessOption> options() {
        return options;
    }

    /// Keys whose scopes can be copied.
    List<AccessOption.Template> templates() {
        return templates;
    }

    /// Whether the provider has presets of its own.
    boolean hasPresets() {
        return !provider.presets().isEmpty();
    }

    /// What the provider calls a key.
    String noun() {
        return provider.noun();
    }

    ScopePickerViewModel scopes() {
        return scopes;
    }

    ReadOnlyObjectProperty<@Nullable AccessOption> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why the provider could not be asked.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    StringProperty reasonProperty() {
        return reason;
    }
}
