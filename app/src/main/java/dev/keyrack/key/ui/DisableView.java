package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.scene.control.Button;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that asks before a key is switched off: it can be undone, and its callers stop working all the same.
public final class DisableView {
    private DisableView() {
    }

    /// Opens the dialog.
    ///
    /// @param act run after it closed, if the user says so
    public static void open(DisableQuestion question, Dialogs dialogs, Messages messages, Runnable act) {
        DialogFrame frame = new DialogFrame(560, messages.get("key.disable.title", question.name()));
        Button cancel = Buttons.of("disable-cancel", messages.get("key.create.cancel"), () -> dialogs.close(frame));
        Button disable = Buttons.of("disable-act", messages.get("key.disable.act", question.look().word()), () -> {
            dialogs.close(frame);
            act.run();
        }, "destroy");
        disable.setGraphic(EnvironmentNodes.shape(question.look(), 12));
        frame.icon(Icons.of(BootstrapIcons.PAUSE_CIRCLE, 20, "icon-warning")).place(question.look(), Optional.empty())
                .body(new FactGrid(96).add(messages.get("key.disable.profile"), question.profile(), "semibold")
                        .add(messages.get("key.detail.last-used"), question.lastUsed()),
                        new MessageBox(MessageBox.Kind.WARNING, messages.get("key.disable.stops"),
                                messages.get("key.disable.stops.rest")))
                .foot(Labels.of(messages.get("key.disable.journal"), "small", "muted"), Spacers.horizontal(), cancel,
                        disable);
        frame.setId("disable-dialog");
        dialogs.show(frame, cancel, () -> dialogs.close(frame));
    }
}
