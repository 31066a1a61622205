package dev.keyrack.shell;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.log.BugCode;
import dev.keyrack.shared.log.Redactor;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The window for what must not happen: a code to look it up by, and details without secrets to copy.
public final class BugDialog {
    private BugDialog() {
    }

    /// Shows `bug`.
    ///
    /// @param copy     puts a text on the clipboard
    /// @param onClosed run when somebody has closed it
    public static void open(Throwable bug, Dialogs dialogs, Messages messages, Consumer<String> copy,
            Runnable onClosed) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        String details = Redactor.redact(trace.toString());
        String code = BugCode.of(bug);
        TextArea text = new TextArea(details);
        text.setEditable(false);
        text.getStyleClass().add("mono-caption");
        text.setPrefRowCount(10);
        DialogFrame frame = new DialogFrame(640, messages.get("shell.bug.title"));
        Runnable leave = () -> {
            dialogs.close(frame);
            onClosed.run();
        };
        Button close = Buttons.of("bug-close", messages.get("shell.bug.close"), leave, "primary");
        frame.icon(Icons.of(BootstrapIcons.BUG, 20, "icon-danger"))
                .body(Labels.wrapped(messages.get("shell.bug.words", code), "body"), text)
                .foot(Spacers.horizontal(), Buttons.of("bug-copy", messages.get("shell.bug.copy"),
                        () -> copy.accept(code + "\n" + details)), close);
        frame.setId("bug-dialog");
        dialogs.show(frame, close, leave);
    }
}
