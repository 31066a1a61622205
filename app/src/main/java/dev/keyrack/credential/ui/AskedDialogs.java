package dev.keyrack.credential.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialogs of [DesktopAttendant]. Each gives what closes it. JavaFX thread.
final class AskedDialogs {
    private AskedDialogs() {
    }

    /// Asks for a secret that is needed again and not kept.
    static Runnable secret(Profile profile, String label, CompletableFuture<Optional<Secret>> answer,
            DesktopAttendant.Parts parts) {
        Messages messages = parts.messages();
        PasswordField field = new PasswordField();
        field.setId("asked-secret");
        Runnable give = () -> {
            if (field.getLength() > 0) {
                char[] typed = field.getText().toCharArray();
                Secret given = Secret.ofChars(typed);
                Arrays.fill(typed, '\0');
                if (!answer.complete(Optional.of(given))) {
                    given.close();
                }
            }
        };
        Runnable decline = () -> answer.complete(Optional.empty());
        field.setOnAction(_ -> give.run());
        Button act = Buttons.of("asked-secret-act", messages.get("credential.secret.act"), give, "primary");
        act.disableProperty().bind(field.textProperty().isEmpty());
        DialogFrame frame = frame(profile, messages.get("credential.secret.title", label), BootstrapIcons.SHIELD_LOCK)
                .body(FormRow.of(label, field, messages.get("credential.secret.help")))
                .foot(Spacers.horizontal(), Buttons.of("asked-secret-cancel", messages.get("credential.cancel"),
                        decline), act);
        frame.setId("asked-secret-dialog");
        parts.dialogs().show(frame, field, decline);
        return () -> {
            field.clear();
            parts.dialogs().close(frame);
        };
    }

    /// Waits for what happens in the browser.
    static Runnable browser(Profile profile, URI page, Runnable cancel, DesktopAttendant.Parts parts) {
        Messages messages = parts.messages();
        Button stop = Buttons.of("browser-cancel", messages.get("credential.cancel"), cancel);
        DialogFrame frame = frame(profile, messages.get("credential.browser.title"), BootstrapIcons.BOX_ARROW_UP_RIGHT)
                .body(Labels.wrapped(messages.get("credential.browser.words"), "body"), progress(messages),
                        address(messages.get("credential.browser.address"), page, "browser", parts))
                .foot(Labels.of(messages.get("credential.browser.foot"), "small", "muted"), Spacers.horizontal(),
                        Buttons.of("browser-again", messages.get("credential.browser.again"),
                                () -> parts.browser().accept(page)),
                        stop);
        frame.setId("browser-dialog");
        parts.dialogs().show(frame, stop, cancel);
        return () -> parts.dialogs().close(frame);
    }

    /// Shows the code that is typed elsewhere.
    static Runnable code(Profile profile, String userCode, URI page, Runnable cancel, DesktopAttendant.Parts parts) {
        Messages messages = parts.messages();
        Label code = Labels.of(userCode, "device-code");
        code.setId("device-code");
        code.setMinWidth(Label.USE_PREF_SIZE);
        HBox box = new HBox(12, code, Spacers.horizontal(), Buttons.of("device-code-copy",
                messages.get("credential.code.copy"), BootstrapIcons.CLIPBOARD, () -> parts.copy().accept(userCode)));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("secret-field");
        Button stop = Buttons.of("device-cancel", messages.get("credential.cancel"), cancel);
        DialogFrame frame = frame(profile, messages.get("credential.code.title"), BootstrapIcons.PHONE)
                .body(Labels.wrapped(messages.get("credential.code.words"), "body"), box,
                        address(messages.get("credential.code.address"), page, "device", parts), progress(messages))
                .foot(Labels.of(messages.get("credential.code.foot"), "small", "muted"), Spacers.horizontal(),
                        Buttons.of("device-open", messages.get("credential.code.open"),
                                BootstrapIcons.BOX_ARROW_UP_RIGHT, () -> parts.browser().accept(page)),
                        stop);
        frame.setId("device-dialog");
        parts.dialogs().show(frame, stop, cancel);
        return () -> parts.dialogs().close(frame);
    }

    private static DialogFrame frame(Profile profile, String title, BootstrapIcons icon) {
        return new DialogFrame(560, title).icon(Icons.of(icon, 20, "icon-accent"))
                .place(EnvironmentLook.of(profile.environment()), Optional.of(profile.name().value()));
    }

    private static VBox address(String name, URI page, String id, DesktopAttendant.Parts parts) {
        TextField field = new TextField(page.toString());
        field.setEditable(false);
        field.setId(id + "-address");
        field.getStyleClass().add("mono-small");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setAccessibleText(name);
        return FormRow.of(name, new HBox(8, field, Buttons.of(id + "-copy",
                parts.messages().get("credential.address.copy"), BootstrapIcons.CLIPBOARD,
                () -> parts.copy().accept(page.toString()))), "");
    }

    private static ProgressBar progress(Messages messages) {
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setAccessibleText(messages.get("credential.waiting"));
        bar.getStyleClass().add("thin-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        return bar;
    }
}
