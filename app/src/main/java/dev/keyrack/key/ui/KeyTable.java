package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The table of keys: edge to edge, two lines a row, sorted by any column.
final class KeyTable extends TableView<KeyRow> {
    private static final String MUTED = "muted-row";
    /// Width of the table from which on created, usage, expiry and scopes are shown.
    private static final List<Integer> ROOM = List.of(980, 740, 640, 540);

    KeyTable(KeyTableViewModel viewModel, KeyUsageViewModel usage, KeysActions actions, Messages messages) {
        setId("key-table");
        setAccessibleText(messages.get("key.title"));
        setFixedCellSize(44);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        TableColumn<KeyRow, KeyRow> name = column("name", messages.get("key.column.name"), 190, KeyRow.BY_NAME,
                KeyCells.NameFace::new);
        TableColumn<KeyRow, KeyRow> scopes = column("scopes", messages.get("key.column.scopes"), 0, KeyRow.BY_SCOPES,
                () -> new KeyCells.ScopesFace(viewModel::hasScopes, messages));
        TableColumn<KeyRow, KeyRow> lastUsed = column("last-used", messages.get("key.column.last-used"), 124,
                KeyRow.BY_LAST_USE, () -> new KeyCells.WordsFace(KeyRow::lastUsed));
        TableColumn<KeyRow, KeyRow> expires = column("expires", messages.get("key.column.expires"), 108,
                KeyRow.BY_EXPIRY, () -> new KeyCells.WordsFace(KeyRow::expires));
        TableColumn<KeyRow, KeyRow> status = column("status", messages.get("key.column.status"), 110,
                KeyRow.BY_STATUS, KeyCells.StatusFace::new);
        TableColumn<KeyRow, KeyRow> sparkline = column("usage", messages.get("key.column.usage"), 96, null,
                () -> new KeyCells.UsageFace(usage, messages));
        TableColumn<KeyRow, KeyRow> created = column("created", messages.get("key.column.created"), 180,
                KeyRow.BY_CREATION, () -> new KeyCells.WordsFace(KeyRow::created));
        lastUsed.setComparator(datesFirst(lastUsed, KeyRow::lastUse, KeyRow.NO_LAST_USE));
        expires.setComparator(datesFirst(expires, KeyRow::expiry, Long.MAX_VALUE));
        getColumns().add(name);
        getColumns().add(scopes);
        getColumns().add(created);
        getColumns().add(lastUsed);
        getColumns().add(expires);
        getColumns().add(status);
        getColumns().add(sparkline);
        getSortOrder().add(name);
        List<TableColumn<KeyRow, KeyRow>> leaving = List.of(created, sparkline, expires, scopes);
        leaving.forEach(column -> column.setVisible(false)); // until there is room
        widthProperty().subscribe((before, now) -> fit(before.doubleValue(), now.doubleValue(), leaving));
        setRowFactory(_ -> new Row(actions));
        SortedList<KeyRow> sorted = new SortedList<>(viewModel.rows().shown());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setPlaceholder(nothingFound(viewModel, messages));
        followSelection(viewModel);
        setOnKeyPressed(event -> {
            KeyRow row = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.DELETE && row != null) {
                actions.revoke(row.id());
            }
        });
    }

    private static TableColumn<KeyRow, KeyRow> column(String id, String title, double width,
            @Nullable Comparator<KeyRow> order, Supplier<KeyCells.Face> face) {
        TableColumn<KeyRow, KeyRow> column = new TableColumn<>(title);
        column.setId("column-" + id);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(KeyCells.of(face));
        column.setReorderable(false);
        if (order == null) {
            column.setSortable(false);
        } else {
            column.setComparator(order);
        }
        if (width > 0) {
            column.setMinWidth(width);
            column.setPrefWidth(width);
            column.setMaxWidth(id.equals("name") ? 3 * width : width);
        } else {
            column.setMinWidth(110);
            column.setPrefWidth(4000); // takes the rest
        }
        return column;
    }

    /// Orders by a date, and what has none after all that have one, whichever way the column is sorted.
    private static Comparator<KeyRow> datesFirst(TableColumn<KeyRow, KeyRow> column, ToLongFunction<KeyRow> date,
            long noneFrom) {
        Comparator<KeyRow> byDate = Comparator.comparingLong(date);
        return (one, other) -> {
            boolean bothOrNeither = (date.applyAsLong(one) >= noneFrom) == (date.applyAsLong(other) >= noneFrom);
            int order = byDate.compare(one, other);
            return bothOrNeither || column.getSortType() == TableColumn.SortType.ASCENDING ? order : -order;
        };
    }

    /// Shows as many columns as have room: the rightmost to leave first is the first of `leaving`.
    private static void fit(double before, double now, List<TableColumn<KeyRow, KeyRow>> leaving) {
        for (int i = 0; i < leaving.size(); i++) {
            boolean hasRoom = now >= ROOM.get(i);
            if (hasRoom != before >= ROOM.get(i)) { // else what the user chose stays
                leaving.get(i).setVisible(hasRoom);
            }
        }
    }

    /// Follows the view model's selection and tells it the user's. A row that was chosen elsewhere is scrolled to.
    private void followSelection(KeyTableViewModel viewModel) {
        BooleanProperty following = new SimpleBooleanProperty();
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!following.get() && row != null) {
                viewModel.selectedIdProperty().set(row.id());
            }
        });
        viewModel.selectedIdProperty().subscribe(id -> {
            following.set(true);
            KeyRow current = getSelectionModel().getSelectedItem();
            if (id == null) {
                getSelectionModel().clearSelection();
            } else if (current == null || !current.id().equals(id)) {
                getItems().stream().filter(row -> row.id().equals(id)).findFirst().ifPresent(this::show);
            }
            following.set(false);
        });
        viewModel.rows().totalProperty().subscribe(total -> {
            if (total.isEmpty()) {
                scrollTo(0); // another profile
            }
        });
        viewModel.rows().summaryProperty().subscribe(() -> { // a row that was filtered away may have come back
            if (getSelectionModel().getSelectedItem() == null) {
                following.set(true);
                getItems().stream().filter(row -> row.id().equals(viewModel.selectedIdProperty().get())).findFirst()
                        .ifPresent(this::show);
                following.set(false);
            }
        });
    }

    private void show(KeyRow row) {
        getSelectionModel().select(row);
        int index = getSelectionModel().getSelectedIndex();
        scrollTo(Math.max(0, index - 3));
    }

    private static VBox nothingFound(KeyTableViewModel viewModel, Messages messages) {
        VBox box = new VBox(8, Labels.of(messages.get("key.table.no-match"), "strong"),
                Labels.bound(viewModel.rows().summaryProperty(), "small", "muted"),
                Buttons.of("clear-filter", messages.get("key.table.clear-filter"), () -> {
                    viewModel.rows().showAll();
                }));
        box.setAlignment(Pos.CENTER);
        return box;
    }

    /// A row that is quieter for keys that are not in use any more.
    private static final class Row extends TableRow<KeyRow> {
        Row(KeysActions actions) {
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !isEmpty()) {
                    actions.edit(getItem().id());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable KeyRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove(MUTED);
            setAccessibleText(null);
            if (!empty && row != null) {
                setAccessibleText(row.name() + ", " + row.status().first() + ", " + row.lastUsed().first());
                if (row.muted()) {
                    getStyleClass().add(MUTED);
                }
            }
        }
    }
}
