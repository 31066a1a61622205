package dev.keyrack.shell;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line at the bottom: connection, limit, clipboard, store, interlock, journal.
final class StatusBar extends HBox {
    private static final PseudoClass ENDING = PseudoClass.getPseudoClass("ending");
    /// Below this width the store for credentials has no room: it changes least of all.
    private static final double ROOMY = 1180;

    StatusBar(StatusBarViewModel viewModel, Runnable clearClipboard, Messages messages) {
        getStyleClass().add("status-bar");
        setId("status-bar");
        getChildren().addAll(locked(viewModel, messages), hidden(viewModel, messages), connection(viewModel),
                item(BootstrapIcons.STOPWATCH, viewModel.limitProperty(), "status-limit", false),
                pause(viewModel, messages), Spacers.horizontal(),
                clipboard(viewModel, clearClipboard, messages), clipboardNote(viewModel),
                store(viewModel.storeProperty()),
                item(BootstrapIcons.UNLOCK, viewModel.interlockProperty(), "status-no-interlock", true),
                closed(viewModel, messages), readOnly(viewModel.interlock(), messages),
                armed(viewModel.interlock(), messages),
                item(BootstrapIcons.JOURNAL_CHECK, viewModel.journalProperty(), "status-journal", true));
    }

    private static HBox connection(StatusBarViewModel viewModel) {
        FontIcon icon = Icons.of(BootstrapIcons.CIRCLE, 8);
        viewModel.connectionProperty().subscribe(state -> {
            icon.setIconCode(icon(state));
            Icons.resize(icon,
                    state == StatusBarViewModel.Connection.OFFLINE || state == StatusBarViewModel.Connection.REFUSED
                            ? 12
                            : 8);
            icon.getStyleClass().removeAll("icon-success", "icon-warning", "icon-danger", "icon-muted", "icon-accent");
            icon.getStyleClass().add(style(state));
        });
        Label lead = Labels.bound(viewModel.connectionLeadProperty(), "lead");
        Label rest = Labels.bound(viewModel.connectionRestProperty());
        HBox item = new HBox(icon, lead, rest);
        item.getStyleClass().add("status-item");
        item.setId("status-connection");
        showWhen(item, viewModel.lockedProperty().not());
        return item;
    }

    private static BootstrapIcons icon(StatusBarViewModel.Connection state) {
        return switch (state) {
            case NONE -> BootstrapIcons.CIRCLE;
            case CONNECTED, WORKING -> BootstrapIcons.CIRCLE_FILL;
            case OFFLINE -> BootstrapIcons.CLOUD_SLASH;
            case REFUSED -> BootstrapIcons.EXCLAMATION_CIRCLE_FILL;
        };
    }

    private static String style(StatusBarViewModel.Connection state) {
        return switch (state) {
            case NONE -> "icon-muted";
            case CONNECTED -> "icon-success";
            case WORKING -> "icon-accent";
            case OFFLINE -> "icon-warning";
            case REFUSED -> "icon-danger";
        };
    }

    private static HBox item(BootstrapIcons icon, StringProperty text, String id, boolean right) {
        HBox item = new HBox(Icons.of(icon, 12, "icon-muted"), Labels.bound(text));
        item.getStyleClass().add("status-item");
        if (right) {
            item.getStyleClass().add("right");
        }
        item.setId(id);
        showWhen(item, Bindings.isNotEmpty(text));
        return item;
    }

    private static HBox locked(StatusBarViewModel viewModel, Messages messages) {
        HBox item = new HBox(Icons.of(BootstrapIcons.LOCK_FILL, 12),
                Labels.of(messages.get("shell.status.locked"), "lead"));
        return whileLocked(item, "status-locked", viewModel);
    }

    private static HBox hidden(StatusBarViewModel viewModel, Messages messages) {
        HBox item = new HBox(Icons.of(BootstrapIcons.SHIELD_CHECK, 12, "icon-muted"),
                Labels.of(messages.get("shell.status.hidden")));
        return whileLocked(item, "status-hidden", viewModel);
    }

    private static HBox closed(StatusBarViewModel viewModel, Messages messages) {
        HBox item = new HBox(Icons.of(BootstrapIcons.LOCK, 12, "icon-muted"),
                Labels.of(messages.get("shell.status.closed")));
        item.getStyleClass().add("right");
        return whileLocked(item, "status-closed", viewModel);
    }

