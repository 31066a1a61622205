package dev.keyrack.profile.ui;

import dev.keyrack.shell.control.Labels;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A line of the profile's form: name at the left, field and help at the right. JavaFX thread.
final class FormLine {
    private FormLine() {
    }

    /// A line whose node is the field itself.
    static HBox of(String name, Node field, String help) {
        return of(name, field, field, help);
    }

    /// A line.
    ///
    /// @param node  what stands at the right
    /// @param field the one in it that the name belongs to
    /// @param help  one sentence; empty for none
    static HBox of(String name, Node node, Node field, String help) {
        Label label = Labels.wrapped(name, "body");
        label.getStyleClass().add("form-name");
        label.setLabelFor(field);
        VBox right = new VBox(5, node);
        if (!help.isEmpty()) {
            right.getChildren().add(Labels.wrapped(help, "small", "muted"));
        }
        right.setFillWidth(true);
        HBox.setHgrow(right, Priority.ALWAYS);
        return new HBox(16, label, right);
    }
}
