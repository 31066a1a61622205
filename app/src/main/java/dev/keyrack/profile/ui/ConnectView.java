package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog for a new profile: its fields come from the provider's descriptor.
public final class ConnectView {
    private ConnectView() {
    }

    /// Opens the dialog.
    ///
    /// @param editor  of a new profile; closed with the dialog
    /// @param onAdded told the name of the profile that was added
    public static void open(ProfileEditorViewModel editor, Dialogs dialogs, Consumer<String> onAdded) {
        Messages messages = editor.messages();
        ProfileFormView form = new ProfileFormView(editor, "connect", List.of());
        DialogFrame frame = new DialogFrame(760, messages.get("profile.connect.title"));
        Runnable leave = () -> {
            form.signIn().clear();
            dialogs.close(frame);
            editor.close();
        };
        Runnable connect = () -> editor.save(form.signIn().typed(), name -> {
            leave.run();
            onAdded.accept(name);
        });
        Runnable cancel = () -> {
            if (!editor.busyProperty().get()) {
                leave.run();
            }
        };
        Button act = Buttons.of("connect-act", messages.get("profile.connect.act"), connect, "primary");
        act.disableProperty().bind(editor.busyProperty());
        form.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isConsumed()) {
                connect.run();
            }
        });
        frame.icon(Icons.of(BootstrapIcons.PLUG, 20, "icon-accent"))
                .body(form, new TestResultBox(editor, "connect"))
                .foot(new TestLine(editor, form.signIn(), "connect"),
                        Buttons.of("connect-cancel", messages.get("profile.cancel"), cancel), act);
        frame.setId("connect-dialog");
        editor.resultProperty().subscribe(result -> {
            if (result != null) {
                frame.showEnd();
            }
        });
        dialogs.show(frame, form.first(), cancel);
    }
}
