package dev.keyrack.reveal.ui;

import dev.keyrack.reveal.ui.RevealViewModel.Target;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog that shows a new secret once. Neither Esc nor a click beside it closes it.
public final class RevealView {
    private final RevealViewModel viewModel;
    private final StatusBarViewModel status;
    private final Dialogs dialogs;
    private final Messages messages;
    private final Exit exit;
    private final DialogFrame frame;
    private final SecretField secret;
    private final VBox targets = new VBox();
    private final Button copy;
    private boolean keyringOpen;
    private boolean commandOpen;
    private Subscription leaseWatch = Subscription.EMPTY;

    /// How a reveal ends.
    public interface Exit {
        /// The secret was handed over, or discarded.
        void done();

        /// The secret was discarded, and the key shall be revoked with it.
        ///
        /// @param value now the receiver's to close
        void revoke(dev.keyrack.shared.secret.Secret value);
    }

    private RevealView(RevealViewModel viewModel, StatusBarViewModel status, Dialogs dialogs, Messages messages,
            Exit exit) {
        this.viewModel = viewModel;
        this.status = status;
        this.dialogs = dialogs;
        this.messages = messages;
        this.exit = exit;
        this.frame = new DialogFrame(800, viewModel.title());
        this.secret = new SecretField(viewModel.masked(), viewModel.length(), viewModel::peek, messages);
        this.copy = Buttons.of("reveal-copy", messages.get("reveal.copy"), viewModel::copy, "primary");
    }

    /// Opens the dialog.
    public static void open(RevealViewModel viewModel, StatusBarViewModel status, Dialogs dialogs, Messages messages,
            Exit exit) {
        new RevealView(viewModel, status, dialogs, messages, exit).open();
    }

    private void open() {
        frame.setId("reveal-dialog");
        viewModel.setOnAbandoned(this::leave);
        frame.icon(Icons.of(BootstrapIcons.KEY_FILL, 20, "icon-accent")).place(viewModel.look(),
                Optional.of(viewModel.place()));
        HBox head = new HBox(Labels.of(messages.get("reveal.secret"), "field-label"), Spacers.horizontal(),
                Labels.of(viewModel.once(), "small", "semibold", "fg-warning"));
        VBox left = new VBox(8, Labels.of(messages.get("reveal.targets"), "field-label"), targets,
                Labels.problem("reveal-failure", viewModel.failureProperty()));
        targets.getStyleClass().addAll("card-box", "card-list");
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox right = new VBox(8, Labels.of(messages.get("reveal.desktop"), "field-label"), desktop());
        right.setMinWidth(248);
        right.setMaxWidth(248);
        frame.body(new VBox(6, head, secret), new HBox(24, left, right));
        viewModel.doneProperty().subscribe(() -> build());
        viewModel.keyringProperty().subscribe(() -> build());
        leaseWatch = status.clipboardLeasedProperty().subscribe(() -> build());
        viewModel.discardingProperty().subscribe(() -> buildFoot());
        viewModel.handedOverProperty().subscribe(() -> buildFoot());
        viewModel.busyProperty().subscribe(() -> buildFoot());
        build();
        buildFoot();
        dialogs.show(frame, copy, Dialogs.KEEP);
        viewModel.askKeyring();
    }

    private void build() {
        Map<Target, RevealViewModel.Done> done = viewModel.doneProperty().get();
        targets.getChildren().setAll(clipboard(Optional.ofNullable(done.get(Target.CLIPBOARD))),
                row(BootstrapIcons.FILE_EARMARK_LOCK, messages.get("reveal.file"), messages.get("reveal.file.help"),
                        Optional.ofNullable(done.get(Target.FILE)),
                        Buttons.of("reveal-file", messages.get("reveal.file.act"), this::save)),
                row(BootstrapIcons.FILE_EARMARK_CODE, messages.get("reveal.env"),
                        messages.get("reveal.env.help", viewModel.variable()),
                        Optional.ofNullable(done.get(Target.ENV)),
                        Buttons.of("reveal-env", messages.get("reveal.env.act"), this::chooseEnv)),
                keyring(Optional.ofNullable(done.get(Target.KEYRING))),
                command(Optional.ofNullable(done.get(Target.COMMAND))));
        targets.getChildren().getFirst().getStyleClass().add("first");
    }

