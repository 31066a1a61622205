package dev.keyrack.shell.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// An icon, one bold sentence, what follows from it, and at most two small buttons. JavaFX thread.
public final class MessageBox extends HBox {
    /// What a message is about; never told by colour alone.
    public enum Kind {
        INFO("info", BootstrapIcons.INFO_CIRCLE, "icon-muted"), WARNING("warning", BootstrapIcons.EXCLAMATION_CIRCLE,
                "icon-warning"), DANGER("danger", BootstrapIcons.EXCLAMATION_OCTAGON_FILL,
                        "icon-danger"), SUCCESS("success", BootstrapIcons.CHECK_CIRCLE_FILL, "icon-success");

        private final String styleClass;
        private final BootstrapIcons icon;
        private final String iconStyle;

        Kind(String styleClass, BootstrapIcons icon, String iconStyle) {
            this.styleClass = styleClass;
            this.icon = icon;
            this.iconStyle = iconStyle;
        }
    }

    /// A message with its kind's own icon.
    public MessageBox(Kind kind, String sentence, String rest, Button... buttons) {
        this(kind, kind.icon, sentence, rest, buttons);
    }

    /// A message with another icon.
    public MessageBox(Kind kind, BootstrapIcons icon, String sentence, String rest, Button... buttons) {
        this(Icons.of(icon, 16, kind.iconStyle), kind, words(sentence, rest), buttons);
    }

    private MessageBox(Node icon, Kind kind, TextFlow words, Button... buttons) {
        super(icon, column(words, buttons));
        HBox.setHgrow(getChildren().getLast(), Priority.ALWAYS);
        getStyleClass().addAll("message-box", kind.styleClass);
        setMinHeight(USE_PREF_SIZE);
    }

    private static TextFlow words(String sentence, String rest) {
        TextFlow flow = new TextFlow(Labels.text(sentence, "semibold"));
        if (!rest.isEmpty()) {
            flow.getChildren().add(Labels.text(" " + rest));
        }
        flow.setLineSpacing(2);
        flow.setMinHeight(USE_PREF_SIZE);
        return flow;
    }

    private static VBox column(TextFlow words, Button... buttons) {
        VBox column = new VBox(8, words);
        if (buttons.length > 0) {
            for (Button button : buttons) {
                button.getStyleClass().add("compact");
            }
            column.getChildren().add(new FlowPane(8, 8, buttons));
        }
        return column;
    }
}
