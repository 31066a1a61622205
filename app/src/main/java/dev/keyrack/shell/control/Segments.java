package dev.keyrack.shell.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One choice out of a few, side by side. JavaFX thread.
///
/// @param <T> what is chosen
public final class Segments<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /// Shows `choices`; one is always chosen.
    ///
    /// @param idPrefix each segment gets the id `<idPrefix>-<choice in lower case>`
    /// @param onChoose told when the user chooses
    public Segments(String idPrefix, List<T> choices, Function<T, String> words, boolean stretched,
            Consumer<T> onChoose) {
        getStyleClass().add("segments");
        for (T choice : choices) {
            ToggleButton segment = new ToggleButton(words.apply(choice));
            segment.setId(idPrefix + "-" + choice.toString().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            segment.setToggleGroup(group);
            segment.setUserData(choice);
            segment.setMaxWidth(Double.MAX_VALUE);
            segment.setOnAction(_ -> {
                segment.setSelected(true); // a click on the chosen one must not leave none chosen
                onChoose.accept(choice);
            });
            if (stretched) {
                HBox.setHgrow(segment, Priority.ALWAYS);
                segment.setPrefWidth(100);
            }
            getChildren().add(segment);
        }
        getChildren().getFirst().getStyleClass().add("first");
        getChildren().getLast().getStyleClass().add("last");
        setMaxWidth(stretched ? Double.MAX_VALUE : USE_PREF_SIZE);
    }

    /// Shows `choice` as chosen, without telling anybody.
    public void choose(T choice) {
        group.getToggles().stream().filter(toggle -> choice.equals(toggle.getUserData())).findFirst()
                .ifPresent(group::selectToggle);
    }
}
