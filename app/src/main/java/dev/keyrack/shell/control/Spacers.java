package dev.keyrack.shell.control;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Makes room that grows. JavaFX thread.
public final class Spacers {
    private Spacers() {
    }

    /// Room in a row.
    public static Region horizontal() {
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        return room;
    }
}
