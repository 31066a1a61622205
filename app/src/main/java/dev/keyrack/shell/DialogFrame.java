package dev.keyrack.shell;

import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The frame of every dialog: a head that names the place, a body that scrolls when the window is low, a foot with the
/// consequence at the left and the act at the right. JavaFX thread.
public final class DialogFrame extends VBox {
    private final HBox head = new HBox();
    private final VBox body = new VBox();
    private final HBox foot = new HBox();
    private final ScrollPane scroll = new ScrollPane();
    private final Label title;

    /// A frame `width` pixels wide.
    public DialogFrame(double width, String title) {
        this.title = Labels.of(title, "dialog-title");
        this.title.setMinWidth(0);
        getStyleClass().add("dialog-box");
        setPrefWidth(width);
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(title);
        head.getStyleClass().add("dialog-head");
        head.getChildren().add(this.title);
        body.getStyleClass().add("dialog-body");
        foot.getStyleClass().add("dialog-foot");
        scroll.setContent(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        body.needsLayoutProperty().subscribe(this::growWithBody);
        head.setMinHeight(USE_PREF_SIZE);
        foot.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(head, scroll, foot);
    }

    /// A scroll pane keeps to itself that its content has grown.
    private void growWithBody(boolean grown) {
        if (grown && getParent() != null) {
            requestLayout();
            getParent().requestLayout();
        }
    }

    /// The body in full, with its lines broken at this width: a scroll pane alone would not ask for that much.
    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getPrefWidth() : width) - snappedLeftInset() - snappedRightInset();
        return Math.ceil(snappedTopInset() + height(head, inner) + height(body, inner) + height(foot, inner)
                + snappedBottomInset());
    }

    private static double height(Region part, double width) {
        return Math.max(part.minHeight(width), part.prefHeight(width));
    }

    /// Puts an icon before the title.
    public DialogFrame icon(Node icon) {
        head.getChildren().addFirst(icon);
        return this;
    }

    /// Names the place: badge, profile "on" provider. Production also colours the edge.
    ///
    /// @param place words after the badge; empty to show the badge alone at the right
    public DialogFrame place(EnvironmentLook look, Optional<String> place) {
        getStyleClass().add(look.styleClass());
        if (place.isEmpty()) {
            head.getChildren().add(Spacers.horizontal());
        }
        head.getChildren().add(EnvironmentNodes.badge(look));
        place.ifPresent(words -> {
            Label label = Labels.of(words, "body", "muted");
            label.setMinWidth(0);
            head.getChildren().add(label);
        });
        return this;
    }

    /// Puts `node` at the right end of the head.
    public DialogFrame corner(Node node) {
        head.getChildren().addAll(Spacers.horizontal(), node);
        return this;
    }

    /// Adds to the body.
    public DialogFrame body(Node... nodes) {
        body.getChildren().addAll(nodes);
        return this;
    }

    /// Fills the foot.
    public DialogFrame foot(Node... nodes) {
        foot.getChildren().setAll(nodes);
        return this;
    }

    /// Scrolls to the end of the body, once it is laid out.
    public void showEnd() {
        Scene scene = getScene();
        if (scene != null) {
            scene.addPostLayoutPulseListener(new Runnable() {
                private int pulses = 3; // the frame grows first, and breaks its lines anew

                @Override
                public void run() {
                    scroll.setVvalue(scroll.getVmax());
                    pulses--;
                    if (pulses == 0) {
                        scene.removePostLayoutPulseListener(this);
                    } else {
                        Platform.requestNextPulse();
                    }
                }
            });
        }
    }

    /// Changes the title.
    public void retitle(String words) {
        title.setText(words);
        setAccessibleText(words);
    }
}
