package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Labels;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Small windows that show how a profile will look. JavaFX thread.
final class Previews extends VBox {
    private final Messages messages;

    Previews(ProfileFormViewModel form, Messages messages) {
        super(6);
        this.messages = messages;
        getStyleClass().add("preview-pane");
        setId("profile-preview");
        form.placeProperty().subscribe(() -> show(form));
        form.wordProperty().subscribe(() -> show(form));
        show(form);
    }

    private void show(ProfileFormViewModel form) {
        EnvironmentLook look = form.look();
        getChildren().setAll(Labels.of(messages.get("profile.preview.title"), "small", "semibold"));
        if (form.placeProperty().get() == ProfileFormViewModel.Place.PRODUCTION) {
            getChildren().addAll(Labels.of(messages.get("profile.preview.read-only"), "caption", "muted"),
                    window(look, false), room(), Labels.of(messages.get("profile.preview.armed"), "caption", "muted"),
                    window(look, true));
        } else {
            getChildren().addAll(Labels.of(messages.get("profile.preview.open"), "caption", "muted"),
                    window(look, false));
        }
        getChildren().addAll(room(), Labels.wrapped(messages.get("profile.preview.help"), "caption", "muted"));
    }

    private static Region room() {
        Region room = new Region();
        room.setMinHeight(8);
        return room;
    }

    private VBox window(EnvironmentLook look, boolean armed) {
        VBox window = new VBox();
        window.getStyleClass().addAll("preview-window", look.styleClass());
        if (armed) {
            window.getStyleClass().add("armed");
            Label banner = Labels.of(messages.get("profile.preview.banner", look.word()), "caption", "bold");
            banner.setMaxWidth(Double.MAX_VALUE);
            banner.getStyleClass().add("preview-banner");
            window.getChildren().add(banner);
        } else {
            Region rail = new Region();
            rail.getStyleClass().add("preview-rail");
            window.getChildren().add(rail);
        }
        StackPane tile = new StackPane(EnvironmentNodes.shape(look, 11, "icon-env-on"));
        tile.getStyleClass().add("preview-tile");
        Label word = Labels.of(look.word(), "caption", "bold", "fg-env");
        word.setMinWidth(0);
        HBox head = new HBox(6, tile, word);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox inside = new VBox(8, head, bar(144), bar(156), bar(122));
        inside.setPadding(new Insets(9, 8, 20, 8));
        window.getChildren().add(inside);
        return window;
    }

    private static Region bar(double width) {
        Region bar = new Region();
        bar.getStyleClass().add("skeleton");
        bar.setMinSize(width, 5);
        bar.setMaxSize(width, 5);
        return bar;
    }
}