    private static HBox whileLocked(HBox item, String id, StatusBarViewModel viewModel) {
        item.getStyleClass().add("status-item");
        item.setId(id);
        showWhen(item, viewModel.lockedProperty());
        return item;
    }

    private HBox store(StringProperty text) {
        HBox item = item(BootstrapIcons.SHIELD_LOCK, text, "status-store", true);
        showWhen(item, Bindings.isNotEmpty(text).and(widthProperty().greaterThanOrEqualTo(ROOMY)));
        return item;
    }

    private static HBox readOnly(InterlockModel model, Messages messages) {
        HBox item = new HBox(Icons.of(BootstrapIcons.LOCK_FILL, 12, "icon-env"),
                Labels.bound(model.wordProperty().map(word -> messages.get("shell.status.read-only", word)),
                        "env-lead"),
                Buttons.of("arm", messages.get("shell.status.arm"), model::arm, "link"));
        item.getStyleClass().addAll("status-item", "right");
        item.setId("status-interlock");
        showWhen(item, Bindings.equal(model.stateProperty(), InterlockModel.State.READ_ONLY));
        return item;
    }

    private static HBox armed(InterlockModel model, Messages messages) {
        Label left = Labels.bound(model.leftProperty(), "mono");
        model.endingProperty().subscribe(ending -> left.pseudoClassStateChanged(ENDING, ending));
        left.setAccessibleRole(AccessibleRole.NODE); // the band above says it, by the minute
        HBox item = new HBox(Icons.of(BootstrapIcons.UNLOCK_FILL, 12, "icon-env"),
                Labels.bound(model.wordProperty().map(word -> messages.get("shell.status.armed", word)), "env-lead"),
                Labels.of("·"), left, Labels.of(messages.get("shell.status.left")));
        item.getStyleClass().addAll("status-item", "right");
        item.setId("status-armed");
        showWhen(item, Bindings.equal(model.stateProperty(), InterlockModel.State.ARMED));
        return item;
    }

    private static HBox clipboard(StatusBarViewModel viewModel, Runnable clear, Messages messages) {
        Label left = Labels.bound(viewModel.clipboardLeftProperty(), "mono");
        left.setId("clipboard-left");
        viewModel.clipboardEndingProperty().subscribe(ending -> left.pseudoClassStateChanged(ENDING, ending));
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("thin-progress");
        bar.setPrefWidth(48);
        bar.progressProperty().bind(viewModel.clipboardFractionProperty());
        HBox item = new HBox(Icons.of(BootstrapIcons.CLIPBOARD_CHECK, 12, "icon-accent"),
                Labels.of(messages.get("shell.status.clipboard-clears")), left, bar,
                Buttons.of("clipboard-clear", messages.get("shell.status.clear-now"), clear, "link"));
        item.getStyleClass().addAll("status-item", "right");
        item.setId("status-clipboard");
        showWhen(item, viewModel.clipboardLeasedProperty());
        return item;
    }

    private static HBox pause(StatusBarViewModel viewModel, Messages messages) {
        HBox item = new HBox(Icons.of(BootstrapIcons.HOURGLASS_SPLIT, 12, "icon-warning"),
                Labels.bound(viewModel.pauseProperty()),
                Buttons.of("pause-cancel", messages.get("shell.status.cancel"), viewModel::cancelPause, "link"));
        item.getStyleClass().add("status-item");
        item.setId("status-pause");
        showWhen(item, Bindings.isNotEmpty(viewModel.pauseProperty()));
        return item;
    }

    private static HBox clipboardNote(StatusBarViewModel viewModel) {
        HBox item = new HBox(Icons.of(BootstrapIcons.CLIPBOARD, 12, "icon-muted"),
                Labels.bound(viewModel.clipboardNoteProperty()));
        item.getStyleClass().addAll("status-item", "right");
        item.setId("status-clipboard-note");
        showWhen(item, Bindings.isNotEmpty(viewModel.clipboardNoteProperty())
                .and(viewModel.clipboardLeasedProperty().not()));
        return item;
    }

    private static void showWhen(HBox item, ObservableBooleanValue condition) {
        item.visibleProperty().bind(condition);
        item.managedProperty().bind(item.visibleProperty());
    }
}
