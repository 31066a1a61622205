package dev.keyrack.shell.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/// Fourteen days of requests in 76 by 20 pixels: what was not accepted stacks on top, a day without use is a thin
/// line. Made once for a cell and shown anew for each row. JavaFX thread.
public final class Sparkline extends Region {
    private static final double BAR = 4;
    private static final double STEP = 5.4;
    private static final double HEIGHT = 20;

    private final Path idle = path("spark-idle");
    private final Path accepted = path("spark-ok");
    private final Path refused = path("spark-refused");

    /// An empty one.
    public Sparkline() {
        getChildren().addAll(idle, accepted, refused);
        setMinSize(76, HEIGHT);
        setPrefSize(76, HEIGHT);
        setMaxSize(76, HEIGHT);
    }

    private static Path path(String styleClass) {
        Path path = new Path();
        path.getStyleClass().add(styleClass);
        path.setManaged(false);
        return path;
    }

    /// Shows `days`, oldest first, each with what was accepted and what was not.
    public void show(List<long[]> days) {
        long top = Math.max(1, days.stream().mapToLong(day -> day[0] + day[1]).max().orElse(1));
        List<PathElement> lines = new ArrayList<>();
        List<PathElement> lower = new ArrayList<>();
        List<PathElement> upper = new ArrayList<>();
        double x = BAR / 2;
        for (long[] day : days) {
            if (day[0] + day[1] == 0) {
                lines.add(new MoveTo(x - BAR / 2, HEIGHT - 0.5));
                lines.add(new LineTo(x + BAR / 2, HEIGHT - 0.5));
            }
            double base = bar(lower, x, HEIGHT, day[0], top);
            bar(upper, x, base, day[1], top);
            x += STEP;
        }
        idle.getElements().setAll(lines);
        accepted.getElements().setAll(lower);
        refused.getElements().setAll(upper);
    }

    private static double bar(List<PathElement> path, double x, double base, long value, long top) {
        if (value == 0) {
            return base;
        }
        double tall = Math.max(1.5, HEIGHT * value / top);
        path.add(new MoveTo(x, base));
        path.add(new LineTo(x, Math.max(0, base - tall)));
        return base - tall;
    }
}
