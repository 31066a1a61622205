package dev.keyrack.profile.ui;

import dev.keyrack.profile.ui.ProfileFormViewModel.Option;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// Makes choice boxes. JavaFX thread.
final class Choices {
    private Choices() {
    }

    /// One of `options`.
    ///
    /// @param spoken what a screen reader calls it
    /// @param chosen id of the one that is chosen
    static ComboBox<Option> box(String id, String spoken, List<Option> options, String chosen,
            Consumer<String> onChoose) {
        ComboBox<Option> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(spoken);
        box.getItems().setAll(options);
        box.setMinWidth(0);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setVisibleRowCount(12);
        show(box, chosen);
        box.valueProperty().subscribe((_, option) -> {
            if (option != null) {
                onChoose.accept(option.id());
            }
        });
        return box;
    }

    /// Shows the option with that id as chosen, if it is there.
    static void show(ComboBox<Option> box, String id) {
        box.getItems().stream().filter(option -> option.id().equals(id)).findFirst().ifPresent(box::setValue);
    }

    /// Any text, with `options` to choose from as they come.
    static ComboBox<String> editable(String id, String spoken, ObservableList<Option> options, StringProperty value) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(spoken);
        box.setEditable(true);
        box.setMinWidth(0);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getEditor().setId(id + "-text");
        box.getEditor().setAccessibleText(spoken);
        box.setCellFactory(_ -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty
                        ? null
                        : options.stream().filter(option -> option.id().equals(item)).map(Option::label).findFirst()
                                .orElse(item));
            }
        });
        options.subscribe(() -> box.getItems().setAll(options.stream().map(Option::id).toList()));
        box.getItems().setAll(options.stream().map(Option::id).toList());
        box.getEditor().textProperty().bindBidirectional(value);
        return box;
    }
}
