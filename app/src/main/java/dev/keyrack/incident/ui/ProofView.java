package dev.keyrack.incident.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The dialog that shows what became of a revoked key: accepted at, still accepted as of, dead since.
public final class ProofView {
    private final ProofViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final Runnable onDone;
    private final DialogFrame frame;
    private final FontIcon icon = Icons.of(BootstrapIcons.HOURGLASS_SPLIT, 20, "icon-warning");
    private final HBox facts = new HBox();
    private final ProofTimeline timeline = new ProofTimeline();
    private final VBox lines = new VBox();
    private final HBox linesHead = new HBox();
    private final StackPane note = new StackPane();

    private ProofView(ProofViewModel viewModel, Dialogs dialogs, Messages messages, Runnable onDone) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
        this.onDone = onDone;
        this.frame = new DialogFrame(640, viewModel.title());
    }

    /// Opens the dialog.
    ///
    /// @param onDone run when it closes; a proof that is under way goes on
    public static void open(ProofViewModel viewModel, Dialogs dialogs, Messages messages, Runnable onDone) {
        new ProofView(viewModel, dialogs, messages, onDone).open();
    }

    private void open() {
        frame.setId("proof-dialog");
        facts.getStyleClass().addAll("card-box", "card-list", "facts");
        lines.getStyleClass().addAll("card-box", "card-list");
        frame.icon(icon).place(viewModel.look(), Optional.empty()).body(facts, timeline, new VBox(6, linesHead, lines),
                note);
        viewModel.phaseProperty().subscribe(() -> build());
        viewModel.linesProperty().subscribe(() -> build());
        build();
        Button done = foot();
        dialogs.show(frame, done, this::close);
    }

    private Button foot() {
        Label next = Labels.bound(viewModel.nextInProperty(), "mono-small", "bold");
        HBox waiting = new HBox(6, Labels.of(messages.get("incident.proof.next"), "small", "muted"), next);
        waiting.setAlignment(Pos.CENTER_LEFT);
        waiting.visibleProperty().bind(viewModel.nextInProperty().isNotEmpty());
        Button done = Buttons.of("proof-done", "", this::close, "primary");
        done.textProperty().bind(viewModel.phaseProperty().map(phase -> phase == ProofViewModel.Phase.PROBING
                ? messages.get("incident.proof.background")
                : messages.get("incident.proof.done")));
        frame.foot(waiting, Spacers.horizontal(), done);
        return done;
    }

    private void build() {
        frame.retitle(viewModel.title());
        icon.getStyleClass().removeAll("icon-warning", "icon-success", "icon-muted");
        switch (viewModel.phaseProperty().get()) {
            case PROBING, STILL_ACCEPTED -> sign(BootstrapIcons.HOURGLASS_SPLIT, "icon-warning");
            case DEAD -> sign(BootstrapIcons.SHIELD_FILL_CHECK, "icon-success");
            case NOT_PROVED -> sign(BootstrapIcons.QUESTION_CIRCLE, "icon-muted");
        }
        buildFacts();
        timeline.show(viewModel.dots());
        buildLines();
        note.getChildren().setAll(switch (viewModel.phaseProperty().get()) {
            case PROBING -> new MessageBox(MessageBox.Kind.INFO, viewModel.verdict(),
                    messages.get("incident.proof.note.probing.rest"));
            case DEAD -> new MessageBox(MessageBox.Kind.SUCCESS, viewModel.verdict(),
                    messages.get("incident.proof.note.dead.rest"));
            case STILL_ACCEPTED -> new MessageBox(MessageBox.Kind.WARNING, viewModel.verdict(),
                    messages.get("incident.proof.note.still.rest"));
            case NOT_PROVED -> new MessageBox(MessageBox.Kind.WARNING, viewModel.verdict(),
                    messages.get("incident.proof.note.not-proved.rest", viewModel.providerName()));
        });
    }

    private void sign(BootstrapIcons sign, String tone) {
        icon.setIconCode(sign);
        icon.getStyleClass().add(tone);
    }

    private void buildFacts() {
        facts.getChildren().setAll(
                fact("proof-accepted", messages.get("incident.proof.accepted", viewModel.providerName()),
                        viewModel.acceptedAt(), viewModel.acceptedHow(), "fg-success"),
                fact("proof-still", messages.get("incident.proof.still"),
                        viewModel.stillAcceptedAt().orElseGet(() -> messages.get("incident.proof.never")),
                        viewModel.stillAcceptedHow(),
                        viewModel.stillAcceptedAt().isPresent() ? "fg-warning" : "muted"),
                fact("proof-dead", messages.get("incident.proof.dead"),
                        viewModel.deadSince().orElseGet(() -> messages.get("incident.proof.not-yet")),
                        viewModel.deadHow(), viewModel.deadSince().isPresent() ? "body-colour" : "muted"));
        facts.getChildren().getFirst().getStyleClass().add("first");
    }

    private static VBox fact(String id, String name, String text, String how, String tone) {
        Label figure = Labels.of(text, "fact", tone);
        figure.setId(id);
        VBox cell = new VBox(Labels.of(name, "small", "muted"), figure, Labels.of(how, "small", "muted"));
        cell.getStyleClass().add("fact-cell");
        cell.setPrefWidth(200);
        HBox.setHgrow(cell, Priority.ALWAYS);
        return cell;
    }

    private void buildLines() {
        linesHead.getChildren().setAll(Labels.of(messages.get("incident.proof.lines"), "field-label"),
                Spacers.horizontal(), Labels.of(viewModel.request(), "small", "muted"));
        lines.getChildren().clear();
        for (ProofViewModel.Line line : viewModel.linesProperty().get()) {
            Label time = Labels.of(line.time(), "mono-small");
            time.setMinWidth(72);
            HBox row = new HBox(time, dot(line.tone()), Labels.of(line.words(), "small"), Spacers.horizontal(),
                    Labels.of(line.answer(), "mono-caption", "muted"));
            row.getStyleClass().add("probe-row");
            if (lines.getChildren().isEmpty()) {
                row.getStyleClass().add("first");
            }
            lines.getChildren().add(row);
        }
    }

    private static Node dot(String tone) {
        return Icons.of(switch (tone) {
            case "success" -> BootstrapIcons.CHECK_CIRCLE_FILL;
            case "warning" -> BootstrapIcons.EXCLAMATION_CIRCLE;
            case "danger" -> BootstrapIcons.X_OCTAGON_FILL;
            default -> BootstrapIcons.QUESTION_CIRCLE;
        }, 13, "icon-" + tone);
    }

    private void close() {
        dialogs.close(frame);
        onDone.run();
    }
}
