package dev.keyrack.provider.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Lays out the providers, one card each.
public final class ProvidersView extends VBox {
    private final Messages messages;

    /// Shows the providers of `viewModel`.
    public ProvidersView(ProvidersViewModel viewModel, Messages messages) {
        this.messages = messages;
        setId("providers");
        HBox bar = new HBox(Labels.of(messages.get("provider.title"), "page-title"));
        bar.getStyleClass().add("top-bar");
        VBox cards = new VBox(16);
        cards.setPadding(new Insets(16));
        viewModel.findings().forEach(finding -> {
            MessageBox box = new MessageBox(MessageBox.Kind.WARNING, messages.get("provider.finding"), finding);
            box.setMaxWidth(1000);
            cards.getChildren().add(box);
        });
        viewModel.cards().forEach(card -> cards.getChildren().add(card(card)));
        cards.getChildren().add(Labels.wrapped(messages.get("provider.own"), "small", "muted"));
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(bar, scroll);
    }

    private VBox card(ProvidersViewModel.Card card) {
        FactGrid facts = new FactGrid(96);
        card.facts().forEach(fact -> facts.add(fact.name(), fact.text()));
        VBox abilities = new VBox(8, Labels.of(messages.get("provider.abilities"), "field-label"));
        card.abilities().forEach(ability -> abilities.getChildren().add(ability(ability)));
        VBox scopes = new VBox(8, Labels.of(messages.get("provider.scopes"), "field-label"));
        if (card.scopes().isEmpty()) {
            scopes.getChildren().add(Labels.of(messages.get("provider.no-scopes"), "small", "muted"));
        } else {
            FactGrid grid = new FactGrid(140);
            card.scopes().forEach(scope -> grid.add(scope.name(), scope.text()));
            scopes.getChildren().add(grid);
        }
        HBox.setHgrow(abilities, Priority.ALWAYS);
        HBox.setHgrow(scopes, Priority.ALWAYS);
        abilities.setPrefWidth(420);
        scopes.setPrefWidth(420);
        VBox box = new VBox(16, Labels.of(card.name(), "dialog-title"), facts, new HBox(32, abilities, scopes));
        box.getStyleClass().add("card-box");
        box.setPadding(new Insets(16, 20, 20, 20));
        box.setMaxWidth(1000);
        return box;
    }

    private static HBox ability(ProvidersViewModel.Ability ability) {
        Label name = Labels.of(ability.name(), "small");
        name.setMinWidth(150);
        Label words = Labels.wrapped(ability.words(), "small", "muted");
        HBox.setHgrow(words, Priority.ALWAYS);
        return new HBox(10, switch (ability.tone()) {
            case "yes" -> Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 13, "icon-success");
            case "undocumented" -> Icons.of(BootstrapIcons.CHECK_CIRCLE, 13, "icon-success");
            case "console" -> Icons.of(BootstrapIcons.BOX_ARROW_UP_RIGHT, 13, "icon-muted");
            default -> Icons.of(BootstrapIcons.DASH_CIRCLE, 13, "icon-muted");
        }, name, words);
    }
}
