package dev.keyrack.credential.ui;

import dev.keyrack.credential.ui.LockViewModel.Line;
import dev.keyrack.credential.ui.LockViewModel.Way;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page of the locked window.
public final class LockView extends StackPane {
    private static final double WIDTH = 440;

    private final LockViewModel viewModel;
    private final Messages messages;
    private final PasswordField field = new PasswordField();
    private final VBox entry = new VBox(12);
    private final VBox lines = new VBox(10);
    private final HBox caps;

    /// Follows `viewModel`.
    public LockView(LockViewModel viewModel, Messages messages) {
        this.viewModel = viewModel;
        this.messages = messages;
        this.caps = new HBox(8, Icons.of(BootstrapIcons.CAPSLOCK, 16, "icon-warning"),
                Labels.of(messages.get("credential.lock.caps"), "small", "fg-warning"));
        setId("lock-page");
        getStyleClass().add("lock-page");
        field.setId("unlock-passphrase");
        field.getStyleClass().add("bare");
        field.setOnAction(_ -> open());
        field.addEventFilter(KeyEvent.ANY, _ -> lookAtCaps());
        field.focusedProperty().subscribe(this::lookAtCaps);
        caps.setId("unlock-caps");
        caps.setAlignment(Pos.CENTER_LEFT);
        caps.setMinWidth(USE_PREF_SIZE);
        viewModel.wayProperty().subscribe(this::build);
        viewModel.linesProperty().subscribe(this::list);
        lines.setMaxWidth(WIDTH - 16);
        VBox column = new VBox(28, card(), lines);
        column.setAlignment(Pos.CENTER);
        column.setMinHeight(USE_PREF_SIZE);
        getChildren().add(column);
        lookAtCaps();
    }

    private VBox card() {
        StackPane mark = new StackPane(Icons.of(BootstrapIcons.LOCK_FILL, 24));
        mark.getStyleClass().addAll("icon-tile", "mark");
        mark.setMinSize(48, 48);
        mark.setMaxSize(48, 48);
        Label problem = Labels.problem("unlock-failure", viewModel.failureProperty());
        Label note = Labels.bound(viewModel.noteProperty(), "small", "muted");
        note.setId("unlock-note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.visibleProperty().bind(viewModel.noteProperty().map(words -> !words.isEmpty()));
        note.managedProperty().bind(note.visibleProperty());
        VBox below = new VBox(6, problem, note);
        below.visibleProperty().bind(problem.visibleProperty().or(note.visibleProperty()));
        below.managedProperty().bind(below.visibleProperty());
        VBox card = new VBox(20, mark, new VBox(4, Labels.of(messages.get("credential.lock.title"), "page-title"),
                Labels.wrapped(viewModel.cause(), "body", "muted")), entry, below);
        card.getStyleClass().add("lock-card");
        card.setMaxHeight(USE_PREF_SIZE);
        return card;
    }

    private void build(Way way) {
        entry.getChildren().clear();
        switch (way) {
            case LOOKING -> {
                ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
                bar.setAccessibleText(messages.get("credential.waiting"));
                bar.getStyleClass().add("thin-progress");
                bar.setMaxWidth(Double.MAX_VALUE);
                entry.getChildren().add(bar);
            }
            case PASSPHRASE -> entry.getChildren().addAll(passphrase(), unlock(this::open));
            case BOTH -> entry.getChildren().addAll(passphrase(), unlock(this::open), keyring());
            case KEYRING -> entry.getChildren()
                    .add(act("unlock", messages.get("credential.lock.keyring"), viewModel::openByKeyring));
            case FREE -> entry.getChildren().add(unlock(viewModel::openFreely));
        }
        first();
    }

    private VBox passphrase() {
        Label label = Labels.of(messages.get("credential.passphrase"), "field-label");
        label.setLabelFor(field);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox box = new HBox(field, caps);
        box.getStyleClass().addAll("field-box", "lock-field");
        return new VBox(8, label, box);
    }

    private Button unlock(Runnable action) {
        return act("unlock", messages.get("credential.lock.act"), action);
    }

    private Button act(String id, String words, Runnable action) {
        Button button = Buttons.of(id, words, action, "primary", "tall");
        button.setMaxWidth(Double.MAX_VALUE);
        button.disableProperty().bind(viewModel.readyProperty().not());
        return button;
    }

    private HBox keyring() {
        Button button = Buttons.of("unlock-keyring", messages.get("credential.lock.keyring"),
                viewModel::openByKeyring, "link", "body");
        button.disableProperty().bind(viewModel.readyProperty().not());
        HBox row = new HBox(button);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private void open() {
        char[] typed = field.getText().toCharArray();
        if (typed.length > 0 && viewModel.readyProperty().get()) {
            field.clear();
            viewModel.open(typed);
        }
    }

    private void list(List<Line> all) {
        lines.getChildren().setAll(all.stream().map(LockView::line).toList());
    }

    private static HBox line(Line line) {
        boolean done = line.tone().equals("success");
        HBox row = new HBox(10, Icons.of(done ? BootstrapIcons.CHECK2 : BootstrapIcons.HOURGLASS_SPLIT, 12,
                "icon-" + line.tone()), Labels.wrapped(line.words(), "small"));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void lookAtCaps() {
        boolean on = field.isFocused() && Platform.isKeyLocked(KeyCode.CAPS).orElse(false);
        caps.setVisible(on);
        caps.setManaged(on);
    }

    /// Puts the keyboard where it is needed.
    public void first() {
        if (viewModel.wayProperty().get() == Way.PASSPHRASE || viewModel.wayProperty().get() == Way.BOTH) {
            field.requestFocus();
        } else if (!entry.getChildren().isEmpty()) {
            entry.getChildren().getFirst().requestFocus();
        }
    }

    /// Forgets what was typed.
    public void forget() {
        field.clear();
    }
}
