package dev.keyrack.credential.ui;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Asks for the passphrase of the encrypted file in a dialog. [#ask] is called off the JavaFX thread and waits there.
public final class PassphraseDialog implements PassphraseSource {
    private final Dialogs dialogs;
    private final Executor ui;
    private final Messages messages;

    /// Shows its dialog in `dialogs`.
    ///
    /// @param ui runs on the JavaFX thread
    public PassphraseDialog(Dialogs dialogs, Executor ui, Messages messages) {
        this.dialogs = dialogs;
        this.ui = ui;
        this.messages = messages;
    }

    /// Who declines works on until the program ends.
    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Optional<Secret> ask(Purpose purpose) {
        CompletableFuture<Optional<Secret>> answer = new CompletableFuture<>();
        AtomicReference<Runnable> leave = new AtomicReference<>(() -> {
        });
        ui.execute(() -> open(purpose, answer, leave));
        try {
            return answer.get();
        } catch (InterruptedException _) {
            if (!answer.complete(Optional.empty())) {
                answer.join().ifPresent(Secret::close); // given in the same moment
            }
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dialog only completes normally", e);
        } finally {
            ui.execute(() -> leave.get().run()); // also when it was given up: nobody waits for the answer then
        }
    }

    private void open(Purpose purpose, CompletableFuture<Optional<Secret>> answer,
            AtomicReference<Runnable> leave) {
        boolean creating = purpose == Purpose.CREATE;
        PasswordField first = new PasswordField();
        first.setId("passphrase");
        PasswordField again = new PasswordField();
        again.setId("passphrase-again");
        Label problem = Labels.of("", "field-problem");
        problem.setId("passphrase-problem");
        problem.setWrapText(true);
        Runnable use = () -> {
            String reason = creating ? problem(first.getText(), again.getText()) : "";
            problem.setText(reason);
            if (reason.isEmpty() && !first.getText().isEmpty()) {
                char[] typed = first.getText().toCharArray();
                Secret given = Secret.ofChars(typed);
                java.util.Arrays.fill(typed, '\0');
                if (!answer.complete(Optional.of(given))) {
                    given.close();
                }
            }
        };
        Runnable decline = () -> answer.complete(Optional.empty());
        first.setOnAction(_ -> use.run());
        again.setOnAction(_ -> use.run());
        Button act = Buttons.of("passphrase-act", creating
                ? messages.get("credential.passphrase.create.act")
                : messages.get("credential.passphrase.open.act"), use, "primary");
        DialogFrame frame = new DialogFrame(480, creating
                ? messages.get("credential.passphrase.create.title")
                : messages.get("credential.passphrase.open.title"))
                .icon(Icons.of(BootstrapIcons.SHIELD_LOCK, 20, "icon-accent"))
                .body(FormRow.of(messages.get("credential.passphrase"), first, creating
                        ? messages.get("credential.passphrase.create.help")
                        : messages.get("credential.passphrase.open.help")));
        if (creating) {
            frame.body(FormRow.of(messages.get("credential.passphrase.again"), again, ""));
        }
        frame.body(problem).foot(Spacers.horizontal(),
                Buttons.of("passphrase-cancel", messages.get("credential.passphrase.cancel"), decline), act);
        frame.setId("passphrase-dialog");
        dialogs.show(frame, first, decline);
        leave.set(() -> {
            first.clear();
            again.clear();
            dialogs.close(frame);
        });
    }

    private String problem(String typed, String again) {
        if (typed.codePointCount(0, typed.length()) < 8) {
            return messages.get("credential.passphrase.short");
        }
        return typed.equals(again) ? "" : messages.get("credential.passphrase.differ");
    }

}
