package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The question what shall become of changes that were not saved.
final class LeaveView {
    private LeaveView() {
    }

    /// Asks.
    ///
    /// @param typed gives what was typed into the secrets' fields
    /// @param next  run once the changes are saved or given up
    static void open(SettingsViewModel viewModel, Supplier<Map<String, char[]>> typed, Dialogs dialogs,
            Runnable next) {
        Messages messages = viewModel.messages();
        DialogFrame frame = new DialogFrame(520, messages.get("profile.leave.title"));
        Runnable stay = () -> dialogs.close(frame);
        Button save = Buttons.of("leave-save", messages.get("profile.settings.save"), () -> {
            stay.run();
            viewModel.save(typed.get(), next);
        }, "primary");
        frame.icon(Icons.of(BootstrapIcons.PENCIL_SQUARE, 20, "icon-accent"))
                .body(Labels.wrapped(
                        messages.get("profile.leave.words", viewModel.selectedProperty().get()), "body"))
                .foot(Buttons.of("leave-stay", messages.get("profile.leave.stay"), stay), Spacers.horizontal(),
                        Buttons.of("leave-discard", messages.get("profile.settings.discard"), () -> {
                            stay.run();
                            viewModel.discard();
                            next.run();
                        }), save);
        frame.setId("leave-dialog");
        dialogs.show(frame, save, stay);
    }
}
