package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Lays out the keys section: what stands above the table, the table, and the detail beside it.
public final class KeysView extends StackPane {
    /// From this width on the detail stands beside the table; below, it lies over the table's right part.
    private static final double BESIDE = 1040;

    private final KeyTableViewModel viewModel;
    private final KeysActions actions;
    private final Messages messages;
    private final TimeText times;
    private final TextField search = new TextField();
    private final KeyTable table;
    private final VBox body = new VBox();
    private final HBox filters;
    private final HBox footer;
    private final Button create;

    /// Binds the view to its models.
    public KeysView(KeyTableViewModel viewModel, KeyDetailViewModel detail, KeyUsageViewModel usage,
            KeysActions actions, Messages messages, TimeText times) {
        this.viewModel = viewModel;
        this.actions = actions;
        this.messages = messages;
        this.times = times;
        this.table = new KeyTable(viewModel, usage, actions, messages);
        this.filters = filters();
        this.footer = footer();
        this.create = Buttons.of("key-new", messages.get("key.new"), BootstrapIcons.PLUS, actions::create, "primary");
        HBox topBar = topBar();
        VBox left = new VBox(topBar, loadingBar(), body);
        VBox.setVgrow(body, Priority.ALWAYS);
        left.setMinWidth(0);
        body.setMinWidth(0);
        KeyDetailView detailView = new KeyDetailView(detail, usage, actions, messages, times);
        StackPane.setAlignment(detailView, Pos.CENTER_RIGHT);
        getChildren().addAll(left, detailView);
        Runnable arrange = () -> {
            boolean beside = getWidth() >= BESIDE;
            StackPane.setMargin(left, new Insets(0, detailView.isVisible() && beside ? detailView.prefWidth(-1) : 0, 0,
                    0));
            StackPane.setMargin(detailView, new Insets(beside ? 0 : topBar.getHeight(), 0, 0, 0));
        };
        widthProperty().subscribe(arrange);
        topBar.heightProperty().subscribe(arrange);
        detailView.visibleProperty().subscribe(arrange);
        detailView.widthProperty().subscribe(arrange);
        VBox.setVgrow(table, Priority.ALWAYS);
        viewModel.phaseProperty().subscribe(this::arrange);
        viewModel.problemProperty().subscribe(this::arrange);
        arrange();
    }

