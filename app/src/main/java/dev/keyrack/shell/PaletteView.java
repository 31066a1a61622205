package dev.keyrack.shell;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.PaletteViewModel.Entry;
import dev.keyrack.shell.control.EnvironmentNodes;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The command palette: a field, and below it what fits the letters typed.
public final class PaletteView {
    private static final double ROW = 42;
    private static final int MOST_ROWS = 8;

    private final PaletteViewModel viewModel;
    private final Dialogs dialogs;
    private final Messages messages;
    private final ListView<Entry> list = new ListView<>();
    private final VBox box = new VBox();

    private PaletteView(PaletteViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.messages = messages;
    }

    /// Opens the palette.
    public static void open(PaletteViewModel viewModel, Dialogs dialogs, Messages messages) {
        new PaletteView(viewModel, dialogs, messages).open();
    }

    private void open() {
        TextField field = new TextField();
        field.setId("palette-field");
        field.setPromptText(messages.get("shell.palette.prompt"));
        field.setAccessibleText(messages.get("shell.palette.title"));
        field.getStyleClass().addAll("bare", "palette-field");
        field.textProperty().bindBidirectional(viewModel.typedProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox top = new HBox(14, Icons.of(BootstrapIcons.SEARCH, 16, "icon-muted"), field, Labels.of("Esc", "kbd"));
        top.getStyleClass().add("palette-top");
        list.setId("palette-list");
        list.getStyleClass().add("palette-list");
        list.setItems(viewModel.found());
        list.setCellFactory(_ -> new Cell());
        list.setFixedCellSize(ROW);
        list.prefHeightProperty().bind(Bindings.size(viewModel.found()).map(
                size -> 10 + ROW * Math.clamp(size.intValue(), 1, MOST_ROWS)));
        list.setPlaceholder(Labels.of(messages.get("shell.palette.nothing"), "body", "muted"));
        list.setFocusTraversable(false);
        list.getSelectionModel().selectFirst();
        viewModel.typedProperty().subscribe(() -> list.getSelectionModel().selectFirst());
        HBox hints = new HBox(6, Labels.of("↑", "kbd"), Labels.of("↓", "kbd"),
                Labels.of(messages.get("shell.palette.choose"), "caption", "muted"), Labels.of("Enter", "kbd"),
                Labels.of(messages.get("shell.palette.open"), "caption", "muted"), Labels.of(">", "kbd"),
                Labels.of(messages.get("shell.palette.commands"), "caption", "muted"), Labels.of("@", "kbd"),
                Labels.of(messages.get("shell.palette.profiles"), "caption", "muted"), Spacers.horizontal(),
                Labels.of(messages.get("shell.palette.asks"), "caption", "muted"));
        hints.getStyleClass().add("palette-foot");
        box.getChildren().addAll(top, list, hints);
        box.setId("palette");
        box.getStyleClass().add("dialog-box");
        box.setPrefWidth(680);
        dialogs.show(box, field, () -> dialogs.close(box));
    }

    private void steer(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            int next = at + (event.getCode() == KeyCode.DOWN ? 1 : -1);
            if (next >= 0 && next < list.getItems().size()) {
                list.getSelectionModel().select(next);
                list.scrollTo(Math.max(0, next - 6));
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
            event.consume();
        }
    }

    private void choose(@Nullable Entry entry) {
        if (entry != null) {
            dialogs.close(box);
            entry.action().run();
        }
    }

    /// One entry: icon, words with the typed letters marked, environment, keys.
    private final class Cell extends ListCell<Entry> {
        Cell() {
            setOnMouseClicked(_ -> choose(getItem()));
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setAccessibleText(entry == null ? null : entry.title());
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            TextFlow title = marked(entry.title());
            title.setMaxHeight(USE_PREF_SIZE);
            title.setMinWidth(USE_PREF_SIZE);
            HBox row = new HBox(12, Icons.of(entry.icon(), 14, "icon-muted"), title,
                    Labels.of(entry.rest(), "small", "muted"), Spacers.horizontal());
            entry.look().ifPresent(look -> row.getChildren().add(EnvironmentNodes.badge(look)));
            if (!entry.keys().isEmpty()) {
                row.getChildren().add(Labels.of(entry.keys(), "kbd"));
            }
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }

        private TextFlow marked(String title) {
            int at = viewModel.match(title);
            int end = at + viewModel.matchLength();
            return at < 0
                    ? new TextFlow(Labels.text(title, "medium"))
                    : new TextFlow(Labels.text(title.substring(0, at), "medium"),
                            Labels.text(title.substring(at, end), "medium", "match"),
                            Labels.text(title.substring(end), "medium"));
        }
    }
}
