package dev.keyrack.shell;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Shows dialogs inside the window, between its content and what must stay visible: rail and status bar. A dialog on
/// top of another hides it until it closes. JavaFX thread.
public interface Dialogs {
    /// Shows `dialog`.
    ///
    /// @param dialog what to show; its width is its own, its height at most the window's
    /// @param first  gets the keyboard
    /// @param onEsc  run for Esc and for a click beside the dialog; [#KEEP] where neither may close it
    void show(Region dialog, Node first, Runnable onEsc);

    /// Closes that dialog, wherever it stands: another may have opened above it since. Does nothing if it is not open.
    void close(Region dialog);

    /// Whether one is open.
    boolean isOpen();

    /// For dialogs that neither Esc nor a click beside them may close.
    Runnable KEEP = () -> {
    };
}
