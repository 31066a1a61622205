package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The rows of the key table: all of them, those that search and group leave, and how many there are. JavaFX thread.
final class KeyRows {
    private final Messages messages;
    private final ObservableList<KeyRow> all = FXCollections.observableArrayList();
    private final FilteredList<KeyRow> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<KeyGroup> group = new SimpleObjectProperty<>(KeyGroup.ALL);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper total = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Map<KeyGroup, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());

    KeyRows(Messages messages) {
        this.messages = messages;
        filter.subscribe(this::applyFilter);
        group.subscribe(this::applyFilter);
    }

    /// Shows these, as far as search and group leave them.
    void set(List<KeyRow> rows) {
        all.setAll(rows);
        Map<KeyGroup, Integer> counted = new EnumMap<>(KeyGroup.class);
        rows.forEach(row -> row.groups().forEach(each -> counted.merge(each, 1, Integer::sum)));
        counts.set(counted);
        total.set(Integer.toString(rows.size()));
        describe();
    }

    /// Shows none, and forgets search and group.
    void clear() {
        set(List.of());
        total.set("");
        showAll();
    }

    /// Forgets search and group.
    void showAll() {
        filter.set("");
        group.set(KeyGroup.ALL);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// Whether search and group leave the row with that id.
    boolean shows(String id) {
        return shown.stream().anyMatch(row -> row.id().equals(id));
    }

    private void applyFilter() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        List<String> each = words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
        KeyGroup wanted = group.get();
        shown.setPredicate(row -> row.groups().contains(wanted) && each.stream().allMatch(row.text()::contains));
        describe();
    }

    private void describe() {
        int hidden = all.size() - shown.size();
        summary.set(hidden == 0
                ? messages.get("key.table.count", all.size())
                : messages.get("key.table.count-hidden", shown.size(), hidden));
    }

    ObservableList<KeyRow> shown() {
        return shown;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<KeyGroup> groupProperty() {
        return group;
    }

    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyStringProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Map<KeyGroup, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }
}
