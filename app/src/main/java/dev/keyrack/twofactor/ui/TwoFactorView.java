package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The section about the second factor of the account that the open profile signs in with.
public final class TwoFactorView extends BorderPane {
    private static final double NARROW = 1190;
    private static final double PANEL = 680;

    private final TwoFactorViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final Label subtitle = Labels.of("", "small", "muted");
    private final Button cancel;
    private final StackPane body = new StackPane();
    private @Nullable EnrolView enrol;
    private @Nullable CodesView codes;

    /// Follows `viewModel`.
    public TwoFactorView(TwoFactorViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
        setId("twofactor");
        cancel = Buttons.of("enrol-cancel", messages.get("twofactor.enrol.cancel"), viewModel::cancel, "quiet");
        subtitle.setMinWidth(0);
        HBox bar = new HBox(Labels.of(messages.get("twofactor.title"), "page-title"), subtitle, Spacers.horizontal(),
                cancel);
        ((Region) bar.getChildren().getFirst()).setMinWidth(USE_PREF_SIZE);
        bar.getStyleClass().add("top-bar");
        Region loading = new Region();
        loading.getStyleClass().add("loading-bar");
        loading.visibleProperty().bind(viewModel.busyProperty());
        StackPane top = new StackPane(bar, loading);
        top.setAlignment(Pos.BOTTOM_LEFT);
        setTop(top);
        setCenter(body);
        viewModel.phaseProperty().subscribe(this::show);
        viewModel.setOnAsk(leave -> LeaveCodesView.open(dialogs, messages, leave));
        sceneProperty().subscribe(scene -> viewModel.visible(scene != null));
        widthProperty().map(width -> width.doubleValue() < NARROW).subscribe(() -> arrange());
    }

    private void show(TwoFactorViewModel.Phase phase) {
        subtitle.setText(viewModel.facts().subtitle());
        cancel.setVisible(phase == TwoFactorViewModel.Phase.ENROLLING);
        if (phase != TwoFactorViewModel.Phase.CODES) {
            forget();
        }
        switch (phase) {
            case NONE -> panel(lines(BootstrapIcons.SHIELD_LOCK, messages.get("twofactor.none"),
                    messages.get("twofactor.none.rest")));
            case CANNOT -> panel(lines(BootstrapIcons.DASH_CIRCLE,
                    messages.get("twofactor.cannot", viewModel.facts().provider()), viewModel.facts().reason()));
            case CONSOLE -> panel(console());
            case LOADING -> panel(List.of(Labels.of(messages.get("twofactor.loading"), "body", "muted")));
            case FAILED -> panel(failed());
            case OFF -> panel(off());
            case ENROLLING -> enrolling();
            case CODES -> codes();
            case ON -> panel(on());
        }
    }

    private void forget() {
        if (codes != null) {
            codes.forget();
        }
        enrol = null;
        codes = null;
    }

    private void panel(List<Node> nodes) {
        VBox panel = new VBox(16);
        panel.setId("twofactor-panel");
        panel.getChildren().setAll(nodes);
        panel.setMaxWidth(PANEL);
        panel.setPadding(new Insets(24, 32, 24, 32));
        StackPane place = new StackPane(panel);
        place.setAlignment(Pos.TOP_LEFT);
        body.getChildren().setAll(scroll(place));
    }

