package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.io.File;
import javafx.scene.control.Button;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Says what a picture in a file means before one is written.
final class SavePictureView {
    private SavePictureView() {
    }

    /// Opens the dialog.
    static void open(EnrolmentViewModel viewModel, Dialogs dialogs, Messages messages) {
        DialogFrame frame = new DialogFrame(560, messages.get("twofactor.picture.title"));
        Runnable leave = () -> dialogs.close(frame);
        Button cancel = Buttons.of("picture-cancel", messages.get("twofactor.cancel"), leave);
        Button save = Buttons.of("picture-act", messages.get("twofactor.picture.act"), BootstrapIcons.FILE_EARMARK_LOCK,
                () -> {
                    FileChooser chooser = new FileChooser();
                    chooser.setTitle(messages.get("twofactor.picture.title"));
                    chooser.setInitialFileName("two-factor.png");
                    chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("PNG", "*.png"),
                            new FileChooser.ExtensionFilter("SVG", "*.svg"));
                    File file = chooser.showSaveDialog(frame.getScene().getWindow());
                    if (file != null) {
                        leave.run();
                        viewModel.savePicture(file.getPath());
                    }
                });
        frame.icon(Icons.of(BootstrapIcons.FILE_EARMARK_LOCK, 20, "icon-warning"))
                .body(new MessageBox(MessageBox.Kind.WARNING, messages.get("twofactor.picture.warning"),
                        messages.get("twofactor.picture.warning.rest")))
                .foot(Spacers.horizontal(), cancel, save);
        frame.setId("picture-dialog");
        dialogs.show(frame, cancel, leave);
    }
}
