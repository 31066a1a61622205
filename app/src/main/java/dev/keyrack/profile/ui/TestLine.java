package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The button that tries a profile, and beside it that it is under way or what was let in. JavaFX thread.
final class TestLine extends HBox {
    TestLine(ProfileEditorViewModel editor, SignInFields fields, String id) {
        super(10);
        Messages messages = editor.messages();
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(this, Priority.ALWAYS);
        setMinWidth(0);
        Button test = Buttons.of(id + "-test", messages.get("profile.test.act"), BootstrapIcons.LIGHTNING,
                () -> editor.test(fields.typed(), false));
        test.disableProperty().bind(editor.busyProperty());
        Label under = Labels.of(messages.get("profile.test.busy"), "small", "muted");
        under.setMinWidth(USE_PREF_SIZE);
        HBox waiting = new HBox(10, under,
                Buttons.of(id + "-stop", messages.get("profile.test.cancel"), editor::cancel, "link"));
        waiting.setAlignment(Pos.CENTER_LEFT);
        waiting.visibleProperty().bind(editor.busyProperty());
        waiting.managedProperty().bind(waiting.visibleProperty());
        Label words = Labels.of("", "small", "fg-success");
        words.setId(id + "-worked");
        words.setMinWidth(0);
        words.setGraphic(Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 14, "icon-success"));
        words.setVisible(false);
        words.setManaged(false);
        editor.resultProperty().subscribe(result -> {
            boolean ok = result != null && result.isOk();
            words.setVisible(ok);
            words.setManaged(ok);
            if (result != null && ok) {
                words.setText(result.sentence());
                words.setTooltip(new Tooltip(result.call()));
            }
        });
        getChildren().addAll(test, waiting, words);
    }
}
