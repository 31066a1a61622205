package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The question whether the second factor shall be switched off. Enter does not press the act: it makes the account
/// weaker.
final class TurnOffView {
    private TurnOffView() {
    }

    /// Asks.
    static void open(TwoFactorViewModel viewModel, EnvironmentLook look, Dialogs dialogs, Messages messages) {
        TwoFactorFacts facts = viewModel.facts();
        DialogFrame frame = new DialogFrame(640, messages.get("twofactor.off.title"));
        Runnable leave = () -> dialogs.close(frame);
        StringProperty failure = new SimpleStringProperty("");
        TextField code = new TextField();
        code.setId("off-code");
        code.getStyleClass().add("mono");
        Button cancel = Buttons.of("off-cancel", messages.get("twofactor.cancel"), leave);
        Button act = Buttons.of("off-act", messages.get("twofactor.off.act", look.word()),
                () -> viewModel.turnOff(code.getText(), problem -> {
                    failure.set(problem);
                    if (problem.isEmpty()) {
                        leave.run();
                    }
                }), "destroy");
        act.disableProperty().bind(viewModel.busyProperty().or(code.textProperty().isEmpty()));
        frame.icon(Icons.of(BootstrapIcons.SHIELD_X, 20, "icon-danger"))
                .place(look, Optional.of(messages.get("twofactor.on-provider", facts.profileName(), facts.provider())))
                .body(Labels.wrapped(messages.get("twofactor.off.consequence", facts.account(), facts.provider()),
                        "body"),
                        FormRow.of(messages.get("twofactor.off.code"), code, messages.get("twofactor.off.code.help")),
                        Labels.problem("off-failure", failure))
                .foot(Spacers.horizontal(), cancel, act);
        if (facts.isKept()) {
            frame.body(Labels.wrapped(messages.get("twofactor.off.kept"), "small", "muted"));
        }
        frame.setId("off-dialog");
        dialogs.show(frame, code, leave);
    }
}
