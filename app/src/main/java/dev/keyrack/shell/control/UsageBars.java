package dev.keyrack.shell.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// Requests over time as stacked bars: accepted at the bottom, then limited, refused, failed. A small drawing of our
/// own, since the toolkit's chart can neither thin out its dates nor stand without a frame. JavaFX thread.
public final class UsageBars extends Region {
    private static final double AXIS = 28;
    private static final double FOOT = 18;
    private static final List<String> PARTS = List.of("chart-ok", "chart-limited", "chart-refused", "chart-failed");

    private List<long[]> bars = List.of();
    private List<String> dates = List.of();

    /// An empty chart of 105 pixels height.
    public UsageBars() {
        setMinHeight(105);
        setPrefHeight(105);
        setMaxHeight(105);
    }

    /// Shows `bars`.
    ///
    /// @param bars  oldest first; each has the four parts in their order
    /// @param dates what stands below the first, the middle and the last bar
    public void show(List<long[]> bars, List<String> dates) {
        this.bars = List.copyOf(bars);
        this.dates = List.copyOf(dates);
        rebuild();
    }

    private void rebuild() {
        getChildren().clear();
        for (int tick = 0; tick < 3; tick++) {
            Line line = new Line();
            line.getStyleClass().add("chart-grid");
            getChildren().addAll(line, Labels.text("", "chart-text"));
        }
        for (String date : dates) {
            getChildren().add(Labels.text(date, "chart-text"));
        }
        for (long[] bar : bars) {
            for (int part = 0; part < PARTS.size(); part++) {
                if (bar[part] > 0) {
                    Rectangle rectangle = new Rectangle();
                    rectangle.getStyleClass().add(PARTS.get(part));
                    getChildren().add(rectangle);
                }
            }
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (getChildren().isEmpty()) {
            return;
        }
        long top = niceTop();
        double height = getHeight() - FOOT - 6;
        int child = layoutGrid(top, height);
        child = layoutDates(child);
        layoutBars(child, top, height);
    }

    private int layoutGrid(long top, double height) {
        int child = 0;
        for (int tick = 0; tick < 3; tick++) {
            double y = Math.round(6 + height * (2 - tick) / 2.0) + 0.5;
            Line line = (Line) getChildren().get(child++);
            line.setStartX(AXIS);
            line.setEndX(getWidth());
            line.setStartY(y);
            line.setEndY(y);
            Text text = (Text) getChildren().get(child++);
            text.setText(abridged(top * tick / 2));
            text.setTextOrigin(VPos.CENTER);
            text.setX(AXIS - 6 - text.getLayoutBounds().getWidth());
            text.setY(y);
        }
        return child;
    }

    private int layoutDates(int first) {
        int child = first;
        double room = getWidth() - AXIS;
        for (int i = 0; i < dates.size(); i++) {
            Text text = (Text) getChildren().get(child++);
            double width = text.getLayoutBounds().getWidth();
            double x = dates.size() == 1 ? 0 : (room - width) * i / (dates.size() - 1);
            text.setTextOrigin(VPos.BOTTOM);
            text.setX(AXIS + x);
            text.setY(getHeight());
        }
        return child;
    }

    private void layoutBars(int first, long top, double height) {
        int child = first;
        double step = (getWidth() - AXIS) / Math.max(1, bars.size());
        double width = Math.max(1, step * 0.78);
        for (int i = 0; i < bars.size(); i++) {
            double y = 6 + height;
            for (long part : bars.get(i)) {
                if (part > 0) {
                    double tall = Math.max(1, height * part / top);
                    Rectangle rectangle = (Rectangle) getChildren().get(child++);
                    rectangle.setX(AXIS + step * i + (step - width) / 2);
                    rectangle.setY(y - tall);
                    rectangle.setWidth(width);
                    rectangle.setHeight(tall);
                    y -= tall;
                }
            }
        }
    }

    private long niceTop() {
        long highest = Math.max(2, bars.stream().mapToLong(UsageBars::sum).max().orElse(0));
        long unit = 1;
        while (unit * 10 < highest) {
            unit *= 10;
        }
        for (long factor : new long[]{1, 2, 4, 5, 6, 8}) {
            if (unit * factor >= highest && unit * factor % 2 == 0) {
                return unit * factor;
            }
        }
        return unit * 10;
    }

    private static long sum(long[] bar) {
        return bar[0] + bar[1] + bar[2] + bar[3];
    }

    private static String abridged(long value) {
        if (value >= 1_000_000) {
            return tenths(value / 100_000) + "M";
        }
        return value >= 1_000 ? tenths(value / 100) + "k" : Long.toString(value);
    }

    private static String tenths(long value) {
        return value % 10 == 0 ? Long.toString(value / 10) : value / 10 + "." + value % 10;
    }
}
