package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import javafx.scene.control.Button;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The question what shall become of backup codes that nobody has kept.
final class LeaveCodesView {
    private LeaveCodesView() {
    }

    /// Asks.
    ///
    /// @param leave run if they shall get lost
    static void open(Dialogs dialogs, Messages messages, Runnable leave) {
        if (dialogs.isOpen()) {
            return;
        }
        DialogFrame frame = new DialogFrame(520, messages.get("twofactor.lose.title"));
        Runnable stay = () -> dialogs.close(frame);
        Button back = Buttons.of("lose-back", messages.get("twofactor.lose.back"), stay, "primary");
        frame.icon(Icons.of(BootstrapIcons.EXCLAMATION_CIRCLE, 20, "icon-warning"))
                .body(Labels.wrapped(messages.get("twofactor.lose.words"), "body"))
                .foot(Spacers.horizontal(), Buttons.of("lose-act", messages.get("twofactor.lose.act"), () -> {
                    stay.run();
                    leave.run();
                }, "destroy-outline"), back);
        frame.setId("lose-dialog");
        dialogs.show(frame, back, stay);
    }
}
