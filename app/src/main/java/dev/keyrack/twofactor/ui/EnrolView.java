package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The first two steps: the picture for the app, and the code that proves it.
final class EnrolView extends VBox {
    /// Characters that have room beside the picture.
    private static final int LINE = 18;
    private static final PseudoClass ENDING = PseudoClass.getPseudoClass("ending");
    /// Modules of a picture beside which the facts have room.
    private static final int USUAL = 41;
    private static final double FACTS = 188;

    private final EnrolmentViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final StepTitle scan;
    private final StepTitle prove;
    private final StackPane picture = new StackPane();
    private final VBox below = new VBox();
    private final DigitBoxes boxes;
    private final Region entry;
    private @Nullable QrDrawing drawing;

    EnrolView(EnrolmentViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
        scan = new StepTitle(1, messages.get("twofactor.step.scan"));
        prove = new StepTitle(2, messages.get("twofactor.step.prove"));
        boxes = new DigitBoxes(viewModel.digits(), viewModel::type, viewModel::send, messages);
        entry = entry();
        setId("enrol");
        getStyleClass().add("enrol");
        VBox first = first();
        VBox second = new VBox(12, entry, line());
        for (VBox part : new VBox[]{first, second}) {
            part.setPadding(new Insets(0, 0, 0, 32));
        }
        setSpacing(14);
        Region gap = new Region();
        gap.setMinHeight(18);
        getChildren().addAll(scan, first, gap, prove, second);
        picture.setAlignment(Pos.TOP_LEFT);
        viewModel.shownProperty().subscribe(_ -> show());
        viewModel.doneProperty().subscribe(_ -> show());
        viewModel.failureProperty().subscribe(words -> {
            if (!words.isEmpty()) {
                boxes.clear();
            }
        });
    }

    private VBox first() {
        if (viewModel.picture().size() > USUAL) {
            return new VBox(16, picture, below, facts());
        }
        FlowPane both = new FlowPane(24, 16, picture, facts());
        both.setRowValignment(VPos.TOP);
        return new VBox(16, both, below);
    }

    /// A long address in two lines, since it would otherwise break anywhere.
    private static String inLines(String account) {
        return account.length() <= LINE ? account : account.replace("@", "@\n");
    }

    private VBox facts() {
        Label account = Labels.wrapped(inLines(viewModel.account()), "small");
        account.setAccessibleText(viewModel.account());
        FactGrid grid = new FactGrid(60).add(messages.get("twofactor.fact.account"), account)
                .add(messages.get("twofactor.fact.issuer"), viewModel.issuer())
                .add(messages.get("twofactor.fact.code"), viewModel.codeWords())
                .add(messages.get("twofactor.fact.method"), viewModel.method());
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        Label note = Labels.wrapped("", "small", "muted");
        note.textProperty().bind(viewModel.noteProperty());
        note.setId("enrol-note");
        VBox facts = new VBox(12, grid, rule, new SeedRow(viewModel, messages), note);
        facts.setMinWidth(FACTS);
        facts.setPrefWidth(FACTS);
        return facts;
    }

    private void show() {
        if (drawing != null) {
            drawing.forget();
            drawing = null;
        }
        if (viewModel.shownProperty().get()) {
            QrDrawing fresh = new QrDrawing(viewModel.picture(), viewModel.spoken());
            drawing = fresh;
            picture.getChildren().setAll(fresh);
            picture.setMinSize(fresh.getMinWidth(), fresh.getMinHeight());
            below.getChildren().setAll(countdown());
        } else {
            picture.getChildren().setAll(hidden());
            below.getChildren().clear();
        }
        boolean done = viewModel.doneProperty().get();
        scan.show(done ? StepTitle.State.DONE : StepTitle.State.OPEN);
        prove.show(done ? StepTitle.State.DONE : StepTitle.State.OPEN);
    }

