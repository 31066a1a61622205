package dev.keyrack.twofactor.ui;

import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The heading of a step: its number while it is open, a tick when it is done. JavaFX thread.
final class StepTitle extends HBox {
    /// Where a step stands.
    enum State {
        WAITING, OPEN, DONE
    }

    private final int number;
    private final StackPane mark = new StackPane();
    private final Label title;

    StepTitle(int number, String words) {
        super(12);
        this.number = number;
        this.title = Labels.of(words, "strong");
        setAlignment(Pos.CENTER_LEFT);
        mark.getStyleClass().add("step-mark");
        getChildren().addAll(mark, title);
        show(State.OPEN);
    }

    void show(State state) {
        mark.getStyleClass().setAll("step-mark");
        title.getStyleClass().remove("muted");
        switch (state) {
            case WAITING -> {
                mark.getStyleClass().add("waiting");
                title.getStyleClass().add("muted");
                mark.getChildren().setAll(Labels.of(Integer.toString(number), "caption", "muted"));
            }
            case OPEN -> mark.getChildren().setAll(Labels.of(Integer.toString(number), "caption", "bold"));
            case DONE -> {
                mark.getStyleClass().add("done");
                mark.getChildren().setAll(Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 20, "icon-success"));
            }
        }
    }
}
