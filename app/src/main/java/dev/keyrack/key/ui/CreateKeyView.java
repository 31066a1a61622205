package dev.keyrack.key.ui;

import dev.keyrack.key.ui.CreateKeyViewModel.Access;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Segments;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog for a new key: name, least scopes, expiry, and in words what that amounts to.
public final class CreateKeyView {
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
        VBox form = new VBox(16, nameField(name), access(), expiry(),
                Labels.problem("create-failure", viewModel.failureProperty()));
        HBox.setHgrow(form, Priority.ALWAYS);
        form.disableProperty().bind(viewModel.busyProperty());
        side.setMinWidth(248);
        side.setMaxWidth(248);
        viewModel.scopes().countProperty().subscribe(() -> describe());
        describe();
        Button close = Buttons.icon("create-close", messages.get("key.create.cancel"), BootstrapIcons.X, this::cancel);
        frame.place(viewModel.look(), Optional.of(viewModel.place())).corner(close)
                .body(new HBox(24, form, side)).foot(foot());
        frame.setId("create-dialog");
        dialogs.show(frame, name, this::cancel);
    }

    private VBox nameField(TextField name) {
        Label label = Labels.of(messages.get("key.create.name"), "field-label");
        label.setLabelFor(name);
        return new VBox(6, label, name, Labels.of(messages.get("key.create.name.help"), "small", "muted"));
    }

    private Node access() {
        if (viewModel.scopes().size() == 0) {
            return Labels.wrapped(messages.get("key.create.no-scopes"), "small", "muted");
        }
        Label count = Labels.of("", "small", "muted");
        viewModel.scopes().countProperty().subscribe(() -> count.setText(messages.get("key.create.scopes-of",
                viewModel.scopes().countProperty().get(), viewModel.scopes().size())));
        count.setText(messages.get("key.create.scopes-of", 0, viewModel.scopes().size()));
        HBox head = new HBox(Labels.of(messages.get("key.create.access"), "field-label"), Spacers.horizontal(), count);
        Segments<Access> segments = new Segments<>("access", List.of(Access.values()), this::word, true, choice -> {
        });
        segments.getChildren().forEach(node -> node.addEventHandler(javafx.event.ActionEvent.ACTION,
                _ -> choose((Access) node.getUserData(), node)));
        viewModel.accessProperty().subscribe(choice -> segments.choose(choice));
        return new VBox(6, head, segments, new ScopePicker(viewModel.scopes(), messages));
    }

    private String word(Access access) {
        return switch (access) {
            case READ_ONLY -> messages.get("key.create.read-only");
            case READ_WRITE -> messages.get("key.create.read-write");
            case COPY -> messages.get("key.create.copy");
            case CUSTOM -> messages.get("key.create.custom");
        };
    }

    private void choose(Access access, Node segment) {
        if (access != Access.COPY) {
            viewModel.access(access);
            return;
        }
        ContextMenu menu = new ContextMenu();
        viewModel.templates().forEach(template -> {
            MenuItem item = new MenuItem(template.name() + "  (" + String.join(" ", template.scopes()) + ")");
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> viewModel.copyFrom(template));
            menu.getItems().add(item);
        });
        menu.show(segment, Side.BOTTOM, 0, 4);
    }

    private ExpiryPicker expiry() {
        return new ExpiryPicker(viewModel.expiry(),
                List.of(ExpiryViewModel.Choice.DAYS_30, ExpiryViewModel.Choice.DAYS_90, ExpiryViewModel.Choice.YEAR,
                        ExpiryViewModel.Choice.DATE, ExpiryViewModel.Choice.NEVER),
                messages);
    }

    private void describe() {
        side.getChildren().clear();
        if (viewModel.isAllMighty()) {
            side.getChildren().add(new MessageBox(MessageBox.Kind.WARNING, BootstrapIcons.LIGHTBULB,
                    messages.get("key.create.all"), messages.get("key.create.all.rest")));
        }
        VBox card = new VBox(8, Labels.of(messages.get("key.create.able"), "field-label"));
        if (viewModel.able().isEmpty()) {
            card.getChildren().add(line("–", messages.get("key.create.nothing"), false, true));
        }
        viewModel.able().forEach(ability -> card.getChildren().add(line("✓", ability.words(), ability.changes(),
                false)));
        if (!viewModel.unable().isEmpty()) {
            Region rule = new Region();
            rule.getStyleClass().add("rule");
            card.getChildren().addAll(rule, Labels.of(messages.get("key.create.unable"), "field-label"));
            viewModel.unable().forEach(ability -> card.getChildren().add(line("–", ability.words(), false, true)));
        }
        card.getStyleClass().add("card-box");
        card.setPadding(new Insets(12));
        side.getChildren().add(card);
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
