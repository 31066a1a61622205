package dev.keyrack.key.ui;

import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.ScopeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
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

    private static final Set<String> READING = Set.of("read", "list", "get", "view", "readonly", "read-only", "r");

    private final Map<String, List<Choice>> byResource = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper catalogues = new ReadOnlyIntegerWrapper();
    private final StringProperty search = new SimpleStringProperty("");
    private boolean several;

    ScopePickerViewModel(List<ScopeInfo> catalogue) {
        catalogue.forEach(this::put);
    }

    /// Offers another catalogue. What was chosen stays chosen, also what the new one does not know.
    void replace(List<ScopeInfo> catalogue) {
        List<String> kept = chosen().stream().map(Scope::value).toList();
        byResource.clear();
        catalogue.forEach(this::put);
        Set<String> known = catalogue.stream().map(ScopeInfo::value).collect(Collectors.toCollection(HashSet::new));
        kept.stream().filter(value -> !known.contains(value)).forEach(value -> put(described(value)));
        catalogues.set(catalogues.get() + 1);
        choose(kept);
    }

    private void put(ScopeInfo info) {
        BooleanProperty chosen = new SimpleBooleanProperty();
        chosen.subscribe(() -> {
            if (!several) {
                tell();
            }
        });
        byResource.computeIfAbsent(info.resource(), _ -> new ArrayList<>())
                .add(new Choice(info.value(), info.changes(), info.description(), chosen));
    }

    /// Offers a scope that somebody typed, and chooses it; one that is there already is only chosen.
    void add(String typed) {
        String value = typed.strip();
        if (value.isEmpty()) {
            return;
        }
        if (choices().stream().noneMatch(choice -> choice.value().equals(value))) {
            put(described(value));
            catalogues.set(catalogues.get() + 1);
        }
        choices().stream().filter(choice -> choice.value().equals(value)).forEach(choice -> choice.chosen().set(true));
    }

    /// What can be said of a scope that no catalogue knows: it changes something unless its verb says that it reads.
    private static ScopeInfo described(String value) {
        int colon = value.indexOf(':');
        String resource = colon < 0 ? value : value.substring(0, colon);
        String verb = colon < 0 ? "" : value.substring(colon + 1);
        return new ScopeInfo(value, resource, verb, !READING.contains(verb.toLowerCase(Locale.ROOT)), "");
    }

    /// Chooses exactly these; those that the catalogue does not know are passed over.
    void choose(Collection<String> values) {
        Set<String> wanted = new HashSet<>(values);
        atOnce(() -> choices().forEach(choice -> choice.chosen().set(wanted.contains(choice.value()))));
    }

    /// Chooses all that change nothing.
    void chooseReading() {
        atOnce(() -> choices().forEach(choice -> choice.chosen().set(!choice.changes())));
    }

    /// Chooses all.
    void chooseAll() {
        atOnce(() -> choices().forEach(choice -> choice.chosen().set(true)));
    }

    /// Chooses all of one resource, or none if all are chosen already.
    void toggle(String resource) {
        List<Choice> its = byResource.getOrDefault(resource, List.of());
        boolean choose = its.stream().anyMatch(choice -> !choice.chosen().get());
        atOnce(() -> its.forEach(choice -> choice.chosen().set(choose)));
    }

    /// Many scopes change, and it is told once.
    private void atOnce(Runnable work) {
        several = true;
        try {
            work.run();
        } finally {
            several = false;
        }
        tell();
    }

    private void tell() {
        count.set((int) choices().stream().filter(each -> each.chosen().get()).count());
        changes.set(changes.get() + 1);
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

    /// Goes up with every change of the choice.
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Goes up when other scopes are offered.
    ReadOnlyIntegerProperty cataloguesProperty() {
        return catalogues.getReadOnlyProperty();
    }

    StringProperty searchProperty() {
        return search;
    }
}
