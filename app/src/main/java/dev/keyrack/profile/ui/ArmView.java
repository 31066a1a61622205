package dev.keyrack.profile.ui;

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
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that opens a read-only profile to changes for a while, when its name is typed.
public final class ArmView {
    private ArmView() {
    }

    /// Opens the dialog.
    ///
    /// @param wanted whether somebody wanted to change something, and is told why this comes first
    /// @param onArmed run after it closed, once the profile is open to changes
    public static void open(InterlockViewModel viewModel, Dialogs dialogs, Messages messages, boolean wanted,
            Runnable onArmed) {
        viewModel.begin();
        String word = viewModel.look().word();
        DialogFrame frame = new DialogFrame(560, messages.get("profile.arm.title", viewModel.profileName()));
        TextField name = new TextField();
        name.setId("arm-name");
        name.getStyleClass().add("mono");
        name.textProperty().bindBidirectional(viewModel.typedNameProperty());
        Label label = Labels.wrapped(messages.get("profile.arm.type", viewModel.profileName(), viewModel.minutes()),
                "field-label");
        label.setLabelFor(name);
        Runnable cancel = () -> {
            if (!viewModel.busyProperty().get()) {
                dialogs.close(frame);
            }
        };
        Button act = Buttons.of("arm-act", messages.get("profile.arm.act", word), () -> viewModel.arm(() -> {
            dialogs.close(frame);
            onArmed.run();
        }), "primary-env");
        act.setGraphic(EnvironmentNodes.shape(viewModel.look(), 12));
        act.disableProperty().bind(viewModel.readyProperty().not());
        act.setDefaultButton(true); // it destroys nothing
        FactGrid facts = new FactGrid(96).add(messages.get("profile.arm.profile"), viewModel.profileName(), "semibold");
        if (!viewModel.account().isEmpty()) {
            facts.add(messages.get("profile.account"), viewModel.account());
        }
        facts.add(messages.get("profile.connect.address"), viewModel.address());
        if (wanted) {
            frame.body(Labels.wrapped(messages.get("profile.arm.wanted", viewModel.profileName()), "body"));
        }
        frame.icon(Icons.of(BootstrapIcons.UNLOCK_FILL, 20, "icon-env")).place(viewModel.look(), Optional.empty())
                .body(facts, new MessageBox(MessageBox.Kind.WARNING, messages.get("profile.arm.opens", word),
                        messages.get("profile.arm.opens.rest")), new VBox(6, label, name),
                        Labels.problem("arm-failure", viewModel.failureProperty()))
                .foot(Labels.of(messages.get("profile.arm.journal"), "small", "muted"), Spacers.horizontal(),
                        Buttons.of("arm-cancel", messages.get("profile.cancel"), cancel), act);
        frame.setId("arm-dialog");
        dialogs.show(frame, name, cancel);
    }
}
