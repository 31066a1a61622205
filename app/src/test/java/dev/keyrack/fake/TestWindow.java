package dev.keyrack.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.MainWindow;
import dev.keyrack.shell.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on fakes, and what a user does with it. Called off the JavaFX thread.
public final class TestWindow implements AutoCloseable {
    public final Bench bench;
    public final FxRobot robot = new FxRobot();
    public final MainWindow window;
    public final Theme theme;
    private final Stage stage;

    /// Opens the window.
    public static TestWindow open(Bench bench, double width, double height) {
        return get(() -> new TestWindow(bench, width, height));
    }

    private TestWindow(Bench bench, double width, double height) {
        this.bench = bench;
        Platform.setImplicitExit(false);
        window = new MainWindow(bench.status, () -> {
        }, bench.messages);
        Scene scene = new Scene(window.root(), width, height);
        theme = Theme.dress(scene, false);
        stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    public Dialogs dialogs() {
        return window.dialogs();
    }

    public Scene scene() {
        return stage.getScene();
    }

    /// Shows one page.
    public void page(Node page) {
        window.showPage(page);
    }

    /// Gets something on the JavaFX thread.
    public static <T> T get(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    /// Does something on the JavaFX thread, and waits until all that follows from it is done.
    public void act(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
        get(() -> true); // behind what was put off until later
    }

    /// Lets all work go on.
    public void settle() {
        act(bench::settle);
    }

    /// A visible node.
    public <T extends Node> T node(Class<T> type, String id) {
        Optional<Node> found = find(id);
        assertThat(found).as("a node " + id).isPresent();
        return type.cast(found.orElseThrow());
    }

    public boolean shows(String id) {
        return find(id).isPresent();
    }

    private Optional<Node> find(String id) {
        return nodes().stream().filter(node -> id.equals(node.getId())).findFirst();
    }

    /// All visible nodes.
    public List<Node> nodes() {
        return get(() -> {
            List<Node> all = new ArrayList<>();
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            collect(stage.getScene().getRoot(), all);
            return all;
        });
    }

    private static void collect(Node node, List<Node> into) {
        if (!node.isVisible()) {
            return;
        }
        into.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }

    /// All that is on screen to read.
    public List<String> words() {
        return get(() -> nodes().stream().map(TestWindow::words).filter(words -> !words.isEmpty()).toList());
    }

    /// What a node says.
    public String words(String id) {
        return get(() -> words(node(Node.class, id)));
    }

    private static String words(Node node) {
        String words = switch (node) {
            case Labeled labeled -> labeled.getText();
            case Text text -> text.getText();
            case TextInputControl field -> field.getText();
            default -> "";
        };
        return words == null ? "" : words;
    }

    /// All that a screen reader could be told.
    public List<String> spoken() {
        return get(() -> nodes().stream().flatMap(node -> java.util.stream.Stream.of(
                String.valueOf(node.getAccessibleText()), String.valueOf(node.getAccessibleHelp()),
                String.valueOf(node.getAccessibleRoleDescription()),
                String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT)))).toList());
    }

    /// Whether somebody could press the button.
    public boolean canPress(String id) {
        return get(() -> find(id).filter(node -> node instanceof ButtonBase && !node.isDisabled()).isPresent());
    }

    /// Presses a button and lets all that follows happen.
    public void press(String id) {
        start(id);
        settle();
    }

    /// Presses a button; what it starts stays under way.
    public void start(String id) {
        assertThat(canPress(id)).as(id + " can be pressed").isTrue();
        ButtonBase button = node(ButtonBase.class, id);
        act(button::fire);
    }

    /// Puts a text into a field.
    public void type(String id, String text) {
        TextInputControl field = node(TextInputControl.class, id);
        act(() -> field.setText(text));
    }

    /// Presses a key where the keyboard is.
    public void key(KeyCode key) {
        robot.push(key);
    }

    /// Clicks into the corner, where no dialog is.
    public void clickBesideDialog() {
        robot.clickOn(get(() -> window.root().localToScreen(30, 60)));
    }

    /// Where a node is in the window.
    public static javafx.geometry.Bounds place(Node node) {
        return get(() -> node.localToScene(node.getLayoutBounds()));
    }

    /// The first visible node of that style class.
    public Region styled(String styleClass) {
        return (Region) nodes().stream().filter(node -> node.getStyleClass().contains(styleClass)).findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + styleClass));
    }

    @Override
    public void close() {
        act(stage::hide);
    }
}
