package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.HoldButton;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The third step: the backup codes, first as empty places, then once as dots that can be peeked at and kept. Each code
/// is a `Text` and no `Label`, whose words would stay in the toolkit's layout cache.
final class CodesView extends VBox {
    private static final int PLACES = 10;

    private final Messages messages;
    private final List<Text> pieces = new ArrayList<>();
    private final VBox body = new VBox(16);

    /// Empty places, while there are no codes yet.
    CodesView(String provider, Messages messages) {
        this(messages, StepTitle.State.WAITING);
        body.getChildren().addAll(Labels.wrapped(messages.get("twofactor.codes.before"), "body", "muted"),
                card(Collections.nCopies(PLACES, "•••• - ••••"), "waiting"),
                new FlowPane(8, 8,
                        disabled(Buttons.of("codes-save-later", messages.get("twofactor.codes.save-long"),
                                BootstrapIcons.FILE_EARMARK_LOCK, CodesView::nothing)),
                        disabled(Buttons.of("codes-keyring-later", messages.get("twofactor.codes.keyring"),
                                BootstrapIcons.SHIELD_LOCK, CodesView::nothing)),
                        disabled(Buttons.of("codes-print-later", messages.get("twofactor.codes.print"),
                                BootstrapIcons.PRINTER, CodesView::nothing))));
        CheckBox reachable = new CheckBox(messages.get("twofactor.codes.reachable"));
        reachable.setDisable(true);
        body.getChildren().addAll(reachable, new MessageBox(MessageBox.Kind.INFO,
                messages.get("twofactor.qr.local", provider), messages.get("twofactor.qr.local.rest")));
    }

    /// The codes.
    CodesView(CodesViewModel viewModel, Runnable finish, Messages messages) {
        this(messages, StepTitle.State.OPEN);
        if (viewModel.count() == 0) {
            body.getChildren().addAll(Labels.wrapped(messages.get("twofactor.codes.none"), "body", "muted"),
                    Buttons.of("codes-done", messages.get("twofactor.codes.done"), finish, "primary"));
            return;
        }
        body.getChildren().addAll(Labels.wrapped(viewModel.once(), "body", "muted"), card(viewModel.masked(), ""),
                buttons(viewModel));
        Label note = Labels.wrapped("", "small", "muted");
        note.setId("codes-note");
        note.textProperty().bind(viewModel.noteProperty());
        note.visibleProperty().bind(viewModel.noteProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        CheckBox reachable = new CheckBox(messages.get("twofactor.codes.reachable"));
        reachable.setId("codes-reachable");
        reachable.setMinWidth(0);
        reachable.selectedProperty().bindBidirectional(viewModel.reachableProperty());
        Button done = Buttons.of("codes-done", messages.get("twofactor.codes.done"), finish, "primary");
        done.disableProperty().bind(reachable.selectedProperty().not().or(viewModel.busyProperty()));
        HBox end = new HBox(8, reachable, Spacers.horizontal(), done);
        end.setAlignment(Pos.CENTER_LEFT);
        body.getChildren().addAll(note, Labels.problem("codes-failure", viewModel.failureProperty()), end,
                new MessageBox(MessageBox.Kind.INFO, messages.get("twofactor.codes.peeking"),
                        messages.get("twofactor.codes.no-clipboard")));
    }

    private CodesView(Messages messages, StepTitle.State state) {
        super(14);
        this.messages = messages;
        setId("codes");
        getStyleClass().add("enrol");
        StepTitle title = new StepTitle(3, messages.get("twofactor.step.codes"));
        title.show(state);
        body.setPadding(new Insets(0, 0, 0, 32));
        getChildren().addAll(title, body);
    }

    private static void nothing() {
        // it cannot be pressed yet
    }

    private static Button disabled(Button button) {
        button.setDisable(true);
        return button;
    }

    private GridPane card(List<String> codes, String styleClass) {
        GridPane card = new GridPane(8, 8);
        card.setId("codes-card");
        card.getStyleClass().add("codes-card");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        card.getColumnConstraints().addAll(half, half);
        for (int i = 0; i < codes.size(); i++) {
            Text text = Labels.text(codes.get(i), "code-text");
            if (!styleClass.isEmpty()) {
                text.getStyleClass().add(styleClass);
            }
            text.setAccessibleText(messages.get("twofactor.codes.spoken", i + 1));
            pieces.add(text);
            HBox cell = new HBox(text);
            cell.getStyleClass().add("code-cell");
            card.add(cell, i % 2, i / 2);
        }
        return card;
    }

    private FlowPane buttons(CodesViewModel viewModel) {
        Button peek = HoldButton.of("codes-peek", messages.get("twofactor.codes.peek"), BootstrapIcons.EYE,
                held -> {
                    if (!viewModel.isClosed()) {
                        fill(held ? viewModel.peek() : viewModel.masked());
                    }
                });
        Button save = Buttons.of("codes-save", messages.get("twofactor.codes.save"), BootstrapIcons.FILE_EARMARK_LOCK,
                () -> save(viewModel));
        Button keyring = Buttons.of("codes-keyring", messages.get("twofactor.codes.keyring"),
                BootstrapIcons.SHIELD_LOCK, viewModel::toKeyring);
        viewModel.inKeyringProperty().subscribe(there -> {
            keyring.setGraphic(Icons.of(there ? BootstrapIcons.CHECK2 : BootstrapIcons.SHIELD_LOCK, 14));
            keyring.setContentDisplay(there ? ContentDisplay.RIGHT : ContentDisplay.LEFT);
        });
        Button print = Buttons.of("codes-print", messages.get("twofactor.codes.print"), BootstrapIcons.PRINTER,
                () -> print(viewModel));
        print.disableProperty().bind(viewModel.printerProperty().not());
        HBox wrapper = new HBox(print);
        viewModel.printerProperty().subscribe(there -> {
            Tooltip.uninstall(wrapper, null);
            Optional<String> why = there ? Optional.empty() : Optional.of(messages.get("twofactor.codes.no-printer"));
            why.ifPresent(words -> Tooltip.install(wrapper, new Tooltip(words)));
            print.setAccessibleHelp(why.orElse(""));
        });
        save.disableProperty().bind(viewModel.busyProperty());
        keyring.disableProperty().bind(viewModel.busyProperty());
        for (Button button : List.of(peek, save, keyring, print)) {
            button.getStyleClass().add("compact");
        }
        return new FlowPane(8, 8, peek, save, keyring, wrapper);
    }

    private void fill(List<String> codes) {
        for (int i = 0; i < pieces.size() && i < codes.size(); i++) {
            if (!pieces.get(i).getText().isEmpty()) {
                pieces.get(i).setText(codes.get(i));
            }
        }
    }

    private void save(CodesViewModel viewModel) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("twofactor.codes.save-title"));
        chooser.setInitialFileName("backup-codes.txt");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            viewModel.save(file.getPath());
        }
    }

    private void print(CodesViewModel viewModel) {
        switch (CodePrinter.print(getScene().getWindow(), viewModel.heading(), viewModel.peek())) {
            case PRINTED -> viewModel.printed();
            case CANCELLED -> {
                // nothing was printed, and nobody expects it
            }
            case FAILED -> viewModel.notPrinted();
        }
    }

    /// Takes the codes off the screen for good.
    void forget() {
        pieces.forEach(text -> text.setText(""));
    }
}
