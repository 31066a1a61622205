package dev.keyrack.tour;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Writes down what the windows say, and what the heap holds.
final class SentinelEyes {
    private static final int GCS = 3;

    private SentinelEyes() {
    }

    /// Writes what every node of every window says to the eye, and what it says to a screen reader.
    static void see(String step, Path out) throws IOException {
        List<String> shown = new ArrayList<>();
        List<String> spoken = new ArrayList<>();
        Driver.onFx(() -> {
            for (Window window : Window.getWindows()) {
                if (window instanceof Stage stage) {
                    spoken.add("title " + stage.getTitle());
                }
                look(window.getScene().getRoot(), shown, spoken);
            }
            return true;
        });
        Files.write(out.resolve("shown-" + step + ".txt"), shown);
        Files.write(out.resolve("spoken-" + step + ".txt"), spoken);
    }

    private static void look(Node node, List<String> shown, List<String> spoken) {
        String place = node.getClass().getSimpleName() + " " + node.getId() + ": ";
        shown.add(place + switch (node) {
            case Labeled labeled -> labeled.getText();
            case Text piece -> piece.getText();
            case PasswordField field -> field.getPromptText(); // what is typed is shown as dots
            case TextInputControl field -> field.getText() + " " + field.getPromptText();
            default -> "";
        });
        if (node instanceof Control control && control.getTooltip() != null) {
            shown.add(place + control.getTooltip().getText());
        }
        for (AccessibleAttribute attribute : List.of(AccessibleAttribute.TEXT, AccessibleAttribute.HELP,
                AccessibleAttribute.VALUE_STRING, AccessibleAttribute.ROLE_DESCRIPTION)) {
            spoken.add(place + node.queryAccessibleAttribute(attribute));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, shown, spoken));
        }
    }

    /// The live objects, after the window drew once more and forgot what it drew before.
    static void dump(Stage stage, Path file) throws IOException {
        for (int i = 0; i < GCS; i++) {
            Driver.onFx(() -> { // the window draws once more, and forgets what it drew before
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                return true;
            });
            System.gc();
        }
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.toString(), true);
    }
}
