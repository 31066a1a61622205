package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.bootstrap.Desktop;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Paint;
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

    /// Names of all profiles.
    List<String> profileNames() {
        return desktop.graph().repository().findAll().stream().map(each -> each.name().value()).toList();
    }

    /// Whether a menu is open. JavaFX thread.
    boolean menuIsOpen() {
        return menu().isPresent();
    }

    /// Closes the menu that is open.
    void closeMenu() {
        run(() -> menu().ifPresent(ContextMenu::hide));
    }

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance).map(ContextMenu.class::cast)
                .filter(Window::isShowing).findFirst();
    }

    /// Address of the open profile.
    String address() {
        return profile().baseUrl().toString();
    }

    /// The person at the window, as requests may need them.
    Attendant attendant() {
        return desktop.attendant();
    }

    /// What is known of providers.
    ProviderCatalog providers() {
        return desktop.graph().catalog();
    }

    /// Where the desktop's own sample is served.
    List<ReadyLine> sample() {
        return switch (desktop.sample()) {
            case Outcome.Ok<List<ReadyLine>>(var lines) -> lines;
            case Outcome.Failed<List<ReadyLine>>(var why) -> throw new StepFailed("a sample, but: " + why);
        };
    }

    /// Chooses what is called `option` in a choice box.
    void choose(String box, String option) {
        await("a choice box " + box, () -> find(box).filter(ComboBox.class::isInstance).isPresent());
        run(() -> chooseIn((ComboBox<?>) find(box).orElseThrow(), option));
    }

    private static <T> void chooseIn(ComboBox<T> box, String option) {
        box.setValue(box.getItems().stream().filter(item -> item.toString().equals(option))
                .findFirst().orElseThrow(() -> new StepFailed("the choice " + option)));
    }

    /// Types into the field with that id, once it is there.
    void type(String id, String text) {
        await("a field " + id, () -> find(id).filter(TextInputControl.class::isInstance).isPresent());
        run(() -> ((TextInputControl) find(id).orElseThrow()).setText(text));
    }

    /// Ticks the box with that id.
    void tick(String id) {
        await("a box " + id, () -> find(id).filter(CheckBox.class::isInstance).isPresent());
        run(() -> ((CheckBox) find(id).orElseThrow()).setSelected(true));
    }

    /// What is on the screen now.
    Image look() {
        return onFx(() -> snapshot(scene()));
    }

    /// Presses Esc where the keyboard is.
    void pressEscape() {
        run(() -> {
            Node owner = scene().getFocusOwner();
            Event.fireEvent(owner == null ? scene().getRoot() : owner,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
        });
    }

    /// Presses Ctrl and a letter.
    void pressShortcut(KeyCode letter) {
        KeyCombination keys = new KeyCodeCombination(letter, KeyCombination.SHORTCUT_DOWN);
        run(() -> {
            Runnable action = scene().getAccelerators().get(keys);
            if (action == null) {
                throw new StepFailed("something that Ctrl and " + letter + " does");
            }
            action.run();
        });
    }

    /// All profiles.
    List<Profile> profiles() {
        return desktop.graph().repository().findAll();
    }

    /// Names and hints of the open profile's keys.
    List<String> keyWords() {
        return desktop.graph().inventory().latest(profile().name()).keys().stream()
                .flatMap(seen -> Stream.of(seen.key().name(), seen.key().hint().text()))
                .filter(words -> words.length() > 3).distinct().toList();
    }

    /// Whether any node of the window says `words`, also one that is not visible or only speaks; the title counts too.
    boolean knows(String words) {
        return onFx(() -> stage.getTitle().contains(words) || Window.getWindows().stream()
                .anyMatch(window -> knows(window.getScene().getRoot(), words)));
    }

    private static boolean knows(Node node, String words) {
        String all = String.join("\n", text(node), String.valueOf(node.getAccessibleHelp()),
                String.valueOf(node.getId()), String.valueOf(node.getUserData()));
        return all.contains(words) || (node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(child -> knows(child, words)));
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
            case PasswordField _ -> ""; // it shows dots
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
            run(() -> use(scheme));
            Picture picture = onFx(() -> {
                Picture window = new Picture(snapshot(scene()));
                menu().ifPresent(menu -> window.add(overlay(menu.getScene()),
                        menu.getX() - stage.getX() - scene().getX(), menu.getY() - stage.getY() - scene().getY()));
                return window;
            });
            try {
                picture.write(pictures.resolve(name + (scheme == ColorScheme.DARK ? "-dark.png" : "-light.png")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// An open menu is opened anew: it keeps the colours in which it came up.
    private void use(ColorScheme scheme) {
        Optional<Node> owner = menu().map(ContextMenu::getOwnerNode);
        closeMenu();
        desktop.theme().use(scheme);
        scene().getRoot().applyCss(); // a menu takes its colours from there as it comes up
        owner.filter(ButtonBase.class::isInstance).ifPresent(button -> ((ButtonBase) button).fire());
    }

    private static WritableImage snapshot(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.snapshot(null);
    }

    /// What stands in a popup, with nothing behind it.
    private static WritableImage overlay(Scene scene) {
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Paint.valueOf("transparent"));
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.getRoot().snapshot(clear, null);
    }
}
