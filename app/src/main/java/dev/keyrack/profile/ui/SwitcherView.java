package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Says which profile is open, and opens another one. A long name takes two lines; it is never cut, since two profiles
/// may differ in the last letters.
public final class SwitcherView extends Button {
    private final CurrentProfile viewModel;
    private final Runnable onAdd;
    private final Runnable onSettings;
    private final Messages messages;

    /// Follows `viewModel`.
    public SwitcherView(CurrentProfile viewModel, Runnable onAdd, Runnable onSettings, Messages messages) {
        this.viewModel = viewModel;
        this.onAdd = onAdd;
        this.onSettings = onSettings;
        this.messages = messages;
        setId("switcher");
        getStyleClass().setAll("button", "switcher");
        setMaxWidth(Double.MAX_VALUE);
        setOnAction(_ -> open());
        viewModel.currentEntryProperty().subscribe(this::show);
    }

    private void show(CurrentProfile.@Nullable Entry entry) {
        if (entry == null) {
            setGraphic(null);
            return;
        }
        Label name = Labels.wrapped(entry.name(), "medium");
        name.setId("switcher-name");
        name.setMaxWidth(150);
        name.setPrefWidth(150);
        Label word = Labels.of(entry.look().word(), "caption", "bold", "fg-env");
        word.setMinWidth(USE_PREF_SIZE); // never shortened
        Label provider = Labels.of("· " + entry.provider(), "caption", "regular", "muted");
        provider.setMinWidth(0);
        HBox below = new HBox(3, word, provider);
        below.getStyleClass().add(entry.look().styleClass());
        below.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(name, below);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox face = new HBox(8, EnvironmentNodes.tile(entry.look()), words,
                Icons.of(BootstrapIcons.CHEVRON_EXPAND, 12, "icon-muted"));
        face.setAlignment(Pos.CENTER_LEFT);
        face.setPrefWidth(208);
        face.setMinHeight(48);
        face.setMaxHeight(USE_PREF_SIZE);
        setGraphic(face);
        setAccessibleText(messages.get("profile.switcher.spoken", entry.name(), entry.look().word(),
                entry.provider()));
    }

    private void open() {
        ContextMenu menu = new ContextMenu(); // one that was open before would keep the colours of then
        List<CurrentProfile.Entry> entries = viewModel.entries();
        for (int i = 0; i < entries.size(); i++) {
            menu.getItems().add(item(entries.get(i), i));
        }
        MenuItem add = new MenuItem(messages.get("profile.switcher.add"), Icons.of(BootstrapIcons.PLUS, 14));
        add.setId("switcher-add");
        add.setOnAction(_ -> onAdd.run());
        MenuItem settings = new MenuItem(messages.get("profile.switcher.settings"), Icons.of(BootstrapIcons.GEAR, 14));
        settings.setId("switcher-settings");
        settings.setOnAction(_ -> onSettings.run());
        menu.getItems().addAll(new SeparatorMenuItem(), add, settings);
        Bounds mine = localToScreen(getBoundsInLocal());
        menu.show(this, mine.getMinX(), mine.getMaxY() + 4);
    }

    private CustomMenuItem item(CurrentProfile.Entry entry, int index) {
        VBox words = new VBox(Labels.of(entry.name(), "medium"),
                Labels.of(entry.provider() + ", " + entry.host(), "caption", "regular", "muted"));
        HBox row = new HBox(10, EnvironmentNodes.shape(entry.look(), 14, "icon-env"), words, Spacers.horizontal(),
                EnvironmentNodes.badge(entry.look()));
        row.getStyleClass().add(entry.look().styleClass());
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPrefWidth(400);
        if (index < 9) {
            Label shortcut = Labels.of("Ctrl " + (index + 1), "kbd");
            shortcut.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(shortcut);
        }
        CustomMenuItem item = new CustomMenuItem(row);
        item.setId("switcher-to-" + entry.name());
        item.setOnAction(_ -> viewModel.open(index));
        return item;
    }
}
