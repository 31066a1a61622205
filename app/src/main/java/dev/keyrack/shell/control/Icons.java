package dev.keyrack.shell.control;

import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Makes icons of the Bootstrap set. JavaFX thread.
public final class Icons {
    private Icons() {
    }

    /// The icon at `size` pixels; its colour comes from the style classes.
    public static FontIcon of(BootstrapIcons icon, int size, String... styleClasses) {
        FontIcon made = FontIcon.of(icon, size);
        made.getStyleClass().addAll(styleClasses);
        return made;
    }
}
