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
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that asks for another credential of a profile.
public final class CredentialView {
    private CredentialView() {
    }

    /// Opens the dialog.
    ///
    /// @param name what the provider calls the credential, such as `Password`
    public static void open(CredentialViewModel viewModel, String name, Dialogs dialogs, Messages messages) {
        PasswordField credential = new PasswordField();
        credential.setId("credential");
        TextField code = new TextField();
        code.setId("credential-code");
        code.getStyleClass().add("mono");
        VBox codeRow = FormRow.of(messages.get("profile.connect.code"), code,
                messages.get("profile.connect.code.help"));
        codeRow.visibleProperty().bind(viewModel.codeNeededProperty());
        codeRow.managedProperty().bind(codeRow.visibleProperty());
        DialogFrame frame = new DialogFrame(480, messages.get("profile.credential.title"));
        Runnable leave = () -> {
            credential.clear();
            dialogs.close(frame);
        };
        Runnable send = () -> viewModel.replace(credential.getText().toCharArray(), code.getText(), leave);
        credential.setOnAction(_ -> send.run());
        code.setOnAction(_ -> send.run());
        Button act = Buttons.of("credential-act", messages.get("profile.credential.act"), send, "primary");
        act.disableProperty().bind(viewModel.busyProperty());
        frame.icon(Icons.of(BootstrapIcons.KEY, 20, "icon-accent"))
                .place(viewModel.look(), Optional.of(viewModel.profileName()))
                .body(FormRow.of(name, credential, messages.get("profile.credential.help")), codeRow,
                        Labels.problem("credential-failure", viewModel.failureProperty()))
                .foot(Spacers.horizontal(), Buttons.of("credential-cancel", messages.get("profile.cancel"), leave),
                        act);
        frame.setId("credential-dialog");
        dialogs.show(frame, credential, leave);
    }
}
