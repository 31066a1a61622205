package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A catalogue of scopes as a tree: resources, and below each what can be done with it. Up and down go from box to box,
/// left and right fold and unfold, Space chooses.
final class ScopePicker extends VBox {
    /// A catalogue that is longer begins folded.
    private static final int MOST_UNFOLDED = 40;

    private final ScopePickerViewModel viewModel;
    private final Messages messages;
    private final VBox rows = new VBox();
    private final TextField search = new TextField();
    private final ScrollPane scroll = new ScrollPane(rows);
    private final Set<String> folded = new HashSet<>();

    ScopePicker(ScopePickerViewModel viewModel, Messages messages) {
        this.viewModel = viewModel;
        this.messages = messages;
        getStyleClass().add("scope-box");
        search.setId("scope-search");
        search.setPromptText(messages.get("key.scopes.search"));
        search.setAccessibleText(messages.get("key.scopes.search.name"));
        search.getStyleClass().add("bare");
        search.textProperty().bindBidirectional(viewModel.searchProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox top = new HBox(Icons.of(BootstrapIcons.SEARCH, 14, "icon-muted"), search,
                Buttons.of("scope-reading", messages.get("key.scopes.reading"), viewModel::chooseReading, "link"),
                Buttons.of("scope-none", messages.get("key.scopes.none"), () -> viewModel.choose(List.of()), "link"));
        top.getStyleClass().add("scope-search");
        rows.setPadding(new javafx.geometry.Insets(4, 0, 4, 0));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setPrefHeight(232);
        scroll.setMinHeight(120);
        getChildren().addAll(top, scroll);
        addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        viewModel.searchProperty().subscribe(() -> build());
        viewModel.cataloguesProperty().subscribe(() -> begin());
        begin();
    }

    private void begin() {
        if (viewModel.size() > MOST_UNFOLDED) {
            viewModel.byResource().forEach((resource, choices) -> {
                if (choices.stream().noneMatch(choice -> choice.chosen().get())) {
                    folded.add(resource);
                }
            });
        }
        build();
    }

    private void build() {
        rows.getChildren().clear();
        viewModel.byResource().forEach((resource, choices) -> {
            List<ScopePickerViewModel.Choice> found = choices.stream().filter(viewModel::isFound).toList();
            if (!found.isEmpty()) {
                boolean open = !folded.contains(resource) || !viewModel.searchProperty().get().isBlank();
                rows.getChildren().add(resourceRow(resource, choices, open));
                if (open) {
                    found.forEach(choice -> rows.getChildren().add(leaf(choice)));
                }
            }
        });
        if (rows.getChildren().isEmpty() && viewModel.size() > 0) {
            Label nothing = Labels.of(messages.get("key.scopes.no-match"), "small", "muted");
            nothing.setPadding(new javafx.geometry.Insets(6, 14, 6, 14));
            rows.getChildren().add(nothing);
        }
    }

    private void steer(KeyEvent event) {
        List<CheckBox> boxes = boxes();
        int at = boxes.indexOf(focused());
        boolean inSearch = search.isFocused();
        switch (event.getCode()) {
            case DOWN -> go(event, boxes, inSearch ? 0 : at + 1, inSearch || at >= 0);
            case UP -> {
                if (at == 0) {
                    search.requestFocus();
                    event.consume();
                } else {
                    go(event, boxes, at - 1, at > 0);
                }
            }
            case LEFT -> fold(event, boxes, at, true);
            case RIGHT -> fold(event, boxes, at, false);
            default -> {
                // the box's own
            }
        }
    }

    private void go(KeyEvent event, List<CheckBox> boxes, int to, boolean isOurs) {
        if (!isOurs) {
            return;
        }
        event.consume();
        if (to < boxes.size()) {
            boxes.get(to).requestFocus();
            show(boxes.get(to));
        }
    }

    private void fold(KeyEvent event, List<CheckBox> boxes, int at, boolean close) {
        if (at < 0 || !(boxes.get(at).getUserData() instanceof String resource)) {
            return;
        }
        event.consume();
        boolean changes = close ? folded.add(resource) : folded.remove(resource);
        if (changes) {
            build();
            boxes().stream().filter(box -> resource.equals(box.getUserData())
                    && box.getId().equals("scope-all-" + resource)).findFirst().ifPresent(Node::requestFocus);
        }
    }

    private Node focused() {
        return getScene() == null || getScene().getFocusOwner() == null ? this : getScene().getFocusOwner();
    }

    private List<CheckBox> boxes() {
        List<CheckBox> boxes = new ArrayList<>();
        for (Node row : rows.getChildren()) {
            if (row instanceof HBox line) {
                line.getChildren().stream().filter(CheckBox.class::isInstance)
                        .forEach(node -> boxes.add((CheckBox) node));
            }
        }
        return boxes;
    }

    /// Scrolls until `box` is on screen.
    private void show(CheckBox box) {
        double room = rows.getHeight() - scroll.getViewportBounds().getHeight();
        if (room > 0) {
            double y = box.getParent().getBoundsInParent().getCenterY() - scroll.getViewportBounds().getHeight() / 2;
            scroll.setVvalue(Math.clamp(y / room, 0, 1));
        }
    }

    private HBox resourceRow(String resource, List<ScopePickerViewModel.Choice> choices, boolean open) {
        Button fold = Buttons.icon("fold-" + resource, messages.get("key.scopes.fold", resource),
                open ? BootstrapIcons.CHEVRON_DOWN : BootstrapIcons.CHEVRON_RIGHT, () -> {
                    if (!folded.remove(resource)) {
                        folded.add(resource);
                    }
                    build();
                });
        fold.getStyleClass().add("fold");
        fold.setFocusTraversable(false); // the box beside it folds with left and right
        CheckBox all = new CheckBox();
        all.setId("scope-all-" + resource);
        all.setUserData(resource);
        all.setAccessibleText(resource);
        Label count = Labels.of("", "caption", "muted");
        Runnable update = () -> {
            long chosen = choices.stream().filter(choice -> choice.chosen().get()).count();
            all.setSelected(chosen == choices.size());
            all.setIndeterminate(chosen > 0 && chosen < choices.size());
            count.setText(messages.get("key.scopes.of", chosen, choices.size()));
        };
        choices.forEach(choice -> choice.chosen().subscribe(update));
        update.run();
        all.setOnAction(_ -> {
            viewModel.toggle(resource);
            update.run();
        });
        HBox row = new HBox(fold, all, Labels.of(resource, "medium"), count);
        row.getStyleClass().add("scope-row");
        return row;
    }

    private HBox leaf(ScopePickerViewModel.Choice choice) {
        CheckBox box = new CheckBox();
        box.setId("scope-" + choice.value().replace(':', '-'));
        String kind = choice.changes() ? messages.get("key.scopes.writes") : messages.get("key.scopes.reads");
        box.setAccessibleText(choice.value() + ", " + kind
                + (choice.description().isEmpty() ? "" : ", " + choice.description()));
        box.selectedProperty().bindBidirectional(choice.chosen());
        Label value = Labels.of(choice.value(), "mono-small");
        value.setMinWidth(120);
        Label sort = choice.changes()
                ? Labels.of(kind, "caption", "semibold", "fg-warning")
                : Labels.of(kind, "caption", "muted");
        sort.setMinWidth(44);
        Label description = Labels.of(choice.description(), "small", "muted");
        HBox row = new HBox(box, value, sort, description);
        row.getStyleClass().addAll("scope-row", "leaf");
        row.setOnMouseClicked(_ -> box.fire());
        return row;
    }
}
