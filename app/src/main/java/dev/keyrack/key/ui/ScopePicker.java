package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A catalogue of scopes, folded by resource, with a search.
final class ScopePicker extends VBox {
    private final ScopePickerViewModel viewModel;
    private final Messages messages;
    private final VBox rows = new VBox();
    private final Set<String> folded = new HashSet<>();

    ScopePicker(ScopePickerViewModel viewModel, Messages messages) {
        this.viewModel = viewModel;
        this.messages = messages;
        getStyleClass().add("scope-box");
        TextField search = new TextField();
        search.setId("scope-search");
        search.setPromptText(messages.get("key.scopes.search"));
        search.setAccessibleText(messages.get("key.scopes.search.name"));
        search.getStyleClass().add("bare");
        search.textProperty().bindBidirectional(viewModel.searchProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox top = new HBox(Icons.of(BootstrapIcons.SEARCH, 14, "icon-muted"), search,
                Buttons.of("scope-none", messages.get("key.scopes.none"), () -> viewModel.choose(List.of()), "link"));
        top.getStyleClass().add("scope-search");
        rows.setPadding(new javafx.geometry.Insets(4, 0, 4, 0));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefHeight(232);
        scroll.setMinHeight(120);
        getChildren().addAll(top, scroll);
        viewModel.searchProperty().subscribe(() -> build());
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
        CheckBox all = new CheckBox();
        all.setId("scope-all-" + resource);
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
            boolean choose = choices.stream().anyMatch(choice -> !choice.chosen().get());
            choices.forEach(choice -> choice.chosen().set(choose));
            update.run();
        });
        HBox row = new HBox(fold, all, Labels.of(resource, "medium"), count);
        row.getStyleClass().add("scope-row");
        return row;
    }

    private HBox leaf(ScopePickerViewModel.Choice choice) {
        CheckBox box = new CheckBox();
        box.setId("scope-" + choice.value().replace(':', '-'));
        box.setAccessibleText(choice.value() + ", " + choice.description());
        box.selectedProperty().bindBidirectional(choice.chosen());
        Label value = Labels.of(choice.value(), "mono-small");
        value.setMinWidth(120);
        Label kind = choice.changes()
                ? Labels.of(messages.get("key.scopes.writes"), "caption", "semibold", "fg-warning")
                : Labels.of(messages.get("key.scopes.reads"), "caption", "muted");
        kind.setMinWidth(44);
        Label description = Labels.of(choice.description(), "small", "muted");
        HBox row = new HBox(box, value, kind, description);
        row.getStyleClass().addAll("scope-row", "leaf");
        row.setOnMouseClicked(_ -> box.fire());
        return row;
    }
}