    private HBox clipboard(Optional<RevealViewModel.Done> done) {
        boolean leased = status.clipboardLeasedProperty().get();
        HBox row = row(BootstrapIcons.CLIPBOARD, messages.get("reveal.clipboard"),
                viewModel.clipboardHelp(), done, copy);
        if (done.isPresent() && leased) {
            Label left = Labels.bound(status.clipboardLeftProperty(), "mono-small", "bold");
            HBox top = new HBox(6, Labels.of(messages.get("reveal.clipboard.clears"), "small"), left, Buttons
                    .of("reveal-clear", messages.get("reveal.clipboard.clear"), viewModel::clearClipboard, "compact"));
            top.setAlignment(Pos.CENTER_RIGHT);
            ProgressBar bar = new ProgressBar();
            bar.getStyleClass().add("thin-progress");
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.progressProperty().bind(status.clipboardFractionProperty());
            VBox running = new VBox(4, top, bar);
            running.setAlignment(Pos.CENTER);
            row.getChildren().set(row.getChildren().size() - 1, running);
        }
        return row;
    }

    private HBox command(Optional<RevealViewModel.Done> done) {
        HBox row = row(BootstrapIcons.TERMINAL, messages.get("reveal.command"), messages.get("reveal.command.help"),
                done, Buttons.of("reveal-command", messages.get("reveal.command.open"), () -> {
                    commandOpen = true;
                    build();
                }));
        if (commandOpen && done.isEmpty()) {
            TextField line = field("reveal-command-line", messages.get("reveal.command"));
            line.setPromptText(messages.get("reveal.command.prompt"));
            ask(row, line, Buttons.of("reveal-command-run", messages.get("reveal.command.act"),
                    () -> viewModel.run(line.getText())));
        }
        return row;
    }

    private HBox keyring(Optional<RevealViewModel.Done> done) {
        RevealViewModel.Keyring state = viewModel.keyringProperty().get();
        Button open = Buttons.of("reveal-keyring", messages.get("reveal.keyring.open"), () -> {
            keyringOpen = true;
            build();
        });
        open.setDisable(!state.isUsable());
        HBox row = row(BootstrapIcons.SHIELD_LOCK, messages.get("reveal.keyring"), state.words(), done, open);
        if (keyringOpen && done.isEmpty() && state.isUsable()) {
            TextField name = field("reveal-keyring-name", messages.get("reveal.keyring.name"));
            name.setText(viewModel.keyringName());
            ask(row, name, Buttons.of("reveal-keyring-store", messages.get("reveal.keyring.act"),
                    () -> viewModel.store(name.getText())));
        }
        return row;
    }

