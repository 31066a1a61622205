package dev.keyrack.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.animation.FadeTransition;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The scrims and boxes of open dialogs, above the content. Keeps the keyboard inside the topmost one and gives it back
/// to where it was.
final class DialogLayer extends StackPane implements Dialogs {
    private static final double MARGIN = 24;

    private final Deque<Open> open = new ArrayDeque<>();
    private boolean sealed;
    private final ChangeListener<@Nullable Node> focusKeeper = (_, _, owner) -> keepFocus(owner);

    DialogLayer() {
        setPickOnBounds(false);
        setVisible(false);
        sceneProperty().subscribe((before, after) -> {
            if (before != null) {
                before.focusOwnerProperty().removeListener(focusKeeper);
            }
            if (after != null) {
                after.focusOwnerProperty().addListener(focusKeeper);
            }
        });
    }

    /// Closes all dialogs as Esc would, those too that Esc does not close, and from now on declines each new one at once.
    void seal() {
        sealed = true;
        while (!open.isEmpty()) {
            Open top = open.getFirst();
            top.onEsc().run();
            close(top.dialog());
        }
    }

    /// Shows dialogs again.
    void unseal() {
        sealed = false;
    }

    @Override
    public void show(Region dialog, Node first, Runnable onEsc) {
        if (sealed) {
            onEsc.run();
            return;
        }
        Scene scene = getScene();
        Node before = scene == null ? null : scene.getFocusOwner();
        Region scrim = new Region();
        scrim.getStyleClass().add("scrim");
        scrim.setOnMouseClicked(_ -> onEsc.run());
        dialog.setMaxWidth(Region.USE_PREF_SIZE);
        dialog.setMaxHeight(Region.USE_PREF_SIZE);
        dialog.maxHeightProperty().bind(heightProperty().subtract(2 * MARGIN));
        dialog.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                onEsc.run();
            }
        });
        StackPane layer = new StackPane(scrim, new Centered(dialog));
        layer.getStyleClass().add("dialog-layer");
        open.push(new Open(layer, dialog, first, before, onEsc));
        getChildren().forEach(lower -> lower.setVisible(false));
        getChildren().add(layer);
        setVisible(true);
        layer.applyCss(); // a scroll pane takes its content into the scene no earlier: it could not get the keyboard
        fadeIn(layer);
        first.requestFocus();
    }

    private static void fadeIn(Node layer) {
        if (Platform.getPreferences().isReducedMotion()) {
            return;
        }
        FadeTransition fade = new FadeTransition(Duration.millis(120), layer);
        layer.setOpacity(0); // the transition itself begins with the next frame
        fade.setFromValue(0);
        fade.setToValue(1);
        fade.play();
    }

    @Override
    public void close(Region dialog) {
        Optional<Open> found = open.stream().filter(each -> each.dialog().equals(dialog)).findFirst();
        if (found.isEmpty()) {
            return;
        }
        Open closed = found.get();
        boolean wasTop = closed.equals(open.peek());
        open.remove(closed);
        dialog.maxHeightProperty().unbind();
        getChildren().remove(closed.layer());
        if (open.isEmpty()) {
            setVisible(false);
        } else {
            getChildren().getLast().setVisible(true);
        }
        if (wasTop && closed.before() != null) {
            closed.before().requestFocus();
        }
    }

    @Override
    public boolean isOpen() {
        return !open.isEmpty();
    }

    private void keepFocus(@Nullable Node owner) {
        Open top = open.peek();
        if (top == null || owner == null || isInside(owner, top.dialog()) || !isInside(owner, behind())) {
            return;
        }
        Platform.runLater(top.first()::requestFocus);
    }

    /// What a dialog covers; the rail and the status bar stay within reach.
    private Node behind() {
        return getParent();
    }

    private static boolean isInside(Node node, @Nullable Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private record Open(Node layer, Region dialog, Node first, @Nullable Node before, Runnable onEsc) {}

    /// Puts a dialog into the middle, on whole pixels, so that its hairlines stay sharp.
    private static final class Centered extends Region {
        private final Region dialog;

        Centered(Region dialog) {
            this.dialog = dialog;
            setPickOnBounds(false);
            getChildren().add(dialog);
        }

        @Override
        protected void layoutChildren() {
            double width = dialog.prefWidth(-1);
            double height = Math.min(dialog.prefHeight(width), dialog.getMaxHeight());
            dialog.resizeRelocate(Math.floor((getWidth() - width) / 2), Math.floor((getHeight() - height) / 2), width,
                    height);
        }
    }
}