    private static ScrollPane scroll(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    private static List<Node> lines(BootstrapIcons icon, String title, String rest) {
        HBox head = new HBox(12, Icons.of(icon, 20, "icon-muted"), Labels.wrapped(title, "dialog-title"));
        head.setAlignment(Pos.CENTER_LEFT);
        return new ArrayList<>(List.of(head, Labels.wrapped(rest, "body")));
    }

    private List<Node> console() {
        List<Node> nodes = lines(BootstrapIcons.BOX_ARROW_UP_RIGHT,
                messages.get("twofactor.console", viewModel.facts().provider()),
                messages.get("twofactor.console.rest"));
        int number = 1;
        for (String step : viewModel.facts().steps()) {
            nodes.add(new HBox(10, Labels.of(Integer.toString(number), "semibold", "muted"),
                    Labels.wrapped(step, "body")));
            number++;
        }
        if (!viewModel.facts().link().isEmpty()) {
            Label link = Labels.wrapped(viewModel.facts().link(), "mono-small");
            link.setId("twofactor-link");
            nodes.add(new FactGrid(96).add(messages.get("twofactor.console.link"), link));
        }
        return nodes;
    }

    private List<Node> failed() {
        Button retry = Buttons.of("twofactor-retry", messages.get("twofactor.retry"), viewModel::refresh);
        MessageBox box = switch (viewModel.troubleProperty().get()) {
            case OFFLINE -> new MessageBox(MessageBox.Kind.WARNING, BootstrapIcons.CLOUD_SLASH,
                    messages.get("twofactor.offline"), viewModel.problemProperty().get(), retry);
            case REFUSED -> new MessageBox(MessageBox.Kind.DANGER, BootstrapIcons.SHIELD_X,
                    messages.get("twofactor.refused", viewModel.facts().provider()), viewModel.problemProperty().get(),
                    retry);
            case CODE -> new MessageBox(MessageBox.Kind.INFO, BootstrapIcons.SHIELD_LOCK,
                    messages.get("twofactor.code-wanted", viewModel.facts().provider()),
                    messages.get("twofactor.code-wanted.rest"),
                    Buttons.of("twofactor-sign-in", messages.get("twofactor.sign-in"), viewModel::signIn), retry);
        };
        box.setId("twofactor-problem");
        return List.of(box);
    }

    private List<Node> off() {
        TwoFactorFacts facts = viewModel.facts();
        List<Node> nodes = lines(BootstrapIcons.SHIELD_LOCK, messages.get("twofactor.is-off"),
                messages.get("twofactor.is-off.rest", facts.account(), facts.provider()));
        if (facts.isPending()) {
            nodes.add(new MessageBox(MessageBox.Kind.INFO, messages.get("twofactor.pending"),
                    messages.get("twofactor.pending.rest")));
        }
        nodes.add(new FactGrid(96).add(messages.get("twofactor.need"), messages.get("twofactor.need.app"))
                .add(messages.get("twofactor.after"), messages.get("twofactor.after.sign-in")));
        Button begin = Buttons.of("twofactor-begin", messages.get("twofactor.begin"), BootstrapIcons.SHIELD_LOCK,
                viewModel::begin, "primary");
        begin.disableProperty().bind(viewModel.busyProperty());
        nodes.add(begin);
        nodes.add(Labels.problem("twofactor-failure", viewModel.problemProperty()));
        return nodes;
    }

    private List<Node> on() {
        TwoFactorFacts facts = viewModel.facts();
        HBox head = new HBox(12, Icons.of(BootstrapIcons.SHIELD_FILL_CHECK, 20, "icon-success"),
                Labels.wrapped(messages.get("twofactor.is-on"), "dialog-title"));
        head.setAlignment(Pos.CENTER_LEFT);
        List<Node> nodes = new ArrayList<>(List.of(head,
                Labels.wrapped(messages.get("twofactor.is-on.rest", facts.account(), facts.provider()), "body"),
                new FactGrid(160).add(messages.get("twofactor.on.state"), facts.since())
                        .add(messages.get("twofactor.on.left"), facts.codesLeft())
                        .add(messages.get("twofactor.on.fills"), facts.isKept()
                                ? messages.get("twofactor.on.fills.yes")
                                : messages.get("twofactor.on.fills.no"))));
        if (facts.hasFewCodes()) {
            nodes.add(new MessageBox(MessageBox.Kind.WARNING, messages.get("twofactor.on.few"),
                    messages.get("twofactor.on.few.rest")));
        }
        HBox buttons = new HBox(8);
        if (facts.isKept()) {
            nodes.add(Labels.wrapped(messages.get("twofactor.keep.trade"), "small", "muted"));
            Button forget = Buttons.of("twofactor-forget", messages.get("twofactor.on.forget"), viewModel::forgetKey);
            forget.disableProperty().bind(viewModel.busyProperty());
            buttons.getChildren().add(forget);
        } else {
            buttons.getChildren().add(Buttons.of("twofactor-keep", messages.get("twofactor.on.keep"),
                    () -> KeepKeyView.open(viewModel, dialogs, messages)));
        }
        Button off = Buttons.of("twofactor-off", messages.get("twofactor.on.off"), this::turnOff, "destroy-outline");
        off.disableProperty().bind(viewModel.busyProperty());
        buttons.getChildren().add(off);
        nodes.add(buttons);
        nodes.add(Labels.problem("twofactor-failure", viewModel.problemProperty()));
        return nodes;
    }

    private void turnOff() {
        viewModel.whenArmed(() -> viewModel.look()
                .ifPresent(look -> TurnOffView.open(viewModel, look, dialogs, messages)));
    }

    private void enrolling() {
        viewModel.enrolment().ifPresent(model -> {
            EnrolView fresh = new EnrolView(model, dialogs, messages);
            enrol = fresh;
            codes = new CodesView(model.provider(), messages);
            arrange();
            body.applyCss(); // a scroll pane has its content in the window only then
            fresh.start().requestFocus();
        });
    }

    private void codes() {
        viewModel.codes().ifPresent(model -> {
            codes = new CodesView(model, viewModel::finish, messages);
            arrange();
        });
    }

    /// Side by side where there is room, else one below the other.
    private void arrange() {
        if (enrol == null || codes == null) {
            return;
        }
        codes.getStyleClass().remove("enrol-side");
        if (getWidth() < NARROW) {
            enrol.setMaxWidth(Double.MAX_VALUE);
            codes.setMinWidth(0);
            codes.setPrefWidth(USE_COMPUTED_SIZE);
            codes.setMaxWidth(Double.MAX_VALUE);
            boolean isProved = viewModel.phaseProperty().get() == TwoFactorViewModel.Phase.CODES;
            body.getChildren().setAll(scroll(isProved ? new VBox(codes, enrol) : new VBox(enrol, codes)));
            return;
        }
        ScrollPane left = scroll(enrol);
        HBox.setHgrow(left, Priority.ALWAYS);
        codes.getStyleClass().add("enrol-side");
        ScrollPane right = scroll(codes);
        right.setMinWidth(492);
        right.setMaxWidth(492);
        right.setFitToHeight(true);
        body.getChildren().setAll(new HBox(left, right));
    }
}
