package dev.keyrack.shell.control;

import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Makes icons of the Bootstrap set. JavaFX thread.
public final class Icons {
    private Icons() {
    }

    /// The icon at one of the sizes that `controls.css` knows; its colour comes from the style classes.
    public static FontIcon of(BootstrapIcons icon, int size, String... styleClasses) {
        FontIcon made = FontIcon.of(icon);
        made.getStyleClass().addAll(styleClasses);
        resize(made, size);
        return made;
    }

    /// Gives `icon` another size. By style class, since AtlantaFX's own size would win over the property.
    public static void resize(FontIcon icon, int size) {
        icon.getStyleClass().removeIf(name -> name.matches("icon-\\d+"));
        icon.getStyleClass().add("icon-" + size);
    }
}
