package dev.keyrack.incident.ui;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/// The tries of a proof on a line from the provider's acceptance to now.
final class ProofTimeline extends Region {
    private static final double MARGIN = 40;

    private final Line done = new Line();
    private final Line rest = new Line();
    private List<ProofViewModel.Dot> dots = List.of();

    ProofTimeline() {
        done.getStyleClass().add("timeline-line");
        rest.getStyleClass().add("timeline-rest");
        setMinHeight(24);
        setPrefHeight(24);
    }

    void show(List<ProofViewModel.Dot> shown) {
        dots = shown;
        getChildren().setAll(rest, done);
        for (ProofViewModel.Dot dot : shown) {
            Circle circle = new Circle(dot.kind().equals("probe") ? 5 : 6);
            circle.getStyleClass().add("timeline-" + dot.kind());
            getChildren().add(circle);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double y = Math.round(getHeight() / 2);
        double room = getWidth() - 2 * MARGIN;
        double last = dots.isEmpty() ? 0 : dots.getLast().at();
        place(done, MARGIN, MARGIN + room * last, y);
        place(rest, MARGIN, MARGIN + room, y);
        for (int i = 0; i < dots.size(); i++) {
            Node circle = getChildren().get(i + 2);
            circle.setLayoutX(MARGIN + room * dots.get(i).at());
            circle.setLayoutY(y);
        }
    }

    private static void place(Line line, double from, double to, double y) {
        line.setStartX(from);
        line.setEndX(to);
        line.setStartY(y);
        line.setEndY(y);
    }
}
