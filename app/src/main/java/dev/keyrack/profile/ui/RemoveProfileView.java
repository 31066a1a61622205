package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The question whether a profile shall be forgotten, with all that will be.
final class RemoveProfileView {
    private RemoveProfileView() {
    }

    /// Asks.
    ///
    /// @param onRemoved told whether any profile is left
    static void open(SettingsViewModel viewModel, EnvironmentLook look, Dialogs dialogs,
            Consumer<Boolean> onRemoved) {
        Messages messages = viewModel.messages();
        String name = viewModel.selectedProperty().get();
        DialogFrame frame = new DialogFrame(560, messages.get("profile.remove.title", name));
        Runnable leave = () -> dialogs.close(frame);
        VBox lines = new VBox(6);
        viewModel.toForget().forEach(line -> lines.getChildren().add(Labels.wrapped(line, "body")));
        Button cancel = Buttons.of("remove-cancel", messages.get("profile.cancel"), leave);
        Button act = Buttons.of("remove-act", messages.get("profile.remove.act", look.word()), () -> {
            leave.run();
            viewModel.remove(onRemoved);
        }, "destroy");
        frame.icon(Icons.of(BootstrapIcons.TRASH, 20, "icon-danger")).place(look, Optional.empty()).body(lines)
                .foot(Spacers.horizontal(), cancel, act);
        frame.setId("remove-dialog");
        dialogs.show(frame, cancel, leave);
    }
}
