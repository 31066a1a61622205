package dev.keyrack.shell;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The band above everything while changes take effect at once: which profile, by whom, how long still.
final class ArmedBanner extends HBox {
    private static final String PROFILE = "\u0001";

    ArmedBanner(InterlockModel model, Messages messages) {
        getStyleClass().add("armed-banner");
        setId("armed-banner");
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(model.spokenProperty());
        Label title = Labels.bound(model.wordProperty().map(word -> messages.get("shell.armed.title", word)), "strong",
                "bold");
        title.setMinWidth(USE_PREF_SIZE);
        TextFlow words = new TextFlow();
        Runnable describe = () -> {
            String[] around = messages.get("shell.armed.changes", PROFILE).split(PROFILE, 2);
            words.getChildren().setAll(Labels.text(around[0]), Labels.text(model.profileProperty().get(), "bold"),
                    Labels.text(around[1] + " " + model.armedByProperty().get()));
        };
        model.profileProperty().subscribe(describe);
        model.armedByProperty().subscribe(_ -> describe.run());
        words.setMinWidth(0);
        words.setMaxHeight(USE_PREF_SIZE);
        words.getStyleClass().add("armed-words");
        Label closes = Labels.of(messages.get("shell.armed.closes"));
        closes.setMinWidth(USE_PREF_SIZE);
        Label left = Labels.bound(model.leftProperty(), "mono", "armed-left");
        left.setId("armed-left");
        left.setMinWidth(USE_PREF_SIZE);
        left.setAccessibleRole(AccessibleRole.NODE); // the band says it, by the minute
        getChildren().addAll(Icons.of(BootstrapIcons.OCTAGON_FILL, 16, "icon-env-on"), title, words,
                Spacers.horizontal(), closes, left, Buttons.of("disarm", messages.get("shell.armed.disarm"),
                        BootstrapIcons.LOCK, model::disarm, "on-env", "compact"));
        visibleProperty().bind(model.stateProperty().map(state -> state == InterlockModel.State.ARMED));
        managedProperty().bind(visibleProperty());
    }
}
