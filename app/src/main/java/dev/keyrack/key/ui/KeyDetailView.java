package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import dev.keyrack.shell.control.UsageBars;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Lays out the detail of the selected key; decides nothing.
final class KeyDetailView extends VBox {
    private final KeyDetailViewModel viewModel;
    private final KeyUsageViewModel usage;
    private final KeysActions actions;
    private final Messages messages;
    private final TimeText times;
    private final UsageBars bars = new UsageBars();
    private final Label usageSummary = Labels.of("", "caption", "muted");
    private Subscription usageSubscription = Subscription.EMPTY;

    KeyDetailView(KeyDetailViewModel viewModel, KeyUsageViewModel usage, KeysActions actions, Messages messages,
            TimeText times) {
        this.viewModel = viewModel;
        this.usage = usage;
        this.actions = actions;
        this.messages = messages;
        this.times = times;
        setId("key-detail");
        getStyleClass().add("detail");
        managedProperty().bind(visibleProperty());
        viewModel.detailProperty().subscribe(this::show);
    }

    private void show(@Nullable KeyDetail detail) {
        usageSubscription.unsubscribe();
        setVisible(detail != null);
        if (detail == null) {
            getChildren().clear();
            return;
        }
        VBox sections = new VBox(head(detail), section(facts(detail.values())), usageSection(detail), scopes(detail),
                section(heading(messages.get("key.detail.dates"), ""), facts(detail.dates())));
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(scroll);
        detail.advice().ifPresent(advice -> getChildren().add(padded(new MessageBox(MessageBox.Kind.WARNING,
                BootstrapIcons.CLOCK_HISTORY, advice.sentence(), advice.rest()))));
        getChildren().addAll(failure(), buttons(detail));
    }

    private VBox head(KeyDetail detail) {
        Label name = Labels.wrapped(detail.name(), "dialog-title");
        name.setId("detail-name");
        HBox top = new HBox(8, name, Spacers.horizontal(), Buttons.icon("detail-close",
                messages.get("key.close-detail"), BootstrapIcons.X, viewModel::close));
        top.getChildren().getLast().getStyleClass().add("small-icon");
        HBox.setHgrow(name, Priority.ALWAYS);
        String tone = detail.look().tone();
        Label status = Labels.of(detail.status(), "small", tone.equals("muted") ? "muted" : "fg-" + tone);
        status.setId("detail-status");
        HBox below = new HBox(6, Icons.of(detail.look().icon(), detail.look().size(), "icon-" + tone), status,
                Labels.of(detail.note(), "small", "muted"));
        below.setAlignment(Pos.CENTER_LEFT);
        VBox head = section(top, below);
        head.getStyleClass().add("first");
        head.setSpacing(2);
        return head;
    }

    private VBox usageSection(KeyDetail detail) {
        HBox title = heading(messages.get("key.usage.title", KeyUsageViewModel.DAYS), "");
        usageSummary.setId("detail-usage");
        title.getChildren().addAll(Spacers.horizontal(), usageSummary);
        FlowPane legend = new FlowPane(14, 4, legend("ok", messages.get("key.usage.ok")),
                legend("limited", messages.get("key.usage.limited")),
                legend("refused", messages.get("key.usage.refused")),
                legend("failed", messages.get("key.usage.failed")));
        VBox section = section(title, bars, legend);
        usageSubscription = usage.of(detail.id()).subscribe(this::paint);
        return section;
    }

    private void paint(KeyUsageViewModel.Usage known) {
        switch (known.state()) {
            case LOADING -> say(messages.get("key.usage.loading"));
            case NONE -> say(messages.get("key.usage.not-reported"));
            case NOT_FETCHED -> say(messages.get("key.usage.not-fetched"));
            case KNOWN -> {
                bars.show(known.bars(), known.dates());
                bars.setAccessibleText(messages.get("key.usage.spoken", KeyUsageViewModel.DAYS, known.total()));
                double notOk = known.total() == 0 ? 0 : 100.0 * (known.total() - known.ok()) / known.total();
                boolean old = known.readAt().isBefore(times.now().minusSeconds(300));
                usageSummary.setText(old
                        ? messages.get("key.usage.complete-to", times.moment(known.readAt()))
                        : known.total() == 0
                                ? messages.get("key.usage.no-requests")
                                : messages.get("key.usage.summary", known.total(), notOk));
            }
        }
    }

