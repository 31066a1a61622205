package dev.keyrack.reveal.ui;

import dev.keyrack.shared.i18n.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/// A process with a secret in one window, and another window.
final class PeekChild {
    private final SecretField field = new SecretField("dots", 5, () -> "plain", Messages.forLocale(Locale.ENGLISH));
    private final Stage window = new Stage();
    private final Stage other = new Stage();

    private PeekChild() {
        window.setScene(new Scene(field, 400, 60));
        other.setScene(new Scene(new Pane(), 200, 60));
        other.show();
        window.show();
    }

    public static void main(String[] args) throws InterruptedException, ExecutionException, IOException {
        FutureTask<PeekChild> made = new FutureTask<>(PeekChild::new);
        Platform.startup(made);
        PeekChild child = made.get();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String order = line;
            FutureTask<String> done = new FutureTask<>(() -> child.perform(order));
            Platform.runLater(done);
            System.out.println("=" + done.get());
        }
        System.exit(0);
    }

    private String perform(String order) {
        switch (order) {
            case "here" -> window.requestFocus();
            case "away" -> other.requestFocus();
            case "press" -> {
                Node peek = field.lookup("#reveal-peek");
                peek.requestFocus();
                Event.fireEvent(peek, new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false,
                        false));
            }
            default -> {
                // only looked at
            }
        }
        return (window.isFocused() ? "here " : "away ") + ((Text) field.lookup("#secret-text")).getText();
    }
}
