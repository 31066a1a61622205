package dev.keyrack.credential.ui;

import dev.keyrack.credential.ui.LockSettingsViewModel.Store;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page of the settings about locking and the store for credentials.
public final class LockSettingsView extends ScrollPane {
    private static final double WIDTH = 760;

    private final LockSettingsViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final VBox store = new VBox(8);

    /// Follows `viewModel`.
    public LockSettingsView(LockSettingsViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
        setId("lock-settings");
        VBox page = new VBox(20, row(messages.get("credential.settings.after"), after()),
                row(messages.get("credential.settings.also"), new VBox(10,
                        check("lock-with-screen", messages.get("credential.settings.screen"),
                                viewModel::isWithScreen, viewModel::withScreen),
                        check("lock-with-sleep", messages.get("credential.settings.sleep"), viewModel::isWithSleep,
                                viewModel::withSleep),
                        help(messages.get("credential.settings.help")))),
                rule(), row(messages.get("credential.settings.store"), store),
                row("", new VBox(6, Labels.problem("store-problem", viewModel.problemProperty()), done())));
        page.getStyleClass().add("settings-page");
        page.setMaxWidth(WIDTH);
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        viewModel.storeProperty().subscribe(this::build);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                viewModel.look(); // something may have been stored since
            }
        });
    }

    private static HBox row(String name, Node content) {
        Label label = Labels.of(name, "medium", "settings-name");
        HBox.setHgrow(content, Priority.ALWAYS);
        return new HBox(16, label, content);
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    private static Label help(String words) {
        return Labels.wrapped(words, "small", "muted");
    }

    private VBox after() {
        Segments<Integer> times = new Segments<>("lock-after", LockSettingsViewModel.choices(),
                minutes -> minutes == LockSettingsViewModel.NEVER
                        ? messages.get("credential.settings.never")
                        : messages.get("credential.settings.minutes", minutes),
                false, viewModel::lockAfter);
        viewModel.settingsProperty().subscribe(_ -> times.choose(viewModel.minutes()));
        return new VBox(8, times, help(messages.get("credential.settings.after.help")));
    }

    private CheckBox check(String id, String words, BooleanSupplier now, Consumer<Boolean> choose) {
        CheckBox box = new CheckBox(words);
        box.setId(id);
        box.setOnAction(_ -> choose.accept(box.isSelected()));
        viewModel.settingsProperty().subscribe(_ -> box.setSelected(now.getAsBoolean()));
        return box;
    }

    private Label done() {
        Label done = Labels.bound(viewModel.doneProperty(), "small", "fg-success");
        done.setId("store-done");
        done.visibleProperty().bind(viewModel.doneProperty().map(words -> !words.isEmpty()));
        done.managedProperty().bind(done.visibleProperty());
        return done;
    }

    private void build(@Nullable Store its) {
        store.getChildren().clear();
        if (its == null) {
            return;
        }
        Label where = Labels.wrapped(its.where(), "medium");
        where.setId("store-where");
        VBox words = new VBox(4, where, help(its.why()), help(its.opens()));
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinHeight(32);
        store.getChildren().add(words);
        if (its.isManaged()) {
            FlowPane acts = new FlowPane(8, 8);
            acts.getChildren().addAll(acts(its));
            store.getChildren().addAll(acts, help(messages.get("credential.store.rotate.help")));
        }
    }

    private List<Button> acts(Store its) {
        List<Button> acts = new ArrayList<>();
        acts.add(act("store-passphrase", its.hasPassphrase()
                ? messages.get("credential.store.change")
                : messages.get("credential.store.set"), BootstrapIcons.KEY,
                () -> PassphraseChangeView.open(viewModel, its.hasPassphrase(), dialogs, messages)));
        if (!its.hasKeyring()) {
            acts.add(act("store-add-keyring", messages.get("credential.store.add-keyring"), BootstrapIcons.SHIELD_LOCK,
                    viewModel::addKeyring));
        } else if (its.hasPassphrase()) {
            acts.add(act("store-remove-keyring", messages.get("credential.store.remove-keyring"),
                    BootstrapIcons.SHIELD_X, viewModel::removeKeyring));
            acts.add(act("store-remove-passphrase", messages.get("credential.store.remove-passphrase"),
                    BootstrapIcons.X, viewModel::removePassphrase));
        }
        acts.add(act("store-rotate", messages.get("credential.store.rotate"), BootstrapIcons.ARROW_REPEAT,
                viewModel::rotateKey));
        return acts;
    }

    private Button act(String id, String words, BootstrapIcons icon, Runnable action) {
        Button button = Buttons.of(id, words, icon, action);
        button.disableProperty().bind(viewModel.busyProperty());
        return button;
    }
}
