package dev.keyrack.shell.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// Makes labels. JavaFX thread.
public final class Labels {
    private Labels() {
    }

    /// A label on one line.
    public static Label of(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// A label that follows `text`.
    public static Label bound(ObservableValue<String> text, String... styleClasses) {
        Label label = of("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    /// A label that breaks its lines and is never cut.
    public static Label wrapped(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// What is wrong in a dialog, where it is wrong; takes no room while nothing is.
    public static Label problem(String id, ObservableValue<String> text) {
        Label label = bound(text, "field-problem");
        label.setId(id);
        label.setWrapText(true);
        label.visibleProperty().bind(text.map(words -> !words.isEmpty()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    /// A piece of a text flow.
    public static Text text(String text, String... styleClasses) {
        Text piece = new Text(text);
        piece.getStyleClass().add("words");
        piece.getStyleClass().addAll(styleClasses);
        return piece;
    }
}