    private Region hidden() {
        boolean done = viewModel.doneProperty().get();
        Label words = Labels.wrapped(done
                ? messages.get("twofactor.qr.used", viewModel.provider())
                : messages.get("twofactor.qr.hidden"), "body", "muted");
        VBox card = new VBox(16, Icons.of(BootstrapIcons.EYE_SLASH, 24, "icon-muted"), words);
        if (!done) {
            card.getChildren().add(
                    Buttons.of("qr-show", messages.get("twofactor.qr.show"), BootstrapIcons.EYE,
                            viewModel::showLonger));
        }
        card.setId("qr-hidden");
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().add("qr-hidden");
        card.setMinSize(picture.getMinWidth(), picture.getMinHeight());
        return card;
    }

    private HBox countdown() {
        Label left = Labels.bound(viewModel.leftProperty(), "mono-small", "bold", "countdown");
        left.setId("qr-left");
        viewModel.endingProperty().subscribe(ending -> left.pseudoClassStateChanged(ENDING, ending));
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(viewModel.fractionProperty());
        bar.getStyleClass().add("thin-progress");
        bar.setPrefWidth(120);
        bar.setAccessibleText(messages.get("twofactor.qr.hides"));
        HBox row = new HBox(8, Labels.of(messages.get("twofactor.qr.hides"), "small", "muted"), left, bar,
                Buttons.of("qr-longer", messages.get("twofactor.qr.longer"), viewModel::showLonger, "link"),
                Buttons.of("qr-save", messages.get("twofactor.qr.save"),
                        () -> SavePictureView.open(viewModel, dialogs, messages), "link"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinWidth(0);
        return row;
    }

    private Region entry() {
        Button act = Buttons.of("enrol-act", messages.get("twofactor.enrol.act"), viewModel::send, "primary", "tall");
        act.disableProperty().bind(viewModel.busyProperty()
                .or(viewModel.codeProperty().length().isNotEqualTo(viewModel.digits())));
        boxes.disableProperty().bind(viewModel.busyProperty());
        Region gap = new Region();
        gap.setMinWidth(8);
        boxes.getChildren().addAll(gap, act);
        boxes.visibleProperty().bind(viewModel.doneProperty().not());
        boxes.managedProperty().bind(boxes.visibleProperty());
        return boxes;
    }

    private VBox line() {
        HBox accepted = new HBox(6, Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 12, "icon-success"),
                Labels.bound(viewModel.acceptedProperty(), "small", "fg-success"));
        accepted.setId("enrol-accepted");
        accepted.setAlignment(Pos.CENTER_LEFT);
        only(accepted, viewModel.acceptedProperty().isNotEmpty());
        StackPane wrong = new StackPane();
        viewModel.failureProperty().subscribe(words -> {
            MessageBox box = new MessageBox(MessageBox.Kind.DANGER, messages.get("twofactor.wrong.title"), words);
            box.setId("enrol-failure");
            wrong.getChildren().setAll(words.isEmpty() ? List.<Node>of() : List.of(box));
        });
        only(wrong, viewModel.failureProperty().isNotEmpty());
        Label sent = Labels.wrapped("", "small", "muted");
        sent.textProperty().bind(viewModel.doneProperty().map(done -> done
                ? viewModel.clock()
                : (viewModel.sentOnce() + " " + viewModel.clock()).strip()));
        sent.setId("enrol-clock");
        CheckBox keep = new CheckBox(messages.get("twofactor.keep.choose"));
        keep.setId("enrol-keep");
        keep.selectedProperty().bindBidirectional(viewModel.keepProperty());
        keep.disableProperty().bind(viewModel.busyProperty());
        VBox keeping = new VBox(4, keep, Labels.wrapped(messages.get("twofactor.keep.trade"), "small", "muted"));
        keeping.setPadding(new Insets(8, 0, 0, 0));
        keeping.setMaxWidth(560);
        only(keeping, viewModel.doneProperty().not());
        return new VBox(10, accepted, wrong, sent, keeping);
    }

    private static void only(Node node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    /// Where the keyboard begins.
    Node start() {
        return boxes.first();
    }
}
