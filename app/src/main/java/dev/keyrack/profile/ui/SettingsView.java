package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Segments;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The settings: profiles at the left, the editor of one in the middle, how it will look at the right.
public final class SettingsView extends BorderPane {
    /// What lies outside of the settings.
    ///
    /// @param add       asks for a new profile
    /// @param providers shows what providers can do
    /// @param onRemoved told whether any profile is left
    public record Exits(Runnable add, Runnable providers, Consumer<Boolean> onRemoved) {}

    private static final String PROFILES = "profiles";
    private static final String LOCK = "lock";

    private static final double NARROW = 1000;

    private final SettingsViewModel viewModel;
    private final Dialogs dialogs;
    private final Exits exits;
    private final Messages messages;
    private final ListView<CurrentProfile.Entry> list;
    private final Node lock;
    private final VBox profiles;
    private @Nullable Node editor;
    private boolean isLockShown;
    private @Nullable SignInFields fields;
    private @Nullable Previews previews;

    /// Follows `viewModel`.
    ///
    /// @param lock the page about locking, which is not this feature's
    public SettingsView(SettingsViewModel viewModel, Dialogs dialogs, Exits exits, Node lock) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.exits = exits;
        this.messages = viewModel.messages();
        setId("settings");
        this.lock = lock;
        Segments<String> segments = new Segments<>("settings", List.of(PROFILES, LOCK),
                part -> part.equals(LOCK)
                        ? messages.get("profile.settings.lock")
                        : messages.get("profile.settings.profiles"),
                false, part -> {
                    isLockShown = part.equals(LOCK);
                    arrange();
                });
        segments.choose(PROFILES);
        segments.setMaxHeight(Region.USE_PREF_SIZE);
        HBox bar = new HBox(Labels.of(messages.get("profile.settings.title"), "page-title"), Spacers.horizontal(),
                segments);
        bar.getStyleClass().add("top-bar");
        setTop(bar);
        list = list();
        follow();
        Button add = Buttons.of("settings-add", messages.get("profile.settings.add"), BootstrapIcons.PLUS,
                exits.add());
        add.setMaxWidth(Double.MAX_VALUE);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox left = new VBox(8, list, add);
        left.getStyleClass().add("profile-list-pane");
        profiles = left;
        viewModel.editorProperty().subscribe(this::show);
        widthProperty().subscribe(this::arrange);
        viewModel.setOnLeave(next -> LeaveView.open(viewModel, this::typed, dialogs, next));
    }

    /// In a narrow window the form needs the room.
    private void arrange() {
        setLeft(isLockShown ? null : profiles);
        setCenter(isLockShown ? lock : editor);
        setRight(isLockShown || getWidth() < NARROW ? null : previews);
    }

    private Map<String, char[]> typed() {
        return fields == null ? Map.of() : fields.typed();
    }

    private ListView<CurrentProfile.Entry> list() {
        ListView<CurrentProfile.Entry> profiles = new ListView<>(viewModel.entries());
        profiles.setId("profile-list");
        profiles.setAccessibleText(messages.get("profile.settings.profiles"));
        profiles.getStyleClass().add("profile-list");
        profiles.setFixedCellSize(54);
        profiles.setCellFactory(_ -> new ProfileCell());
        return profiles;
    }

    private void follow() {
        list.getSelectionModel().selectedItemProperty().subscribe((_, entry) -> {
            if (entry != null && !entry.name().equals(viewModel.selectedProperty().get())) {
                viewModel.select(entry.name());
                Platform.runLater(this::mark); // the mark stays where it was while somebody is asked
            }
        });
        viewModel.selectedProperty().subscribe(_ -> mark());
        list.getItems().subscribe(this::mark);
    }

    private void mark() {
        String name = viewModel.selectedProperty().get();
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).name().equals(name)) {
                list.getSelectionModel().select(i);
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private void show(@Nullable ProfileEditorViewModel shown) {
        if (shown == null) {
            fields = null;
            previews = null;
            editor = Labels.of(messages.get("profile.settings.none"), "body", "muted");
            arrange();
            return;
        }
        ProfileFormView form = new ProfileFormView(shown, "profile", List.of(Buttons.of("profile-abilities",
                messages.get("profile.form.abilities"), exits.providers())));
        fields = form.signIn();
        form.getStyleClass().add("profile-form");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox problems = new VBox(8, new TestResultBox(shown, "profile"),
                Labels.problem("profile-remove-failure", viewModel.failureProperty()));
        problems.getStyleClass().add("profile-problems");
        VBox middle = new VBox(scroll, problems, footer(shown, form.signIn()));
        editor = middle;
        previews = new Previews(shown.form(), messages);
        arrange();
    }

    private HBox footer(ProfileEditorViewModel editor, SignInFields typed) {
        Button remove = Buttons.of("profile-remove", messages.get("profile.settings.remove"),
                () -> RemoveProfileView.open(viewModel, editor.form().look(), dialogs, exits.onRemoved()),
                "destroy-outline");
        remove.disableProperty().bind(editor.busyProperty());
        Button discard = Buttons.of("profile-discard", messages.get("profile.settings.discard"), () -> {
            typed.clear();
            viewModel.discard();
        });
        BooleanBinding unchanged = Bindings.not(editor.form().dirtyProperty().or(editor.typedProperty()));
        discard.disableProperty().bind(editor.busyProperty().or(unchanged));
        Button save = Buttons.of("profile-save", messages.get("profile.settings.save"),
                () -> viewModel.save(typed.typed(), () -> {
                }), "primary");
        save.disableProperty().bind(editor.busyProperty().or(unchanged));
        HBox footer = new HBox(12, new TestLine(editor, typed, "profile"), remove, discard, save);
        footer.getStyleClass().add("profile-foot");
        return footer;
    }

    /// Where the keyboard should begin.
    public Region first() {
        return list;
    }

    /// A profile: shape, name, provider and place. A long name is cut, and whole in the tooltip.
    private static final class ProfileCell extends ListCell<CurrentProfile.Entry> {
        @Override
        protected void updateItem(CurrentProfile.@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (entry == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            Label name = Labels.of(entry.name(), "medium");
            name.setMinWidth(0);
            Label below = Labels.of(entry.provider() + ", " + entry.host(), "caption", "muted");
            below.setMinWidth(0);
            VBox words = new VBox(2, name, below);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox row = new HBox(12, EnvironmentNodes.shape(entry.look(), 16, "icon-env"), words);
            row.getStyleClass().add(entry.look().styleClass());
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
            setGraphic(row);
            setTooltip(new Tooltip(entry.name() + "\n" + entry.look().word() + " · " + below.getText()));
            setAccessibleText(entry.name() + ", " + entry.look().word() + ", " + below.getText());
        }
    }
}
