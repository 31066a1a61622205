package dev.keyrack.credential.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Asks for a new passphrase of the store, twice.
final class PassphraseChangeView {
    private final LockSettingsViewModel viewModel;
    private final Dialogs dialogs;
    private final PasswordField first = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final Label problem = Labels.of("", "field-problem");
    private final DialogFrame frame;

    private PassphraseChangeView(LockSettingsViewModel viewModel, boolean isChange, Dialogs dialogs,
            Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.frame = new DialogFrame(480, isChange
                ? messages.get("credential.store.change.title")
                : messages.get("credential.store.set.title"));
    }

    /// Opens the dialog.
    ///
    /// @param isChange whether there is one already
    static void open(LockSettingsViewModel viewModel, boolean isChange, Dialogs dialogs, Messages messages) {
        new PassphraseChangeView(viewModel, isChange, dialogs, messages).open(messages);
    }

    private void open(Messages messages) {
        first.setId("new-passphrase");
        again.setId("new-passphrase-again");
        problem.setId("new-passphrase-problem");
        problem.setWrapText(true);
        first.setOnAction(_ -> again.requestFocus());
        again.setOnAction(_ -> use());
        Button act = Buttons.of("new-passphrase-act", messages.get("credential.passphrase.create.act"), this::use,
                "primary");
        act.disableProperty().bind(viewModel.busyProperty().or(first.textProperty().isEmpty()));
        frame.icon(Icons.of(BootstrapIcons.SHIELD_LOCK, 20, "icon-accent"))
                .body(FormRow.of(messages.get("credential.passphrase"), first,
                        messages.get("credential.store.set.help")),
                        FormRow.of(messages.get("credential.passphrase.again"), again, ""), problem,
                        Labels.problem("new-passphrase-failure", viewModel.problemProperty()))
                .foot(Spacers.horizontal(),
                        Buttons.of("new-passphrase-cancel", messages.get("credential.cancel"), this::leave), act);
        frame.setId("new-passphrase-dialog");
        dialogs.show(frame, first, this::leave);
    }

    private void use() {
        problem.setText(viewModel.problemWith(first.getText(), again.getText()));
        if (problem.getText().isEmpty()) {
            viewModel.setPassphrase(first.getText().toCharArray(), this::leave);
        }
    }

    private void leave() {
        first.clear();
        again.clear();
        dialogs.close(frame);
    }
}
