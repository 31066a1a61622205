package dev.keyrack.key.ui;

import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.ScopeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which scopes of a catalogue are chosen. JavaFX thread.
final class ScopePickerViewModel {
    /// A scope that can be chosen.
    record Choice(String value, boolean changes, String description, BooleanProperty chosen) {}

    private final Map<String, List<Choice>> byResource = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final StringProperty search = new SimpleStringProperty("");

    ScopePickerViewModel(List<ScopeInfo> catalogue) {
        for (ScopeInfo info : catalogue) {
            BooleanProperty chosen = new SimpleBooleanProperty();
            chosen.subscribe(() -> count.set((int) choices().stream().filter(each -> each.chosen().get()).count()));
            byResource.computeIfAbsent(info.resource(), _ -> new ArrayList<>())
                    .add(new Choice(info.value(), info.changes(), info.description(), chosen));
        }
    }

    /// Chooses exactly these; those that the catalogue does not know are passed over.
    void choose(Collection<String> values) {
        choices().forEach(choice -> choice.chosen().set(values.contains(choice.value())));
    }

    /// Chooses all that change nothing.
    void chooseReading() {
        choices().forEach(choice -> choice.chosen().set(!choice.changes()));
    }

    /// Chooses all.
    void chooseAll() {
        choices().forEach(choice -> choice.chosen().set(true));
    }

    /// The chosen scopes in the catalogue's order.
    SequencedSet<Scope> chosen() {
        return choices().stream().filter(choice -> choice.chosen().get()).map(choice -> new Scope(choice.value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Choice> choices() {
        return byResource.values().stream().flatMap(List::stream).toList();
    }

    Map<String, List<Choice>> byResource() {
        return byResource;
    }

    int size() {
        return choices().size();
    }

    /// Whether the search leaves `choice` on screen.
    boolean isFound(Choice choice) {
        String words = search.get().strip().toLowerCase(Locale.ROOT);
        return words.isEmpty()
                || (choice.value() + " " + choice.description()).toLowerCase(Locale.ROOT).contains(words);
    }

    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    StringProperty searchProperty() {
        return search;
    }
}
