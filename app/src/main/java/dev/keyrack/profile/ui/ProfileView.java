package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that shows the open profile, and takes it away.
public final class ProfileView {
    private ProfileView() {
    }

    /// Opens the dialog; does nothing if no profile is open.
    ///
    /// @param onRemoved told whether any profile is left
    public static void open(CurrentProfile viewModel, Dialogs dialogs, Messages messages,
            Consumer<Boolean> onRemoved) {
        CurrentProfile.Entry entry = viewModel.currentEntryProperty().get();
        if (entry == null) {
            return;
        }
        StringProperty failure = new SimpleStringProperty("");
        Label problem = Labels.bound(failure, "field-problem");
        problem.setWrapText(true);
        problem.visibleProperty().bind(failure.isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        FactGrid facts = new FactGrid(96).add(messages.get("profile.connect.provider"), entry.provider());
        entry.facts().forEach(fact -> facts.add(fact.getKey(), fact.getValue()));
        Button close = Buttons.of("profile-close", messages.get("profile.close"), dialogs::close);
        Button remove = Buttons.of("profile-remove", messages.get("profile.remove.act"),
                () -> viewModel.remove(outcome -> {
                    switch (outcome) {
                        case Outcome.Ok<Boolean>(var anyLeft) -> {
                            dialogs.close();
                            onRemoved.accept(anyLeft);
                        }
                        case Outcome.Failed<Boolean>(var why) -> failure.set(FailureText.of(why, messages));
                    }
                }), "destroy");
        DialogFrame frame = new DialogFrame(640, entry.name())
                .icon(Icons.of(BootstrapIcons.GEAR, 20, "icon-muted")).place(entry.look(), Optional.empty())
                .body(facts, new MessageBox(MessageBox.Kind.INFO, messages.get("profile.remove.what"),
                        messages.get("profile.remove.what.rest", entry.provider())), problem)
                .foot(Spacers.horizontal(), close, remove);
        frame.setId("profile-dialog");
        dialogs.show(frame, close, dialogs::close);
    }
}
