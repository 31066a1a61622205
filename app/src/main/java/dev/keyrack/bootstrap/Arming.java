package dev.keyrack.bootstrap;

import dev.keyrack.profile.ui.ArmView;
import dev.keyrack.profile.ui.InterlockViewModel;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.Guard;

/// Asks for the profile's name where a change needs it, and then lets the change go on. JavaFX thread.
///
/// @param viewModel the open profile's interlock
record Arming(InterlockViewModel viewModel, Dialogs dialogs, Messages messages) implements Guard {
    @Override
    public void whenArmed(Runnable act) {
        if (viewModel.isClosed()) {
            ArmView.open(viewModel, dialogs, messages, true, act);
        } else {
            act.run();
        }
    }

    /// Asks for the name without anything that waits for it. Does nothing while a dialog is open, or where it is open
    /// already.
    void ask() {
        if (viewModel.isClosed() && !dialogs.isOpen()) {
            ArmView.open(viewModel, dialogs, messages, false, () -> {
            });
        }
    }
}
