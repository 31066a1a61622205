package dev.keyrack.shell.control;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Names on the left, facts on the right. JavaFX thread.
public final class FactGrid extends GridPane {
    private int rows;

    /// An empty grid.
    ///
    /// @param nameWidth width of the left column, in pixels
    public FactGrid(double nameWidth) {
        ColumnConstraints names = new ColumnConstraints(nameWidth);
        ColumnConstraints facts = new ColumnConstraints();
        facts.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, facts);
        setVgap(7);
    }

    /// Adds a row of text that is never cut.
    public FactGrid add(String name, String fact, String... styleClasses) {
        Label label = Labels.wrapped(fact, "small");
        label.getStyleClass().addAll(styleClasses);
        return add(name, label);
    }

    /// Adds a row.
    public FactGrid add(String name, Node fact) {
        Label label = Labels.of(name, "small", "muted");
        GridPane.setValignment(label, VPos.TOP);
        addRow(rows++, label, fact);
        return this;
    }
}
