package dev.keyrack.shell.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Makes the rows of a form: a label that belongs to its field, the field, and help below it. JavaFX thread.
public final class FormRow {
    private FormRow() {
    }

    /// A row.
    ///
    /// @param help one sentence; empty for none
    public static VBox of(String name, Node field, String help) {
        Label label = Labels.of(name, "field-label");
        label.setLabelFor(field);
        VBox row = new VBox(6, label, field);
        if (!help.isEmpty()) {
            row.getChildren().add(Labels.wrapped(help, "small", "muted"));
        }
        return row;
    }
}