    private void say(String text) {
        bars.show(List.of(), List.of());
        usageSummary.setText(text);
    }

    private static HBox legend(String styleClass, String text) {
        Region dot = new Region();
        dot.getStyleClass().addAll("legend-dot", styleClass);
        HBox entry = new HBox(5, dot, Labels.of(text, "caption", "muted"));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    private VBox scopes(KeyDetail detail) {
        FlowPane chips = new FlowPane(4, 4);
        for (String scope : detail.scopes()) {
            HBox chip = new HBox(Labels.of(scope, "mono-caption"));
            chip.getStyleClass().add("chip");
            chips.getChildren().add(chip);
        }
        Node content = detail.scopes().isEmpty()
                ? Labels.wrapped(viewModel.noScopes(), "small", "muted")
                : chips;
        return section(heading(messages.get("key.detail.scopes"), detail.scopesOf()), content);
    }

    private static FactGrid facts(List<KeyDetail.Fact> facts) {
        FactGrid grid = new FactGrid(96);
        for (KeyDetail.Fact fact : facts) {
            TextFlow words = new TextFlow(Labels.text(fact.text(),
                    fact.tone().equals("mono") ? "mono-small" : "small",
                    fact.tone().equals("warning") ? "fg-warning" : "body-colour"));
            if (!fact.rest().isEmpty()) {
                words.getChildren().add(Labels.text(" " + fact.rest(), "small", "muted"));
            }
            words.setMinHeight(Region.USE_PREF_SIZE);
            if (!fact.hover().isEmpty()) {
                Tooltip.install(words, new Tooltip(fact.hover()));
            }
            grid.add(fact.name(), words);
        }
        return grid;
    }

    private Node failure() {
        Label sentence = Labels.bound(viewModel.failureProperty(), "field-problem");
        sentence.setId("detail-failure");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        StackPane holder = padded(sentence);
        holder.visibleProperty().bind(viewModel.failureProperty().isNotEmpty());
        holder.managedProperty().bind(holder.visibleProperty());
        return holder;
    }

    private HBox buttons(KeyDetail detail) {
        Button edit = Buttons.of("detail-edit", messages.get("key.detail.edit"), () -> actions.edit(detail.id()));
        Button toggle = Buttons.of("detail-toggle",
                detail.enabled() ? messages.get("key.detail.disable") : messages.get("key.detail.enable"),
                detail.enabled() ? this::askToDisable : viewModel::toggle);
        Button revoke = Buttons.of("detail-revoke", messages.get("key.detail.revoke"),
                viewModel.isProduction() ? BootstrapIcons.OCTAGON_FILL : BootstrapIcons.X_OCTAGON,
                () -> actions.revoke(detail.id()), "destroy-outline");
        HBox buttons = new HBox(unless(edit, detail.edit()), unless(toggle, detail.toggle()), Spacers.horizontal(),
                unless(revoke, detail.revoke()));
        buttons.getStyleClass().add("detail-actions");
        return buttons;
    }

    private void askToDisable() {
        viewModel.question().ifPresent(question -> actions.disable(question, viewModel::toggle));
    }

    /// Switches `button` off where there is a reason, which its wrapper tells: a disabled node has no tooltip.
    private static Node unless(Button button, String reason) {
        button.setDisable(!reason.isEmpty());
        StackPane wrapper = new StackPane(button);
        if (!reason.isEmpty()) {
            Tooltip.install(wrapper, new Tooltip(reason));
            button.setAccessibleHelp(reason);
        }
        return wrapper;
    }

    private static HBox heading(String title, String rest) {
        HBox heading = new HBox(8, Labels.of(title, "field-label"));
        if (!rest.isEmpty()) {
            heading.getChildren().add(Labels.of(rest, "caption", "muted"));
        }
        heading.setAlignment(Pos.BASELINE_LEFT);
        return heading;
    }

    private static VBox section(Node... nodes) {
        VBox section = new VBox(nodes);
        section.getStyleClass().add("detail-section");
        return section;
    }

    private static StackPane padded(Node node) {
        StackPane holder = new StackPane(node);
        holder.setPadding(new javafx.geometry.Insets(0, 16, 12, 16));
        return holder;
    }
}
