package dev.keyrack.audit.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Lays out the journal: what was done from here, newest first.
public final class JournalView extends VBox {
    /// Binds the view to its model.
    public JournalView(JournalViewModel viewModel, Messages messages) {
        setId("journal");
        TextField search = new TextField();
        search.setId("journal-search");
        search.setPromptText(messages.get("audit.search"));
        search.setAccessibleText(messages.get("audit.search"));
        search.getStyleClass().add("bare");
        search.textProperty().bindBidirectional(viewModel.filterProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox box = new HBox(Icons.of(BootstrapIcons.SEARCH, 14, "icon-muted"), search);
        box.getStyleClass().add("field-box");
        box.setPrefWidth(250);
        HBox bar = new HBox(Labels.of(messages.get("audit.title"), "page-title"), Spacers.horizontal(), box);
        bar.getStyleClass().add("top-bar");

        TableView<JournalViewModel.Row> table = new TableView<>(viewModel.rows());
        table.setId("journal-table");
        table.setAccessibleText(messages.get("audit.title"));
        table.getStyleClass().add("plain-table");
        table.setFixedCellSize(36);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.setPlaceholder(Labels.of(messages.get("audit.nothing"), "body", "muted"));
        table.getColumns()
                .add(column(messages.get("audit.column.time"), 150, "mono-small", JournalViewModel.Row::time));
        table.getColumns()
                .add(column(messages.get("audit.column.action"), 210, "mono-small", JournalViewModel.Row::action));
        table.getColumns()
                .add(column(messages.get("audit.column.profile"), 180, "small", JournalViewModel.Row::profile));
        table.getColumns()
                .add(column(messages.get("audit.column.subject"), 220, "mono-small", JournalViewModel.Row::subject));
        table.getColumns().add(column(messages.get("audit.column.detail"), 0, "small", JournalViewModel.Row::detail));
        VBox.setVgrow(table, Priority.ALWAYS);

        HBox footer = new HBox(Labels.bound(viewModel.summaryProperty(), "caption", "muted"), Spacers.horizontal(),
                Labels.of(messages.get("audit.order"), "caption", "muted"));
        footer.getStyleClass().add("content-footer");
        getChildren().addAll(bar, table, footer);
    }

    private static TableColumn<JournalViewModel.Row, String> column(String title, double width, String styleClass,
            Function<JournalViewModel.Row, String> text) {
        TableColumn<JournalViewModel.Row, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.getStyleClass().add(styleClass);
        column.setSortable(false);
        column.setReorderable(false);
        if (width > 0) {
            column.setMinWidth(width);
            column.setPrefWidth(width);
            column.setMaxWidth(1.6 * width);
        } else {
            column.setPrefWidth(4000);
        }
        return column;
    }
}
