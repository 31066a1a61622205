package dev.keyrack.reveal.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The secret as dots, in plain only while the button or Space is held. A `Text` and not a `Label`: a label's words
/// stay in the toolkit's layout cache. Neither selectable nor accessible.
final class SecretField extends HBox {
    private final Text text;
    private final String masked;
    private final Supplier<String> plain;
    private boolean keyIsDown;

    SecretField(String masked, int length, Supplier<String> plain, Messages messages) {
        this.masked = masked;
        this.plain = plain;
        this.text = new Text(masked);
        text.setId("secret-text");
        text.getStyleClass().add("secret-text");
        text.setAccessibleText(messages.get("reveal.secret.spoken"));
        getStyleClass().add("secret-field");
        HBox face = new HBox(8, Icons.of(BootstrapIcons.EYE, 14), Labels.of(messages.get("reveal.peek"), "medium"),
                Labels.of("Space", "kbd"));
        face.setAlignment(Pos.CENTER);
        Button peek = new Button("", face);
        peek.setAccessibleText(messages.get("reveal.peek"));
        peek.setId("reveal-peek");
        peek.setMinWidth(USE_PREF_SIZE);
        peek.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> show(true));
        peek.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> show(false));
        peek.setOnMouseExited(_ -> show(false));
        peek.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean repeats = keyIsDown; // a held key says so again and again, and must not undo Esc
            keyIsDown = event.getCode() == KeyCode.SPACE || keyIsDown;
            if (!repeats || event.getCode() != KeyCode.SPACE) {
                show(event.getCode() == KeyCode.SPACE);
            }
        });
        peek.addEventFilter(KeyEvent.KEY_RELEASED, _ -> endPeek());
        peek.focusedProperty().subscribe(this::endUnless);
        sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty).orElse(false)
                .subscribe(this::endUnless);
        getChildren().addAll(text, Spacers.horizontal(),
                Labels.of(messages.get("reveal.length", length), "small", "muted"), peek);
    }

    private void endUnless(boolean focused) {
        if (!focused) {
            endPeek();
        }
    }

    private void endPeek() {
        keyIsDown = false;
        show(false);
    }

    /// Hides the secret for good.
    void forget() {
        text.setText("");
    }

    private void show(boolean open) {
        if (!text.getText().isEmpty()) {
            text.setText(open ? plain.get() : masked);
        }
    }
}
