package dev.keyrack.tour;

import dev.keyrack.bootstrap.Desktop;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/// Presses, types and looks, as a user would, on the real window. Called off the JavaFX thread; every method waits.
final class Driver {
    private static final long PATIENCE_MILLIS = 60_000;

    private final Stage stage;
    private final Desktop desktop;
    private final Path pictures;

    Driver(Stage stage, Desktop desktop, Path pictures) {
        this.stage = stage;
        this.desktop = desktop;
        this.pictures = pictures;
    }

    /// Runs `work` on the JavaFX thread and gives its result.
    static <T> T onFx(Supplier<T> work) {
        if (Platform.isFxApplicationThread()) {
            return work.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("not to be interrupted");
        } catch (ExecutionException e) {
            throw new StepFailed("no fault on the JavaFX thread, but there was: " + e.getCause());
        } catch (TimeoutException e) {
            throw new StepFailed("an answer of the JavaFX thread within 30 s");
        }
    }

    private static void run(Runnable work) {
        onFx(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until `condition`, asked on the JavaFX thread, holds.
    void await(String expected, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!onFx(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new StepFailed(expected);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(40); // between two looks at the window; nothing is assumed to be done by then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("not to be interrupted");
        }
    }

    /// Presses the button with that id, once it is there and can be pressed.
    void press(String id) {
        await("a button " + id + " that can be pressed", () -> find(id)
                .filter(node -> node instanceof ButtonBase && !node.isDisabled()).isPresent());
        run(() -> ((ButtonBase) find(id).orElseThrow()).fire());
    }

    /// Whether a button with that id is there and can be pressed.
    boolean canPress(String id) {
        return onFx(() -> find(id).filter(node -> !node.isDisabled()).isPresent());
    }

    /// Presses the button with that id, and then an item of the menu that it opens.
    void chooseFromMenu(String id, String item) {
        press(id);
        await("a menu with " + item, () -> menuItem(item).isPresent());
        run(() -> {
            MenuItem chosen = menuItem(item).orElseThrow();
            chosen.getParentPopup().hide();
            chosen.fire();
        });
    }

    private static Optional<MenuItem> menuItem(String id) {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream()).filter(each -> id.equals(each.getId()))
                .findFirst();
    }

    /// The open profile.
    Profile profile() {
        String name = words("switcher-name");
        return desktop.graph().repository().findAll().stream().filter(each -> each.name().value().equals(name))
                .findFirst().orElseThrow(() -> new StepFailed("an open profile"));
    }

    /// Address of the open profile.
    String address() {
        return profile().baseUrl().toString();
    }

    /// The person at the window, as requests may need them.
    Attendant attendant() {
        return desktop.attendant();
    }

    /// Types into the field with that id, once it is there.
    void type(String id, String text) {
        await("a field " + id, () -> find(id).filter(TextInputControl.class::isInstance).isPresent());
        run(() -> ((TextInputControl) find(id).orElseThrow()).setText(text));
    }

    /// Presses Esc where the keyboard is.
    void pressEscape() {
        run(() -> {
            Node owner = scene().getFocusOwner();
            Event.fireEvent(owner == null ? scene().getRoot() : owner,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
        });
    }

    /// Tries to close the window, as the system's button does.
    ///
    /// @return whether the window let itself be closed
    boolean tryToClose() {
        return onFx(() -> {
            WindowEvent event = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            Event.fireEvent(stage, event);
            return stage.isShowing() && !event.isConsumed();
        });
    }

    /// Selects a row of the key table, counted from 0.
    void selectRow(int index) {
        run(() -> table().getSelectionModel().select(index));
    }

    /// Rows in the key table.
    int rows() {
        return onFx(() -> table().getItems().size());
    }

    /// Whether any row of the key table, on screen or scrolled away, has these words.
    boolean anyRowSays(String words) {
        return onFx(() -> table().getItems().stream().anyMatch(row -> row.toString().contains(words)));
    }

    /// Gives the window another size.
    void resize(double width, double height) {
        run(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
        await("a window of that size", () -> scene().getWidth() == width);
    }

    /// Whether the selected row of the key table has these words.
    boolean selectedRowSays(String words) {
        return onFx(() -> String.valueOf(table().getSelectionModel().getSelectedItem()).contains(words));
    }

    private TableView<?> table() {
        return (TableView<?>) find("key-table").orElseThrow(() -> new StepFailed("a key table"));
    }

    /// Whether a visible node has that id.
    boolean shows(String id) {
        return onFx(() -> find(id).isPresent());
    }

    /// The words of the node with that id.
    String words(String id) {
        return onFx(() -> find(id).map(Driver::text).orElse(""));
    }

    /// Whether any visible node says `words`. JavaFX thread.
    boolean says(String words) {
        return says(scene().getRoot(), words);
    }

    private static boolean says(Node node, String words) {
        if (!node.isVisible()) {
            return false;
        }
        if (text(node).contains(words)) {
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(child -> says(child, words));
    }

    private static boolean isStill(Node node) {
        return !(node.getStyleClass().contains("dialog-layer") && node.getOpacity() < 1)
                && (!(node instanceof Parent parent)
                        || parent.getChildrenUnmodifiable().stream().allMatch(Driver::isStill));
    }

    private static String text(Node node) {
        String text = switch (node) {
            case Labeled labeled -> labeled.getText();
            case Text piece -> piece.getText();
            case TextInputControl field -> field.getText();
            default -> "";
        };
        String spoken = node.getAccessibleText();
        return (text == null ? "" : text) + (spoken == null ? "" : "\n" + spoken);
    }

    private Optional<Node> find(String id) {
        return find(scene().getRoot(), id);
    }

    private static Optional<Node> find(Node node, String id) {
        if (!node.isVisible()) {
            return Optional.empty();
        }
        if (id.equals(node.getId())) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().map(child -> find(child, id)).flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Scene scene() {
        return stage.getScene();
    }

    /// Writes the window as two pictures, light and dark, after making sure that no node says a secret.
    ///
    /// @param never texts that must not be anywhere
    void picture(String name, Iterable<Secret> never) {
        for (Secret secret : never) {
            if (onFx(() -> says(secret.reveal()))) {
                throw new StepFailed("no secret on the screen " + name);
            }
        }
        await("that dialogs have come up", () -> isStill(scene().getRoot()));
        for (ColorScheme scheme : new ColorScheme[]{ColorScheme.DARK, ColorScheme.LIGHT}) {
            run(() -> desktop.theme().use(scheme));
            WritableImage image = onFx(() -> {
                scene().getRoot().applyCss();
                scene().getRoot().layout();
                return scene().snapshot(null);
            });
            try {
                Picture.write(image, pictures.resolve(
                        name + (scheme == ColorScheme.DARK ? "-dark.png" : "-light.png")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