    /// Puts the keyboard into the search field.
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private HBox topBar() {
        search.setId("key-search");
        search.setPromptText(messages.get("key.search.prompt"));
        search.setAccessibleText(messages.get("key.search.name"));
        search.getStyleClass().add("bare");
        search.textProperty().bindBidirectional(viewModel.rows().filterProperty());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                table.requestFocus();
                event.consume();
            }
        });
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox box = new HBox(Icons.of(BootstrapIcons.SEARCH, 14, "icon-muted"), search, Labels.of("Ctrl F", "kbd"));
        box.getStyleClass().add("field-box");
        box.setPrefWidth(250);
        Button refresh = Buttons.icon("key-refresh", messages.get("key.refresh"), BootstrapIcons.ARROW_CLOCKWISE,
                viewModel::refresh);
        refresh.disableProperty().bind(viewModel.workingProperty());
        Button commands = Buttons.of("key-commands", messages.get("key.commands"), actions::commands, "quiet");
        commands.setGraphic(Labels.of("Ctrl K", "kbd"));
        commands.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        HBox bar = new HBox(Labels.of(messages.get("key.title"), "page-title"), Spacers.horizontal(), box, commands,
                refresh,
                create);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private Region loadingBar() {
        Region bar = new Region();
        bar.setId("key-loading");
        bar.getStyleClass().add("loading-bar");
        bar.visibleProperty().bind(viewModel.workingProperty());
        bar.setManaged(false);
        StackPane holder = new StackPane(bar);
        bar.prefWidthProperty().bind(holder.widthProperty());
        holder.widthProperty().subscribe(width -> bar.resizeRelocate(0, -2, width.doubleValue(), 2));
        holder.setMaxHeight(0);
        return holder;
    }

    private HBox filters() {
        ToggleGroup toggles = new ToggleGroup();
        HBox row = new HBox();
        row.getStyleClass().add("filter-row");
        for (KeyGroup group : KeyGroup.values()) {
            row.getChildren().add(chip(group, toggles));
        }
        row.getChildren().addAll(Spacers.horizontal(), columnsButton());
        viewModel.rows().groupProperty().subscribe(group -> toggles.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == group).findFirst().ifPresent(toggles::selectToggle));
        return row;
    }

    private ToggleButton chip(KeyGroup group, ToggleGroup toggles) {
        Label count = Labels.of("", "body");
        ToggleButton chip = new ToggleButton(switch (group) {
            case ALL -> messages.get("key.group.all");
            case ACTIVE -> messages.get("key.group.active");
            case EXPIRING -> messages.get("key.group.expiring", KeyWording.EXPIRING_DAYS);
            case IDLE -> messages.get("key.group.idle", KeyWording.IDLE_DAYS);
            case NO_EXPIRY -> messages.get("key.group.no-expiry");
            case GONE -> messages.get("key.group.gone");
        }, count);
        chip.getStyleClass().setAll("filter-chip", "toggle-button");
        chip.setId("group-" + group.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        chip.setToggleGroup(toggles);
        chip.setUserData(group);
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setOnAction(_ -> {
            chip.setSelected(true);
            viewModel.rows().groupProperty().set(group);
        });
        viewModel.rows().countsProperty().subscribe((Map<KeyGroup, Integer> counts) -> count
                .setText(Integer.toString(counts.getOrDefault(group, 0))));
        return chip;
    }

    private Button columnsButton() {
        ContextMenu menu = new ContextMenu();
        Button button = Buttons.icon("key-columns", messages.get("key.columns"), BootstrapIcons.LAYOUT_THREE_COLUMNS,
                menu::hide);
        for (TableColumn<KeyRow, ?> column : table.getColumns().subList(1, table.getColumns().size())) {
            CheckMenuItem item = new CheckMenuItem(column.getText());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            menu.getItems().add(item);
        }
        button.setOnAction(_ -> menu.show(button, javafx.geometry.Side.BOTTOM, 0, 4));
        return button;
    }

    private HBox footer() {
        Label summary = Labels.bound(viewModel.rows().summaryProperty(), "caption", "muted");
        summary.setId("key-summary");
        HBox row = new HBox(summary, Spacers.horizontal(),
                legend(BootstrapIcons.DASH_CIRCLE, messages.get("key.legend.never")),
                legend(BootstrapIcons.SLASH_CIRCLE, messages.get("key.legend.not-reported")),
                legend(BootstrapIcons.HOURGLASS_SPLIT, messages.get("key.legend.unknown")));
        row.getStyleClass().add("content-footer");
        return row;
    }

    private static HBox legend(BootstrapIcons icon, String words) {
        HBox entry = new HBox(5, Icons.of(icon, 12, "icon-muted"), Labels.of(words, "caption", "muted"));
        entry.setAlignment(Pos.CENTER_LEFT);
        entry.setMinWidth(0);
        return entry;
    }

    private void arrange() {
        KeyTableViewModel.Phase phase = viewModel.phaseProperty().get();
        boolean production = viewModel.isProduction();
        create.getStyleClass().removeAll("primary", "primary-env");
        create.getStyleClass().add(production ? "primary-env" : "primary");
        create.setGraphic(Icons.of(production ? BootstrapIcons.OCTAGON_FILL : BootstrapIcons.PLUS, 14));
        create.setDisable(!viewModel.canCreate());
        switch (phase) {
            case LOADING -> body.getChildren().setAll(skeleton());
            case READY -> body.getChildren().setAll(filters, table, footer);
            case EMPTY -> {
                EmptyKeysView empty = new EmptyKeysView(profileName(), viewModel.providerName(),
                        viewModel.readAt().map(times::time).orElse(""), actions::create, viewModel::refresh, messages);
                VBox.setVgrow(empty, Priority.ALWAYS);
                body.getChildren().setAll(empty);
            }
            case OFFLINE -> body.getChildren().setAll(offline(), filters, table, footer);
            case REFUSED -> {
                body.getChildren().setAll(refused());
                viewModel.readAt().ifPresent(_ -> body.getChildren().addAll(staleHeading(), table));
            }
        }
    }

    private Node offline() {
        Button retry = Buttons.of("offline-retry", messages.get("key.offline.retry"), viewModel::refresh);
        String since = viewModel.offlineSince().map(times::time).orElse("");
        Optional<Instant> readAt = viewModel.readAt();
        String title = readAt
                .map(at -> messages.get("key.offline.title", since, profileName(), times.moment(at), times.ago(at)))
                .orElseGet(() -> messages.get("key.offline.title.never", since, profileName()));
        MessageBox box = new MessageBox(MessageBox.Kind.WARNING, BootstrapIcons.CLOUD_SLASH, title,
                messages.get("key.offline.rest") + " " + viewModel.offlineReasonProperty().get());
        box.setId("key-offline");
        HBox.setHgrow(box, Priority.ALWAYS);
        retry.getStyleClass().add("compact");
        box.getChildren().add(retry);
        return padded(box, 12, 16, 0, 16);
    }

    private Node refused() {
        Problem problem = viewModel.problemProperty().get();
        return problem == null
                ? new Region()
                : padded(new ProblemView(problem, actions, viewModel::refresh, messages), 16, 16, 0, 16);
    }

    private Node staleHeading() {
        HBox heading = new HBox(
                Labels.of(messages.get("key.stale.title", viewModel.staleSinceProperty().get()), "strong"),
                Labels.of(messages.get("key.stale.rest", viewModel.totalProperty().get(), viewModel.providerName()),
                        "small", "muted"));
        heading.getStyleClass().add("stale-heading");
        return heading;
    }

    private static Node skeleton() {
        VBox rows = new VBox(24);
        rows.setPadding(new Insets(60, 16, 16, 52));
        for (int i = 0; i < 10; i++) {
            Region bar = new Region();
            bar.getStyleClass().add("skeleton");
            bar.setMinHeight(20);
            bar.setMaxWidth(280 + 37.0 * (i % 4) * 3);
            rows.getChildren().add(bar);
        }
        return rows;
    }

    private String profileName() {
        return viewModel.profileName();
    }

    private static Node padded(Node node, double top, double right, double bottom, double left) {
        StackPane holder = new StackPane(node);
        holder.setPadding(new Insets(top, right, bottom, left));
        return holder;
    }
}
