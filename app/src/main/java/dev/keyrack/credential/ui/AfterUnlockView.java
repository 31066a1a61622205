package dev.keyrack.credential.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import javafx.scene.control.Button;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Tells after unlocking what locking has left behind.
public final class AfterUnlockView {
    private AfterUnlockView() {
    }

    /// Something that waits for the user.
    ///
    /// @param act    words of the button; leads to where the user can do something
    /// @param action what it does
    public record Item(String sentence, String rest, String act, Runnable action) {}

    /// Opens the dialog.
    public static void open(List<Item> items, Dialogs dialogs, Messages messages) {
        DialogFrame frame = new DialogFrame(640, messages.get("credential.after.title"))
                .icon(Icons.of(BootstrapIcons.HOURGLASS_SPLIT, 20, "icon-warning"));
        Runnable leave = () -> dialogs.close(frame);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            frame.body(new MessageBox(MessageBox.Kind.WARNING, item.sentence(), item.rest(),
                    Buttons.of("after-act-" + i, item.act(), () -> {
                        leave.run();
                        item.action().run();
                    })));
        }
        Button close = Buttons.of("after-close", messages.get("credential.after.close"), leave, "primary");
        frame.foot(Labels.of(messages.get("credential.after.journal"), "small", "muted"), Spacers.horizontal(), close);
        frame.setId("after-unlock-dialog");
        dialogs.show(frame, close, leave);
    }
}
