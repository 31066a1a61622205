package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.io.File;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Says what it means to keep a shared key, before a picture of it is read.
final class KeepKeyView {
    private KeepKeyView() {
    }

    /// Opens the dialog.
    static void open(TwoFactorViewModel page, Dialogs dialogs, Messages messages) {
        DialogFrame frame = new DialogFrame(560, messages.get("twofactor.keep.title"));
        Runnable leave = () -> dialogs.close(frame);
        page.keepKey(leave).ifPresent(viewModel -> fill(frame, viewModel, leave, dialogs, messages));
    }

    private static void fill(DialogFrame frame, KeepKeyViewModel viewModel, Runnable leave, Dialogs dialogs,
            Messages messages) {
        Button cancel = Buttons.of("keep-cancel", messages.get("twofactor.cancel"), leave);
        Button choose = Buttons.of("keep-act", messages.get("twofactor.keep.act"), BootstrapIcons.IMAGE, () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(messages.get("twofactor.keep.title"));
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(
                    messages.get("twofactor.keep.pictures"), "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp"));
            File file = chooser.showOpenDialog(frame.getScene().getWindow());
            if (file != null) {
                viewModel.keep(file.getPath());
            }
        });
        choose.disableProperty().bind(viewModel.busyProperty());
        frame.icon(Icons.of(BootstrapIcons.SHIELD_LOCK, 20, "icon-warning"))
                .place(viewModel.look(), Optional.of(viewModel.profileName()))
                .body(new MessageBox(MessageBox.Kind.WARNING, messages.get("twofactor.keep.warning"),
                        messages.get("twofactor.keep.warning.rest")),
                        Labels.wrapped(messages.get("twofactor.keep.picture"), "body"),
                        Labels.problem("keep-failure", viewModel.problemProperty()))
                .foot(Spacers.horizontal(), cancel, choose);
        frame.setId("keep-dialog");
        dialogs.show(frame, cancel, leave);
    }
}
