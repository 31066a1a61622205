package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that asks for the second factor of a profile.
public final class CodeView {
    private CodeView() {
    }

    /// Opens the dialog.
    public static void open(CodeViewModel viewModel, Dialogs dialogs, Messages messages) {
        TextField code = new TextField();
        code.setId("code");
        code.getStyleClass().add("mono");
        code.setPromptText(messages.get("profile.code.prompt"));
        Label problem = Labels.bound(viewModel.failureProperty(), "field-problem");
        problem.setId("code-failure");
        problem.setWrapText(true);
        problem.visibleProperty().bind(viewModel.failureProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Runnable send = () -> viewModel.send(code.getText(), dialogs::close);
        code.setOnAction(_ -> send.run());
        Button act = Buttons.of("code-act", messages.get("profile.code.act"), send, "primary");
        act.disableProperty().bind(viewModel.busyProperty().or(code.textProperty().isEmpty()));
        DialogFrame frame = new DialogFrame(480, messages.get("profile.code.title"))
                .icon(Icons.of(BootstrapIcons.SHIELD_LOCK, 20, "icon-accent"))
                .place(viewModel.look(), Optional.of(viewModel.profileName()))
                .body(FormRow.of(messages.get("profile.connect.code"), code, messages.get("profile.code.help")),
                        problem)
                .foot(Spacers.horizontal(), Buttons.of("code-cancel", messages.get("profile.cancel"), dialogs::close),
                        act);
        frame.setId("code-dialog");
        dialogs.show(frame, code, dialogs::close);
    }
}
