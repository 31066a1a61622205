package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.MessageBox;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a key may do: presets first, then copying, then scopes one by one; and why, where that is asked.
final class AccessView extends VBox {
    private static final double FACE = 208;

    private final AccessViewModel viewModel;
    private final Messages messages;
    private final ToggleGroup group = new ToggleGroup();
    private final VBox below = new VBox(8);
    private final ScopePicker picker;

    AccessView(AccessViewModel viewModel, Messages messages) {
        super(6);
        this.viewModel = viewModel;
        this.messages = messages;
        this.picker = new ScopePicker(viewModel.scopes(), messages);
        if (viewModel.stateProperty().get() == AccessViewModel.State.NONE) {
            Label calm = Labels.wrapped(messages.get("key.create.no-scopes", viewModel.noun()), "small", "muted");
            calm.setId("no-scopes");
            getChildren().addAll(Labels.of(messages.get("key.create.access"), "field-label"), calm);
            return;
        }
        if (viewModel.hasPresets()) {
            below.getStyleClass().add("below-cards");
        }
        getChildren().addAll(head(), viewModel.hasPresets() ? cards() : segments(), below);
        viewModel.chosenProperty().subscribe(this::select);
        viewModel.stateProperty().subscribe(() -> build());
        build();
    }

    private HBox head() {
        Label count = Labels.of("", "small", "muted");
        count.setId("scope-count");
        Runnable update = () -> count.setText(viewModel.stateProperty().get() == AccessViewModel.State.CATALOGUE
                ? messages.get("key.create.scopes-of", viewModel.scopes().countProperty().get(),
                        viewModel.scopes().size())
                : messages.get("key.create.scopes-chosen", viewModel.granted().size()));
        viewModel.scopes().changesProperty().subscribe(update);
        viewModel.stateProperty().subscribe(() -> update.run());
        viewModel.chosenProperty().subscribe(() -> update.run());
        update.run();
        return new HBox(Labels.of(messages.get("key.create.access"), "field-label"), Spacers.horizontal(), count);
    }

    /// Presets with what they say of themselves, two in a row.
    private GridPane cards() {
        GridPane grid = new GridPane(8, 8);
        grid.setId("access-presets");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        int at = 0;
        for (AccessOption option : viewModel.options()) {
            ToggleButton card = toggle(option);
            card.getStyleClass().setAll("preset-card", "toggle-button");
            card.setText("");
            card.setGraphic(face(option));
            card.setAccessibleText(option.label() + ". " + words(option));
            boolean alone = at % 2 == 0 && at == viewModel.options().size() - 1;
            grid.add(card, at % 2, at / 2, alone ? 2 : 1, 1);
            at++;
        }
        return grid;
    }

    private VBox face(AccessOption option) {
        Label title = Labels.of(option.label(), "medium");
        Label rest = Labels.wrapped(words(option), "small", "muted", "regular");
        rest.setMinWidth(FACE); // a button asks how high its face is without saying how wide it will be
        rest.setPrefWidth(FACE);
        rest.setMaxWidth(FACE);
        VBox face = new VBox(2, title, rest);
        face.setAlignment(Pos.TOP_LEFT);
        return face;
    }

    private String words(AccessOption option) {
        return switch (option.kind()) {
            case PRESET -> option.description().isEmpty()
                    ? messages.get("key.access.permissions", option.scopes().size())
                    : messages.get("key.access.permissions.described", option.scopes().size(), option.description());
            case COPY -> messages.get("key.access.copy");
            case CUSTOM -> messages.get("key.access.custom");
            case READING, ALL -> "";
        };
    }

    private HBox segments() {
        HBox row = new HBox();
        row.getStyleClass().add("segments");
        for (AccessOption option : viewModel.options()) {
            ToggleButton segment = toggle(option);
            HBox.setHgrow(segment, Priority.ALWAYS);
            segment.setPrefWidth(100);
            row.getChildren().add(segment);
        }
        row.getChildren().getFirst().getStyleClass().add("first");
        row.getChildren().getLast().getStyleClass().add("last");
        return row;
    }

