package dev.keyrack.shell.control;

import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Draws environments: shape, tile and badge. JavaFX thread.
public final class EnvironmentNodes {
    private EnvironmentNodes() {
    }

    /// The shape alone, to stand beside the word.
    public static FontIcon shape(EnvironmentLook look, int size, String... styleClasses) {
        return Icons.of(switch (look.shape()) {
            case OCTAGON -> BootstrapIcons.OCTAGON_FILL;
            case DIAMOND -> BootstrapIcons.DIAMOND_FILL;
            case CIRCLE -> BootstrapIcons.CIRCLE_FILL;
            case HEXAGON -> BootstrapIcons.HEXAGON_FILL;
        }, size, styleClasses);
    }

    /// The tile of the switcher.
    public static StackPane tile(EnvironmentLook look) {
        StackPane tile = new StackPane(shape(look, 18, "icon-env-on"));
        tile.getStyleClass().addAll("env-tile", look.styleClass());
        return tile;
    }

    /// Shape and word, never one without the other.
    public static HBox badge(EnvironmentLook look) {
        HBox badge = new HBox(shape(look, 11, "icon-env"), Labels.of(look.word()));
        badge.getStyleClass().addAll("env-badge", look.styleClass());
        badge.setMinWidth(HBox.USE_PREF_SIZE);
        badge.setMaxWidth(HBox.USE_PREF_SIZE);
        return badge;
    }
}
