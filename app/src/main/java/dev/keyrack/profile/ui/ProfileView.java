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
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
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
        FactGrid facts = new FactGrid(96).add(messages.get("profile.connect.provider"), entry.provider());
        entry.facts().forEach(fact -> facts.add(fact.getKey(), fact.getValue()));
        DialogFrame frame = new DialogFrame(640, entry.name());
        Runnable leave = () -> dialogs.close(frame);
        BooleanProperty busy = new SimpleBooleanProperty();
        Button close = Buttons.of("profile-close", messages.get("profile.close"), leave);
        Button remove = Buttons.of("profile-remove", messages.get("profile.remove.act"),
                () -> {
                    busy.set(true);
                    viewModel.remove(outcome -> {
                        busy.set(false);
                        switch (outcome) {
                            case Outcome.Ok<Boolean>(var anyLeft) -> {
                                leave.run();
                                onRemoved.accept(anyLeft);
                            }
                            case Outcome.Failed<Boolean>(var why) -> failure.set(FailureText.of(why, messages));
                        }
                    });
                }, "destroy");
        remove.disableProperty().bind(busy);
        frame.icon(Icons.of(BootstrapIcons.GEAR, 20, "icon-muted")).place(entry.look(), Optional.empty())
                .body(facts, new MessageBox(MessageBox.Kind.INFO, messages.get("profile.remove.what"),
                        messages.get("profile.remove.what.rest", entry.provider())),
                        Labels.problem("profile-failure", failure))
                .foot(Spacers.horizontal(), close, remove);
        frame.setId("profile-dialog");
        dialogs.show(frame, close, leave);
    }
}
