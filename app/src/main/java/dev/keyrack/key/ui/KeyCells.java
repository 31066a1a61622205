package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Sparkline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Callback;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The cells of the key table. Each is built once and filled anew for every row that scrolls by.
final class KeyCells {
    private KeyCells() {
    }

    /// A cell that shows `row` through nodes of its own.
    interface Face {
        Node node();

        void show(KeyRow row);
    }

    static Callback<TableColumn<KeyRow, KeyRow>, TableCell<KeyRow, KeyRow>> of(Supplier<Face> maker) {
        return _ -> new TableCell<>() {
            private final Face face = maker.get();

            @Override
            protected void updateItem(@Nullable KeyRow row, boolean empty) {
                super.updateItem(row, empty);
                if (empty || row == null) {
                    setGraphic(null);
                } else {
                    face.show(row);
                    setGraphic(face.node());
                }
            }
        };
    }

    /// Name over hint.
    static final class NameFace implements Face {
        private final Label name = Labels.of("", "cell-name");
        private final Label hint = Labels.of("", "cell-second", "mono");
        private final VBox box = lines(name, hint);

        @Override
        public Node node() {
            return box;
        }

        @Override
        public void show(KeyRow row) {
            name.setText(row.name());
            hint.setText(row.hint());
        }
    }

    /// A first line over a second one; an icon before what stands alone.
    static final class WordsFace implements Face {
        private final java.util.function.Function<KeyRow, KeyRow.Words> words;
        private final Label first = Labels.of("", "cell-first");
        private final Label second = Labels.of("", "cell-second");
        private final VBox two = lines(first, second);
        private final FontIcon icon = Icons.of(BootstrapIcons.DASH_CIRCLE, 12, "icon-muted");
        private final Label alone = Labels.of("", "cell-word");
        private final HBox one = new HBox(6, icon, alone);
        private final HBox holder = new HBox();

        WordsFace(java.util.function.Function<KeyRow, KeyRow.Words> words) {
            this.words = words;
            one.setAlignment(Pos.CENTER_LEFT);
            holder.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        public Node node() {
            return holder;
        }

        @Override
        public void show(KeyRow row) {
            KeyRow.Words shown = words.apply(row);
            switch (shown.tone()) {
                case "never" -> showAlone(shown, BootstrapIcons.DASH_CIRCLE);
                case "not-reported" -> showAlone(shown, BootstrapIcons.SLASH_CIRCLE);
                case "unknown" -> showAlone(shown, BootstrapIcons.HOURGLASS_SPLIT);
                case "empty" -> {
                    alone.setText(shown.first());
                    one.getChildren().setAll(alone);
                    holder.getChildren().setAll(one);
                }
                default -> {
                    first.setText(shown.first());
                    first.getStyleClass().remove("fg-warning");
                    if (shown.tone().equals("warning")) {
                        first.getStyleClass().add("fg-warning");
                    }
                    second.setText(shown.second());
                    holder.getChildren().setAll(two);
                }
            }
        }

        private void showAlone(KeyRow.Words shown, BootstrapIcons sign) {
            icon.setIconCode(sign);
            alone.setText(shown.first());
            one.getChildren().setAll(icon, alone);
            holder.getChildren().setAll(one);
        }
    }

    /// Icon and word, with the day below.
    static final class StatusFace implements Face {
        private final FontIcon icon = Icons.of(BootstrapIcons.CIRCLE, 12);
        private final Label first = Labels.of("", "small");
        private final Label second = Labels.of("", "cell-second");
        private final VBox column = lines(first);
        private final HBox box = new HBox(6, icon, column);

        StatusFace() {
            box.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        public Node node() {
            return box;
        }

        @Override
        public void show(KeyRow row) {
            String tone = row.look().tone();
            icon.setIconCode(row.look().icon());
            Icons.resize(icon, row.look().size());
            icon.getStyleClass().removeAll("icon-success", "icon-warning", "icon-muted");
            icon.getStyleClass().add("icon-" + tone);
            first.setText(row.status().first());
            first.getStyleClass().removeAll("fg-success", "fg-warning", "muted");
            first.getStyleClass().add(tone.equals("muted") ? "muted" : "fg-" + tone);
            second.setText(row.status().second());
            if (row.status().second().isEmpty()) {
                column.getChildren().setAll(first);
            } else {
                column.getChildren().setAll(first, second);
            }
        }
    }

    /// One chip for each resource; what does not fit becomes a number, never half a chip.
    static final class ScopesFace implements Face {
        private final ChipRow chips = new ChipRow();
        private final Label word = Labels.of("", "cell-word");
        private final StackPane holder = new StackPane(chips, word);
        private final BooleanSupplier hasScopes;
        private final Messages messages;

        /// @param hasScopes whether keys have scopes at all
        ScopesFace(BooleanSupplier hasScopes, Messages messages) {
            this.hasScopes = hasScopes;
            this.messages = messages;
            holder.setAlignment(Pos.CENTER_LEFT);
            holder.setMinWidth(0);
        }

        @Override
        public Node node() {
            return holder;
        }

        @Override
        public void show(KeyRow row) {
            List<Node> made = new ArrayList<>();
            for (KeyRow.ScopeChip chip : row.chips()) {
                Label verbs = Labels.of(chip.verbs(), "chip-verb");
                if (chip.changes()) {
                    verbs.getStyleClass().add("changes");
                }
                HBox box = new HBox(Labels.of(chip.resource(), "caption"), verbs);
                box.getStyleClass().add("chip");
                made.add(box);
            }
            chips.show(made);
            chips.setVisible(!made.isEmpty());
            word.setText(!made.isEmpty()
                    ? ""
                    : hasScopes.getAsBoolean()
                            ? messages.get("key.scopes.nothing")
                            : messages.get("key.scopes.unknown-here"));
        }
    }

    /// Fourteen days, or a word while there is no picture.
    static final class UsageFace implements Face {
        private static final int DAYS = 14;
        private final KeyUsageViewModel usage;
        private final Messages messages;
        private final Sparkline sparkline = new Sparkline();
        private final Label word = Labels.of("", "cell-second");
        private final HBox holder = new HBox();
        private Subscription subscription = Subscription.EMPTY;

        UsageFace(KeyUsageViewModel usage, Messages messages) {
            this.usage = usage;
            this.messages = messages;
            holder.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        public Node node() {
            return holder;
        }

        @Override
        public void show(KeyRow row) {
            subscription.unsubscribe();
            Consumer<KeyUsageViewModel.Usage> painter = this::paint;
            subscription = usage.of(row.id()).subscribe(painter);
        }

        private void paint(KeyUsageViewModel.Usage known) {
            switch (known.state()) {
                case LOADING -> say(messages.get("key.usage.loading"));
                case NONE -> say(messages.get("key.usage.none"));
                case NOT_FETCHED -> say(messages.get("key.usage.not-fetched"));
                case KNOWN -> {
                    sparkline.show(known.last(DAYS));
                    holder.getChildren().setAll(sparkline);
                }
            }
        }

        private void say(String text) {
            word.setText(text);
            holder.getChildren().setAll(word);
        }
    }

    private static VBox lines(Node... nodes) {
        VBox box = new VBox(nodes);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
