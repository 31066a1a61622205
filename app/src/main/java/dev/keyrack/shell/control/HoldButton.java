package dev.keyrack.shell.control;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A button that does something only while it, or Space on it, is held; so does losing the keyboard end it. JavaFX
/// thread.
public final class HoldButton {
    private HoldButton() {
    }

    /// A button with an icon.
    ///
    /// @param onHold told `true` when it is held, `false` when it is let go, perhaps more than once
    public static Button of(String id, String text, BootstrapIcons icon, Consumer<Boolean> onHold) {
        Button button = Buttons.of(id, text, icon, () -> {
        });
        button.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> onHold.accept(true));
        button.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> onHold.accept(false));
        button.setOnMouseExited(_ -> onHold.accept(false));
        button.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                onHold.accept(true);
            }
        });
        button.setOnKeyReleased(_ -> onHold.accept(false));
        button.focusedProperty().subscribe(focused -> {
            if (!focused) {
                onHold.accept(false);
            }
        });
        return button;
    }
}
