package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The dialog that changes a key.
public final class EditKeyView {
    private EditKeyView() {
    }

    /// Opens the dialog.
    public static void open(EditKeyViewModel viewModel, Dialogs dialogs, Messages messages) {
        TextField name = new TextField();
        name.setId("edit-name");
        name.textProperty().bindBidirectional(viewModel.nameProperty());
        Label label = Labels.of(messages.get("key.create.name"), "field-label");
        label.setLabelFor(name);
        VBox form = new VBox(16, new VBox(6, label, name));
        if (viewModel.canEditScopes()) {
            VBox notes = new VBox(8);
            Runnable describe = () -> {
                notes.getChildren().setAll(AccessView.notes(viewModel.access(), messages));
                notes.setManaged(!notes.getChildren().isEmpty());
            };
            viewModel.access().scopes().changesProperty().subscribe(describe);
            viewModel.access().chosenProperty().subscribe(() -> describe.run());
            describe.run();
            form.getChildren().addAll(new AccessView(viewModel.access(), messages), notes);
        }
        form.getChildren().add(viewModel.canEditExpiry()
                ? new ExpiryPicker(viewModel.expiry(), List.of(ExpiryViewModel.Choice.values()), messages)
                : new ExpiryPicker(viewModel.noExpiry(), messages));
        form.getChildren().add(Labels.problem("edit-failure", viewModel.failureProperty()));
        form.disableProperty().bind(viewModel.busyProperty());

        DialogFrame frame = new DialogFrame(640, viewModel.title());
        Runnable cancel = () -> {
            if (!viewModel.busyProperty().get()) {
                dialogs.close(frame);
            }
        };
        Button save = Buttons.of("edit-act", messages.get("key.edit.act", viewModel.look().word()),
                () -> viewModel.save(() -> dialogs.close(frame)),
                viewModel.look().styleClass().equals("env-production") ? "primary-env" : "primary");
        save.setGraphic(EnvironmentNodes.shape(viewModel.look(), 12));
        save.disableProperty().bind(viewModel.readyProperty().not());
        save.setDefaultButton(true);
        frame.place(viewModel.look(), Optional.of(viewModel.place())).body(form)
                .foot(Labels.bound(viewModel.summaryProperty(), "small", "muted"), Spacers.horizontal(),
                        Buttons.of("edit-cancel", messages.get("key.create.cancel"), cancel), save);
        frame.setId("edit-dialog");
        dialogs.show(frame, name, cancel);
    }
}
