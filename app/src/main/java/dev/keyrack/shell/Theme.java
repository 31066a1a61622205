package dev.keyrack.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The look of the window: fonts, AtlantaFX's Primer, and Keyrack's own style sheets on its names. Follows the
/// system's light or dark, live, until a scheme is chosen. JavaFX thread.
public final class Theme {
    private static final List<String> FONTS = List.of("/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
            "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf", "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf",
            "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf",
            "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Bold.ttf");
    private static final List<String> SHEETS = List.of("tokens", "controls", "shell", "table", "dialogs", "twofactor");

    private final Scene scene;

    private Theme(Scene scene) {
        this.scene = scene;
    }

    /// Dresses `scene`.
    ///
    /// @param followSystem whether to change with the system from now on
    public static Theme dress(Scene scene, boolean followSystem) {
        FONTS.forEach(font -> Font.loadFont(resource(font), 13));
        SHEETS.forEach(sheet -> scene.getStylesheets().add(resource("/dev/keyrack/shell/" + sheet + ".css")));
        Theme theme = new Theme(scene);
        if (followSystem) {
            theme.use(Platform.getPreferences().getColorScheme());
            Platform.getPreferences().colorSchemeProperty().subscribe(theme::use);
        } else {
            theme.use(ColorScheme.LIGHT);
        }
        return theme;
    }

    /// Shows light or dark.
    public void use(ColorScheme scheme) {
        boolean dark = scheme == ColorScheme.DARK;
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().getStyleClass().remove("dark");
        if (dark) {
            scene.getRoot().getStyleClass().add("dark");
        }
    }

    private static String resource(String path) {
        return Objects.requireNonNull(Theme.class.getResource(path), path).toExternalForm();
    }
}
