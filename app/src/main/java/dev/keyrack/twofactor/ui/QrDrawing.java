package dev.keyrack.twofactor.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;

/// A QR code as one shape, sharp at every scale: black on white in every theme, with the four light modules around it
/// that scanners need. JavaFX thread.
final class QrDrawing extends Region {
    /// Pixels along each side of a module.
    static final int MODULE = 8;
    private static final int QUIET = 4;
    private static final int EDGE = 1;

    private final Path dark = new Path();

    /// Draws `modules`.
    ///
    /// @param spoken what a screen reader says; never what is in the code
    QrDrawing(QrModules modules, String spoken) {
        getStyleClass().add("qr-card");
        dark.getStyleClass().add("qr-dark");
        dark.setId("qr-modules");
        dark.setStroke(null);
        dark.setSmooth(false); // squares on whole pixels: an edge that is smoothed would be grey
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(spoken);
        for (int y = 0; y < modules.size(); y++) {
            drawRow(modules, y);
        }
        double side = (modules.size() + 2.0 * QUIET) * MODULE + 2 * EDGE;
        setMinSize(side, side);
        setMaxSize(side, side);
        setPrefSize(side, side);
        dark.relocate(QUIET * MODULE + EDGE, QUIET * MODULE + EDGE);
        getChildren().add(dark);
    }

    private void drawRow(QrModules modules, int y) {
        int x = 0;
        while (x < modules.size()) {
            int end = x;
            while (modules.isDark(end, y)) {
                end++;
            }
            if (end > x) {
                dark.getElements().addAll(new MoveTo((double) x * MODULE, (double) y * MODULE),
                        new HLineTo((double) end * MODULE), new VLineTo((y + 1.0) * MODULE),
                        new HLineTo((double) x * MODULE), new ClosePath());
            }
            x = end + 1;
        }
    }

    /// Takes the picture away for good.
    void forget() {
        dark.getElements().clear();
    }
}