    private ToggleButton toggle(AccessOption option) {
        ToggleButton toggle = new ToggleButton(option.label());
        toggle.setId("access-" + option.id());
        toggle.setMnemonicParsing(false);
        toggle.setToggleGroup(group);
        toggle.setUserData(option);
        toggle.setMaxWidth(Double.MAX_VALUE);
        toggle.setMaxHeight(Double.MAX_VALUE);
        toggle.addEventHandler(ActionEvent.ACTION, _ -> {
            select(viewModel.chosenProperty().get()); // the model decides what is chosen
            press(option, toggle);
        });
        return toggle;
    }

    private void press(AccessOption option, Node toggle) {
        if (option.kind() != AccessOption.Kind.COPY) {
            viewModel.choose(option);
            return;
        }
        ContextMenu menu = new ContextMenu();
        if (viewModel.templates().isEmpty()) {
            MenuItem none = new MenuItem(messages.get("key.access.copy.none"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        viewModel.templates().forEach(template -> {
            MenuItem item = new MenuItem(template.name() + "  (" + String.join(" ", template.scopes()) + ")");
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> viewModel.copyFrom(template));
            menu.getItems().add(item);
        });
        menu.show(toggle, Side.BOTTOM, 0, 4);
    }

    private void select(@Nullable AccessOption option) {
        group.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData().equals(option)));
        build();
    }

    private void build() {
        AccessOption option = viewModel.chosenProperty().get();
        below.getChildren().clear();
        boolean byHand = option != null
                && (option.kind() == AccessOption.Kind.CUSTOM || option.kind() == AccessOption.Kind.COPY);
        if (viewModel.asksWhy()) {
            below.getChildren().add(why());
        }
        if (byHand || !viewModel.hasPresets()) {
            switch (viewModel.stateProperty().get()) {
                case LOADING -> below.getChildren().addAll(loading(), picker);
                case TYPED -> below.getChildren().addAll(typed(), picker);
                case CATALOGUE, NONE -> below.getChildren().add(picker);
            }
        }
    }

    private Node why() {
        TextField reason = new TextField();
        reason.setId("access-reason");
        reason.textProperty().bindBidirectional(viewModel.reasonProperty());
        return FormRow.of(messages.get("key.access.reason"), reason, messages.get("key.access.reason.help"));
    }

    private HBox loading() {
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("thin-progress");
        bar.setPrefWidth(96);
        HBox row = new HBox(10, bar, Labels.of(messages.get("key.access.loading"), "small", "muted"));
        row.setId("scope-loading");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox typed() {
        VBox box = new VBox(8);
        String problem = viewModel.problemProperty().get();
        if (!problem.isEmpty()) {
            MessageBox message = new MessageBox(MessageBox.Kind.WARNING, messages.get("key.access.not-loaded"), problem,
                    Buttons.of("scope-retry", messages.get("key.access.retry"), viewModel::retry));
            message.setId("scope-problem");
            box.getChildren().add(message);
        }
        TextField field = new TextField();
        field.setId("scope-typed");
        HBox.setHgrow(field, Priority.ALWAYS);
        Runnable add = () -> {
            viewModel.scopes().add(field.getText());
            field.clear();
        };
        HBox row = new HBox(8, field, Buttons.of("scope-add", messages.get("key.access.add"), add));
        field.addEventHandler(ActionEvent.ACTION, event -> {
            event.consume(); // Enter adds the scope, it does not send the form
            add.run();
        });
        Label label = Labels.of(messages.get("key.access.typed"), "small", "muted");
        label.setLabelFor(field);
        label.setMinHeight(Region.USE_PREF_SIZE);
        box.getChildren().addAll(label, row);
        return box;
    }

    /// What the user should know about a choice.
    static List<Node> notes(AccessViewModel viewModel, Messages messages) {
        return viewModel.notes().stream().<Node>map(note -> {
            MessageBox.Kind kind = note.grave() ? MessageBox.Kind.WARNING : MessageBox.Kind.INFO;
            return note.proposal()
                    .map(proposal -> new MessageBox(kind, note.sentence(), note.rest(), Buttons.of("access-proposal",
                            messages.get("key.access.use", proposal.label()), () -> viewModel.choose(proposal))))
                    .orElseGet(() -> new MessageBox(kind, BootstrapIcons.LIGHTBULB,
                            note.sentence(), note.rest()));
        }).toList();
    }
}
