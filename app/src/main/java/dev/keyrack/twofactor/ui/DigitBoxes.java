package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A code in boxes of one digit. Typing goes on to the next box, Backspace back to the one before, and a code that is
/// pasted fills all of them. JavaFX thread.
final class DigitBoxes extends HBox {
    private final List<TextField> boxes = new ArrayList<>();
    private final Consumer<String> onChange;
    private final Runnable onEnter;
    private boolean isSpreading;

    /// Empty boxes.
    ///
    /// @param onChange told what stands in all boxes, after each change
    /// @param onEnter  run for Enter in any of them
    DigitBoxes(int digits, Consumer<String> onChange, Runnable onEnter, Messages messages) {
        this.onChange = onChange;
        this.onEnter = onEnter;
        setSpacing(8);
        setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < digits; i++) {
            if (i == (digits + 1) / 2) {
                Region gap = new Region();
                gap.setMinWidth(8);
                getChildren().add(gap);
            }
            TextField box = box(i);
            box.setAccessibleText(messages.get("twofactor.code.digit", i + 1, digits));
            boxes.add(box);
            getChildren().add(box);
        }
    }

    private TextField box(int index) {
        TextField box = new TextField();
        box.setId("digit-" + (index + 1));
        box.getStyleClass().add("digit-box");
        box.setTextFormatter(new TextFormatter<>(change -> accept(index, change)));
        box.setOnAction(_ -> onEnter.run());
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (pressed(index, event)) {
                event.consume();
            }
        });
        box.textProperty().subscribe(() -> {
            if (!isSpreading) {
                onChange.accept(code());
            }
        });
        box.focusedProperty().subscribe(focused -> {
            if (focused) {
                box.selectAll();
            }
        });
        return box;
    }

    private boolean pressed(int index, KeyEvent event) {
        return switch (event.getCode()) {
            case BACK_SPACE -> back(index);
            case LEFT -> go(index - 1);
            case RIGHT -> go(index + 1);
            case HOME -> go(0);
            case END -> go(boxes.size() - 1);
            default -> false;
        };
    }

    private boolean back(int index) {
        if (boxes.get(index).getText().isEmpty() && index > 0) {
            boxes.get(index - 1).clear();
            return go(index - 1);
        }
        boxes.get(index).clear();
        return true;
    }

    private boolean go(int index) {
        boxes.get(Math.clamp(index, 0, boxes.size() - 1)).requestFocus();
        return true;
    }

    /// Each box takes one digit; more of them are meant for the boxes after it, or for all if that is a whole code.
    private TextFormatter.Change accept(int index, TextFormatter.Change change) {
        if (!change.isContentChange() || isSpreading) {
            return change;
        }
        String digits = digitsOf(change.getText());
        if (change.getText().isEmpty()) {
            change.setRange(0, change.getControlText().length());
            return change;
        }
        if (digits.isEmpty()) {
            return unchanged(change);
        }
        if (digits.length() > 1) {
            spread(digits.length() >= boxes.size() ? 0 : index, digits);
            return unchanged(change);
        }
        change.setRange(0, change.getControlText().length());
        change.setText(digits);
        change.setAnchor(1);
        change.setCaretPosition(1);
        if (index + 1 < boxes.size() && boxes.get(index).isFocused()) {
            go(index + 1); // at once: the next key may be on its way already
        }
        return change;
    }

    private static TextFormatter.Change unchanged(TextFormatter.Change change) {
        int end = change.getControlText().length();
        change.setText("");
        change.setRange(end, end);
        change.selectRange(end, end);
        return change;
    }

    private static String digitsOf(String text) {
        return text.codePoints().filter(Character::isDigit).map(point -> Character.digit(point, 10))
                .mapToObj(Integer::toString).collect(Collectors.joining());
    }

    /// Later: a box must not be changed from within its own change.
    private void spread(int from, String digits) {
        Platform.runLater(() -> {
            isSpreading = true;
            int at = from;
            for (int i = 0; i < digits.length() && at < boxes.size(); i++) {
                boxes.get(at).setText(digits.substring(i, i + 1));
                at++;
            }
            isSpreading = false;
            go(at);
            onChange.accept(code());
        });
    }

    private String code() {
        return boxes.stream().map(TextField::getText).collect(Collectors.joining());
    }

    /// Empties all boxes and begins again with the first.
    void clear() {
        isSpreading = true;
        boxes.forEach(TextField::clear);
        isSpreading = false;
        onChange.accept("");
        go(0);
    }

    /// Where the keyboard begins.
    TextField first() {
        return boxes.getFirst();
    }
}
