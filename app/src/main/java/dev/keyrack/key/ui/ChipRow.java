package dev.keyrack.key.ui;

import dev.keyrack.shell.control.Labels;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Chips side by side; those that do not fit become `+2`.
final class ChipRow extends Region {
    private static final double GAP = 4;

    private final Label more = Labels.of("", "caption", "muted");
    private final HBox moreChip = new HBox(more);

    ChipRow() {
        moreChip.getStyleClass().addAll("chip", "more");
        setMinWidth(0);
        setPrefHeight(20);
    }

    void show(List<Node> chips) {
        getChildren().setAll(chips);
        getChildren().add(moreChip);
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0; // takes what the column gives
    }

    @Override
    protected void layoutChildren() {
        int count = getChildren().size() - 1;
        int fitting = count;
        while (fitting > 0 && widthOf(fitting, count) > getWidth()) {
            fitting--;
        }
        double x = 0;
        for (int i = 0; i < count; i++) {
            Node chip = getChildren().get(i);
            chip.setVisible(i < fitting);
            if (i < fitting) {
                x = place(chip, x);
            }
        }
        moreChip.setVisible(fitting < count);
        if (fitting < count) {
            more.setText("+" + (count - fitting));
            place(moreChip, x);
        }
    }

    private double place(Node chip, double x) {
        double width = Math.ceil(chip.prefWidth(-1));
        chip.resizeRelocate(x, Math.floor((getHeight() - 20) / 2), width, 20);
        return x + width + GAP;
    }

    private double widthOf(int fitting, int count) {
        double width = 0;
        for (int i = 0; i < fitting; i++) {
            width += Math.ceil(getChildren().get(i).prefWidth(-1)) + GAP;
        }
        if (fitting == count) {
            return width - GAP;
        }
        more.setText("+" + (count - fitting));
        return width + Math.ceil(moreChip.prefWidth(-1));
    }
}