    private static TextField field(String id, String spoken) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(spoken);
        field.setPrefWidth(220);
        return field;
    }

    /// Puts a field and the button that takes what is in it in place of the row's button.
    private static void ask(HBox row, TextField field, Button act) {
        act.disableProperty().bind(field.textProperty().map(String::isBlank));
        field.setOnAction(_ -> act.fire());
        row.getChildren().set(row.getChildren().size() - 1, new HBox(8, field, act));
    }

    private HBox row(BootstrapIcons icon, String title, String help, Optional<RevealViewModel.Done> done,
            Region button) {
        HBox first = new HBox(8, Labels.of(title, "medium"));
        first.setAlignment(Pos.CENTER_LEFT);
        done.ifPresent(_ -> first.getChildren().addAll(Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 12, "icon-success"),
                Labels.of(messages.get("reveal.done"), "small", "fg-success")));
        Label second = Labels.wrapped(done.map(RevealViewModel.Done::where).orElse(help), "small", "muted");
        VBox words = new VBox(first, second);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icons.of(icon, 16), words, button);
        row.getStyleClass().add("target-row");
        if (done.isPresent()) {
            row.getStyleClass().add("done");
        }
        return row;
    }

    private VBox desktop() {
        VBox card = new VBox(10);
        for (RevealViewModel.Ability ability : viewModel.desktop()) {
            card.getChildren().add(new HBox(10, sign(ability.tone()), Labels.wrapped(ability.words(), "small")));
        }
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        card.getChildren().addAll(rule, Labels.wrapped(messages.get("reveal.desktop.shared"), "small", "muted"));
        card.getStyleClass().add("card-box");
        card.setPadding(new Insets(12));
        return card;
    }

    private static Node sign(String tone) {
        return switch (tone) {
            case "yes" -> Icons.of(BootstrapIcons.CHECK2, 12, "icon-success");
            case "asked" -> Icons.of(BootstrapIcons.EXCLAMATION_CIRCLE, 12, "icon-danger");
            case "unknown" -> Icons.of(BootstrapIcons.QUESTION_CIRCLE, 12, "icon-warning");
            default -> Icons.of(BootstrapIcons.X, 12, "icon-danger");
        };
    }

    private void buildFoot() {
        if (viewModel.discardingProperty().get()) {
            Button only = Buttons.of("reveal-discard-only", messages.get("reveal.discard.only"), this::discard,
                    "destroy-outline");
            Button revoke = Buttons.of("reveal-discard-revoke", messages.get("reveal.discard.revoke"),
                    this::discardAndRevoke, "destroy");
            only.setDisable(viewModel.busyProperty().get());
            revoke.setDisable(viewModel.busyProperty().get());
            frame.foot(Labels.wrapped(messages.get("reveal.discard.ask"), "small"), Spacers.horizontal(),
                    Buttons.of("reveal-back", messages.get("reveal.discard.back"), () -> viewModel.askDiscard(false)),
                    only, revoke);
            return;
        }
        boolean handedOver = viewModel.handedOverProperty().get();
        Button done = Buttons.of("reveal-done", messages.get("reveal.finish"), this::finish);
        if (handedOver) {
            done.getStyleClass().add("primary");
        }
        done.setDisable(!handedOver || viewModel.busyProperty().get());
        Node sign = handedOver ? Icons.of(BootstrapIcons.CHECK2, 14, "icon-success") : new StackPane();
        frame.foot(
                Buttons.of("reveal-discard", messages.get("reveal.discard"), () -> viewModel.askDiscard(true), "quiet",
                        "text-danger"),
                Spacers.horizontal(), sign, Labels.of(handedOver
                        ? messages.get("reveal.foot.done")
                        : messages.get("reveal.foot.before"), "small", "muted"),
                done);
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("reveal.file.title"));
        File file = chooser.showSaveDialog(frame.getScene().getWindow());
        if (file != null) {
            viewModel.save(file.getPath());
        }
    }

    private void chooseEnv() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("reveal.env.title"));
        chooser.setInitialFileName(".env");
        File file = chooser.showSaveDialog(frame.getScene().getWindow());
        if (file != null) {
            viewModel.setIn(file.getPath());
        }
    }

    private void finish() {
        if (viewModel.finish()) {
            leave();
            exit.done();
        }
    }

    private void discard() {
        if (viewModel.discard()) {
            leave();
            exit.done();
        }
    }

    private void discardAndRevoke() {
        viewModel.discardAndRevoke(value -> {
            leave();
            exit.revoke(value);
        });
    }

    private void leave() {
        leaseWatch.unsubscribe(); // the status bar outlives the dialog
        secret.forget();
        dialogs.close(frame);
    }
}
