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
        DialogFrame frame = new DialogFrame(480, messages.get("profile.code.title"));
        Runnable leave = () -> dialogs.close(frame);
        Runnable send = () -> viewModel.send(code.getText(), leave);
        code.setOnAction(_ -> send.run());
        Button act = Buttons.of("code-act", messages.get("profile.code.act"), send, "primary");
        act.disableProperty().bind(viewModel.busyProperty().or(code.textProperty().isEmpty()));
        frame.icon(Icons.of(BootstrapIcons.SHIELD_LOCK, 20, "icon-accent"))
                .place(viewModel.look(), Optional.of(viewModel.profileName()))
                .body(FormRow.of(messages.get("profile.connect.code"), code, messages.get("profile.code.help")),
                        Labels.problem("code-failure", viewModel.failureProperty()))
                .foot(Spacers.horizontal(), Buttons.of("code-cancel", messages.get("profile.cancel"), leave),
                        act);
        frame.setId("code-dialog");
        dialogs.show(frame, code, leave);
    }
}
