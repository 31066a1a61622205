package dev.keyrack.profile.ui;

import dev.keyrack.profile.ui.ProfileFormViewModel.Place;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.Collections;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The four environments as cards, one of them chosen: shape, word, and how careful Keyrack is there. JavaFX thread.
final class EnvironmentCards extends GridPane {
    private static final double NARROW = 390;

    private final Messages messages;
    private final ToggleGroup group = new ToggleGroup();

    /// @param idPrefix each card gets the id `<idPrefix>-place-<environment>`
    EnvironmentCards(ProfileFormViewModel form, String idPrefix, Messages messages) {
        this.messages = messages;
        setHgap(8);
        setVgap(8);
        setMinWidth(0);
        for (Place place : Place.values()) {
            getChildren().add(card(form, place, idPrefix));
        }
        widthProperty().map(width -> width.doubleValue() < NARROW ? 1 : 2).subscribe(this::arrange);
    }

    private void arrange(int columns) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 / columns);
        getColumnConstraints().setAll(Collections.nCopies(columns, column));
        for (int i = 0; i < getChildren().size(); i++) {
            GridPane.setConstraints(getChildren().get(i), i % columns, i / columns);
        }
    }

    private RadioButton card(ProfileFormViewModel form, Place place, String idPrefix) {
        EnvironmentLook look = form.look(place);
        String rest = switch (place) {
            case PRODUCTION -> messages.get("profile.card.armed");
            case STAGING, DEVELOPMENT -> messages.get("profile.card.open");
            case NAMED -> messages.get("profile.card.named");
        };
        StackPane tile = EnvironmentNodes.tile(look);
        Label word = Labels.of(place == Place.NAMED ? messages.get("profile.card.named.word") : look.word(), "small",
                "bold", "fg-env");
        word.setMinWidth(USE_PREF_SIZE);
        FontIcon mark = Icons.of(BootstrapIcons.CIRCLE, 16, "icon-muted");
        VBox words = new VBox(1, word, Labels.of(rest, "caption", "muted"));
        words.setAlignment(Pos.CENTER_LEFT);
        HBox face = new HBox(10, tile, words, Spacers.horizontal(), mark);
        face.setAlignment(Pos.CENTER_LEFT);
        face.getStyleClass().add(look.styleClass());
        RadioButton card = new RadioButton();
        card.getStyleClass().setAll("environment-card");
        card.setId(idPrefix + "-place-" + place.name().toLowerCase(Locale.ROOT));
        card.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        card.setAccessibleText(messages.get("profile.card.spoken", look.word(), rest));
        card.setGraphic(face);
        card.setMinWidth(0);
        card.setMaxWidth(Double.MAX_VALUE);
        face.prefWidthProperty().bind(card.widthProperty().subtract(24));
        card.setToggleGroup(group);
        card.selectedProperty().subscribe(chosen -> {
            mark.setIconCode(chosen ? BootstrapIcons.RECORD_CIRCLE_FILL : BootstrapIcons.CIRCLE);
            mark.getStyleClass().removeAll("icon-muted", "icon-accent");
            mark.getStyleClass().add(chosen ? "icon-accent" : "icon-muted");
            if (chosen) {
                form.placeProperty().set(place);
            }
        });
        form.placeProperty().subscribe(chosen -> card.setSelected(chosen == place));
        return card;
    }
}
