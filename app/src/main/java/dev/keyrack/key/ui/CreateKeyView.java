package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog for a new key: name, least scopes, expiry, and in words what that amounts to.
public final class CreateKeyView {
    private static final int MOST_LINES = 12;
    private static final double NARROW = 690;

    private final CreateKeyViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final DialogFrame frame;
    private final VBox side = new VBox(12);

    private CreateKeyView(CreateKeyViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
        this.frame = new DialogFrame(800, messages.get("key.new"));
        viewModel.setOnClose(() -> dialogs.close(frame));
    }

    /// Opens the dialog.
    public static void open(CreateKeyViewModel viewModel, Dialogs dialogs, Messages messages) {
        new CreateKeyView(viewModel, dialogs, messages).open();
    }

    private void open() {
        TextField name = new TextField();
        name.setId("create-name");
        name.textProperty().bindBidirectional(viewModel.nameProperty());
        name.disableProperty().bind(viewModel.busyProperty());
        VBox form = new VBox(16, nameField(name), new AccessView(viewModel.access(), messages), expiry(),
                Labels.problem("create-failure", viewModel.failureProperty()));
        HBox.setHgrow(form, Priority.ALWAYS);
        form.disableProperty().bind(viewModel.busyProperty());
        side.setMinWidth(248);
        side.setMaxWidth(248);
        viewModel.access().scopes().changesProperty().subscribe(() -> describe());
        viewModel.access().scopes().cataloguesProperty().subscribe(() -> describe());
        viewModel.access().chosenProperty().subscribe(() -> describe());
        describe();
        Button close = Buttons.icon("create-close", messages.get("key.create.cancel"), BootstrapIcons.X, this::cancel);
        frame.place(viewModel.look(), Optional.of(viewModel.place())).corner(close)
                .body(hasSide() ? new HBox(24, form, side) : form).foot(foot());
        if (!hasSide()) {
            frame.setPrefWidth(NARROW);
        }
        frame.setId("create-dialog");
        dialogs.show(frame, name, this::cancel);
    }

    /// Whether there is anything to say about what the key can do.
    private boolean hasSide() {
        return viewModel.access().stateProperty().get() != AccessViewModel.State.NONE;
    }

    private VBox nameField(TextField name) {
        Label label = Labels.of(messages.get("key.create.name"), "field-label");
        label.setLabelFor(name);
        return new VBox(6, label, name, Labels.of(messages.get("key.create.name.help"), "small", "muted"));
    }

    private ExpiryPicker expiry() {
        if (viewModel.noExpiry().isPresent()) {
            return new ExpiryPicker(viewModel.noExpiry().get(), messages);
        }
        return new ExpiryPicker(viewModel.expiry(),
                List.of(ExpiryViewModel.Choice.DAYS_30, ExpiryViewModel.Choice.DAYS_90, ExpiryViewModel.Choice.YEAR,
                        ExpiryViewModel.Choice.DATE, ExpiryViewModel.Choice.NEVER),
                messages);
    }

    private void describe() {
        side.getChildren().clear();
        side.getChildren().addAll(AccessView.notes(viewModel.access(), messages));
        if (viewModel.able().isEmpty() && viewModel.unable().isEmpty()) {
            return; // nothing is known of what its scopes mean, or it has none
        }
        VBox card = new VBox(8, Labels.of(messages.get("key.create.able"), "field-label"));
        if (viewModel.able().isEmpty()) {
            card.getChildren().add(line("–", messages.get("key.create.nothing"), false, true));
        }
        add(card, viewModel.able(), "✓", false);
        if (!viewModel.unable().isEmpty()) {
            Region rule = new Region();
            rule.getStyleClass().add("rule");
            card.getChildren().addAll(rule, Labels.of(messages.get("key.create.unable"), "field-label"));
            add(card, viewModel.unable(), "–", true);
        }
        card.getStyleClass().add("card-box");
        card.setPadding(new Insets(12));
        side.getChildren().add(card);
    }

    private void add(VBox card, List<CreateKeyViewModel.Ability> abilities, String mark, boolean muted) {
        abilities.stream().limit(MOST_LINES).forEach(ability -> card.getChildren()
                .add(line(mark, ability.words(), ability.changes() && !muted, muted)));
        if (abilities.size() > MOST_LINES) {
            card.getChildren().add(line(mark, messages.get("key.create.more", abilities.size() - MOST_LINES), false,
                    true));
        }
    }

    private static HBox line(String mark, String words, boolean changes, boolean muted) {
        Node sign = mark.equals("✓")
                ? Icons.of(BootstrapIcons.CHECK2, 12, "icon-success")
                : Labels.of(mark, "small", "muted");
        Label text = Labels.wrapped(words, "small", muted ? "muted" : "body-colour");
        if (changes) {
            text.getStyleClass().add("semibold");
        }
        HBox line = new HBox(10, sign, text);
        sign.minWidth(12);
        return line;
    }

    private Node[] foot() {
        Button cancel = Buttons.of("create-cancel", messages.get("key.create.cancel"), this::cancel);
        cancel.disableProperty().bind(viewModel.busyProperty());
        Button act = Buttons.of("create-act", messages.get("key.create.act", viewModel.look().word()),
                viewModel::create, viewModel.look().styleClass().equals("env-production") ? "primary-env" : "primary");
        act.setGraphic(EnvironmentNodes.shape(viewModel.look(), 12));
        act.disableProperty().bind(viewModel.readyProperty().not());
        act.setDefaultButton(true);
        Label note = Labels.of("", "small", "muted");
        note.textProperty().bind(viewModel.busyProperty().map(busy -> busy
                ? messages.get("key.create.under-way")
                : messages.get("key.create.next")));
        return new Node[]{Icons.of(BootstrapIcons.EYE_SLASH, 14, "icon-muted"), note, Spacers.horizontal(), cancel,
                act};
    }

    /// Gives it up, unless the request is under way: the secret in its answer must not get lost.
    private void cancel() {
        if (!viewModel.busyProperty().get()) {
            dialogs.close(frame);
        }
    }
}
