package dev.keyrack.shell.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Makes buttons. JavaFX thread.
public final class Buttons {
    private Buttons() {
    }

    /// A button with words.
    public static Button of(String id, String text, Runnable action, String... styleClasses) {
        return with(id, text, null, action, styleClasses);
    }

    /// A button with an icon before its words.
    public static Button of(String id, String text, BootstrapIcons icon, Runnable action, String... styleClasses) {
        return with(id, text, Icons.of(icon, 14), action, styleClasses);
    }

    /// A button that is an icon alone; `name` is what a screen reader says and the tooltip shows.
    public static Button icon(String id, String name, BootstrapIcons icon, Runnable action) {
        Button button = with(id, "", Icons.of(icon, 14), action, "quiet", "icon-only");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        return button;
    }

    private static Button with(String id, String text, @Nullable Node graphic, Runnable action,
            String... styleClasses) {
        Button button = new Button(text, graphic);
        button.setId(id);
        button.getStyleClass().addAll(styleClasses);
        button.setOnAction(_ -> action.run());
        button.setMnemonicParsing(false);
        button.setMinWidth(Button.USE_PREF_SIZE);
        return button;
    }
}
