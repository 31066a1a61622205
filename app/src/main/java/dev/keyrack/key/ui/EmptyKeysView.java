package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Why no key is here, and how to get one.
final class EmptyKeysView extends StackPane {
    EmptyKeysView(String profile, String provider, String readAt, Runnable create, Runnable lookAgain,
            Messages messages) {
        setId("keys-empty");
        StackPane tile = new StackPane(Icons.of(BootstrapIcons.KEY, 24));
        tile.getStyleClass().add("icon-tile");
        tile.setMinSize(48, 48);
        tile.setMaxSize(48, 48);
        VBox words = new VBox(2, Labels.wrapped(messages.get("key.empty.title", profile), "page-title"),
                Labels.wrapped(messages.get("key.empty.rest", provider, readAt), "body", "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(16, tile, words);

        Button first = Buttons.of("empty-create", messages.get("key.new"), BootstrapIcons.PLUS, create, "primary");
        Button again = Buttons.of("empty-look-again", messages.get("key.empty.look-again"),
                BootstrapIcons.ARROW_CLOCKWISE, lookAgain);
        VBox card = new VBox(14,
                new VBox(2, Labels.of(messages.get("key.empty.card"), "strong"),
                        Labels.wrapped(messages.get("key.empty.card.rest"), "small", "muted")),
                step(1, messages.get("key.empty.step1"), List.of(first)),
                step(2, messages.get("key.empty.step2"), List.of()),
                step(3, messages.get("key.empty.step3"), List.of()),
                step(4, messages.get("key.empty.step4"), List.of(again)));
        card.getStyleClass().add("card-box");
        card.setPadding(new javafx.geometry.Insets(18, 20, 20, 20));

        VBox column = new VBox(22, head, card);
        column.setMaxWidth(560);
        column.setAlignment(Pos.CENTER);
        getChildren().add(column);
    }

    private static HBox step(int number, String words, List<Button> buttons) {
        StackPane circle = new StackPane(Labels.of(Integer.toString(number), "small", "semibold"));
        circle.getStyleClass().add("step-number");
        HBox row = new HBox(12, circle, Labels.wrapped(words, "body"));
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        ((javafx.scene.layout.Region) row.getChildren().getLast()).setMaxWidth(Double.MAX_VALUE);
        row.getChildren().addAll(buttons);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(32);
        return row;
    }
}
