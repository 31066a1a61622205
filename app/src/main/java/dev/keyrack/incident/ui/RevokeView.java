package dev.keyrack.incident.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The dialog that asks before a key is revoked. Enter does not press the act: it destroys.
public final class RevokeView {
    private final RevokeViewModel viewModel;
    private final Dialogs dialogs;
    private final DialogFrame frame;
    private final Messages messages;
    private final VBox consequences = new VBox();
    private final HBox valueRow = new HBox(12);

    private RevokeView(RevokeViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.frame = new DialogFrame(640, viewModel.title());
        this.messages = messages;
    }

    /// Opens the dialog.
    public static void open(RevokeViewModel viewModel, Dialogs dialogs, Messages messages) {
        new RevokeView(viewModel, dialogs, messages).open();
    }

    private void open() {
        FactGrid facts = new FactGrid(96).add(messages.get("incident.profile"), viewModel.profileName(), "semibold")
                .add(messages.get("incident.key"), viewModel.keyWords())
                .add(messages.get("incident.can"), viewModel.can());
        consequences.getStyleClass().addAll("card-box", "card-list");
        viewModel.consequencesProperty().subscribe(() -> showConsequences());
        showConsequences();
        showValueRow(false);
        viewModel.value().heldProperty().subscribe(() -> showValueRow(false));
        viewModel.value().tryingProperty().subscribe(() -> showValueRow(false));
        Button cancel = Buttons.of("revoke-cancel", messages.get("incident.cancel"), this::cancel);
        cancel.disableProperty().bind(viewModel.busyProperty());
        frame.icon(Icons.of(BootstrapIcons.X_OCTAGON_FILL, 20, "icon-danger"))
                .place(viewModel.look(), Optional.empty()).body(facts,
                        new VBox(8, Labels.of(messages.get("incident.stops"), "field-label"), consequences), warning(),
                        new VBox(4, valueRow,
                                Labels.problem("revoke-value-problem", viewModel.value().problemProperty())));
        Node first = cancel;
        if (viewModel.mustTypeName()) {
            TextField name = new TextField();
            name.setId("revoke-name");
            name.getStyleClass().add("mono");
            name.textProperty().bindBidirectional(viewModel.typedNameProperty());
            Label label = Labels.of(messages.get("incident.type-name"), "field-label");
            label.setLabelFor(name);
            FontIcon right = Icons.of(BootstrapIcons.CHECK2, 14, "icon-success");
            right.visibleProperty().bind(viewModel.readyProperty());
            HBox field = new HBox(8, name, right);
            HBox.setHgrow(name, Priority.ALWAYS);
            field.setAlignment(Pos.CENTER_LEFT);
            frame.body(new VBox(6, label, field));
            first = name;
        }
        frame.body(Labels.problem("revoke-failure", viewModel.failureProperty()));
        frame.foot(Labels.of(messages.get("incident.journal-first"), "small", "muted"), Spacers.horizontal(), cancel,
                act());
        frame.setId("revoke-dialog");
        dialogs.show(frame, first, this::cancel);
    }

    private Button act() {
        Button act = Buttons.of("revoke-act", messages.get("incident.revoke.act", viewModel.look().word()),
                () -> viewModel.revoke(() -> dialogs.close(frame)), "destroy");
        act.setGraphic(EnvironmentNodes.shape(viewModel.look(), 12));
        act.disableProperty().bind(viewModel.readyProperty().not());
        return act;
    }

    private void showConsequences() {
        consequences.getChildren().clear();
        for (RevokeViewModel.Consequence consequence : viewModel.consequencesProperty().get()) {
            VBox words = new VBox(Labels.of(consequence.first(), "body"),
                    Labels.wrapped(consequence.second(), "small", "muted"));
            HBox.setHgrow(words, Priority.ALWAYS);
            Label verdict = Labels.of(consequence.verdict(), "small", consequence.grave() ? "fg-danger" : "muted");
            verdict.setMinWidth(Label.USE_PREF_SIZE);
            HBox row = new HBox(12, Icons.of(switch (consequence.kind()) {
                case "requests" -> BootstrapIcons.BAR_CHART_LINE;
                case "replacement" -> BootstrapIcons.ARROW_REPEAT;
                default -> BootstrapIcons.HDD_STACK;
            }, 16, "icon-muted"), words, verdict);
            row.getStyleClass().add("card-row");
            row.setPadding(new javafx.geometry.Insets(8, 12, 8, 12));
            if (consequences.getChildren().isEmpty()) {
                row.getStyleClass().add("first");
            }
            consequences.getChildren().add(row);
        }
    }

    private MessageBox warning() {
        if (viewModel.isInUse()) {
            return new MessageBox(MessageBox.Kind.DANGER, messages.get("incident.warning.in-use"),
                    messages.get("incident.warning.in-use.rest", viewModel.providerName()));
        }
        return viewModel.isUseReported()
                ? new MessageBox(MessageBox.Kind.WARNING, messages.get("incident.warning.final"),
                        messages.get("incident.warning.final.rest", viewModel.providerName()))
                : new MessageBox(MessageBox.Kind.WARNING, messages.get("incident.warning.unknown"),
                        messages.get("incident.warning.unknown.rest", viewModel.providerName()));
    }

    private void showValueRow(boolean pasting) {
        valueRow.setAlignment(Pos.CENTER_LEFT);
        if (viewModel.value().heldProperty().get()) {
            valueRow.getChildren().setAll(Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 16, "icon-success"),
                    Labels.wrapped(messages.get("incident.value.held"), "small"));
            return;
        }
        if (viewModel.value().tryingProperty().get()) {
            valueRow.getChildren().setAll(Icons.of(BootstrapIcons.HOURGLASS_SPLIT, 16, "icon-muted"),
                    Labels.wrapped(messages.get("incident.value.trying"), "small"));
            return;
        }
        Label words = Labels.wrapped(viewModel.value().isKnown()
                ? messages.get("incident.value.missing")
                : messages.get("incident.value.missing.working"), "small");
        HBox.setHgrow(words, Priority.ALWAYS);
        valueRow.getChildren().setAll(Icons.of(BootstrapIcons.QUESTION_CIRCLE, 16, "icon-muted"), words);
        if (!pasting) {
            valueRow.getChildren().add(Buttons.of("revoke-paste", messages.get("incident.value.paste"),
                    () -> showValueRow(true)));
            return;
        }
        PasswordField field = new PasswordField();
        field.setId("revoke-value");
        field.setPromptText(messages.get("incident.value.prompt"));
        field.setAccessibleText(messages.get("incident.value.prompt"));
        field.setPrefWidth(210);
        Runnable give = () -> {
            char[] typed = field.getText().strip().toCharArray();
            field.clear();
            viewModel.giveValue(typed);
        };
        field.setOnAction(_ -> give.run());
        valueRow.getChildren().addAll(field, Buttons.of("revoke-value-use", messages.get("incident.value.use"), give));
        field.requestFocus();
    }

    private void cancel() {
        if (viewModel.cancel()) {
            dialogs.close(frame);
        }
    }
}
