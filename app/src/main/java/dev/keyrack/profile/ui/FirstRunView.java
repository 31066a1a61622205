package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page of a fresh installation: the ways in, and an honest list of what this computer can do.
public final class FirstRunView extends StackPane {
    /// What the page says and does.
    ///
    /// @param providers  names of the providers that are known
    /// @param desktop    what this computer can do
    /// @param checkedOn  name of the desktop
    /// @param dataFolder where data is kept
    /// @param start      starts the sample authority
    /// @param connect    opens the dialog for a profile
    /// @param busy       whether the sample is being started
    /// @param failure    why it did not start; empty text if it did
    public record Model(List<String> providers, List<Fact> desktop, String checkedOn, String dataFolder,
            Runnable start, Runnable connect, ObservableValue<Boolean> busy, ObservableValue<String> failure) {}

    /// Something that this computer can do, or not.
    ///
    /// @param tone `success`, `warning` or `danger`
    public record Fact(String sentence, String rest, String tone) {}

    private final Messages messages;
    private final Model model;
    private final Button start;

    /// Lays the page out.
    public FirstRunView(Model model, Messages messages) {
        this.messages = messages;
        this.model = model;
        this.start = Buttons.of("first-start", messages.get("profile.first.start"), model.start(), "primary", "tall");
        start.disableProperty().bind(model.busy());
        getStyleClass().add("page");
        setId("first-run");
        HBox cards = new HBox(24, ways(), computer());
        cards.setFillHeight(true);
        VBox column = new VBox(32, head(), cards, footer());
        column.setMaxWidth(1080);
        column.setMaxHeight(USE_PREF_SIZE);
        column.setTranslateY(-60);
        getChildren().add(column);
    }

    /// The button that the keyboard should begin at.
    public Button first() {
        return start;
    }

    private HBox head() {
        StackPane mark = new StackPane(Icons.of(BootstrapIcons.KEY_FILL, 24));
        mark.getStyleClass().addAll("icon-tile", "mark");
        mark.setMinSize(48, 48);
        mark.setMaxSize(48, 48);
        HBox head = new HBox(16, mark, new VBox(Labels.of(messages.get("profile.first.title"), "hero-title"),
                Labels.of(messages.get("profile.first.rest"), "strong-regular", "muted")));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private VBox ways() {
        Label problem = Labels.problem("first-failure", model.failure());
        VBox card = new VBox(
                way(BootstrapIcons.HDD_NETWORK, true, messages.get("profile.first.sample"),
                        messages.get("profile.first.sample.rest"), start, problem),
                way(BootstrapIcons.PLUG, false, messages.get("profile.first.connect"),
                        messages.get("profile.first.connect.rest", String.join(", ", model.providers())),
                        Buttons.of("first-connect", messages.get("profile.first.connect.act"), model.connect(), "tall"),
                        new Region()));
        card.getChildren().getFirst().getStyleClass().add("first");
        card.getStyleClass().addAll("card-box", "card-list");
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private static HBox way(BootstrapIcons icon, boolean chosen, String title, String rest, Button act, Node below) {
        StackPane tile = new StackPane(Icons.of(icon, 20, chosen ? "icon-on" : "icon-plain"));
        tile.getStyleClass().add("icon-tile");
        if (chosen) {
            tile.getStyleClass().add("chosen");
        }
        tile.setMinSize(40, 40);
        tile.setMaxSize(40, 40);
        VBox words = new VBox(2, Labels.of(title, "strong"), Labels.wrapped(rest, "body", "muted"), below);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(16, tile, words, act);
        row.setPadding(new Insets(20));
        row.setMinHeight(100);
        VBox.setVgrow(row, Priority.ALWAYS);
        row.getStyleClass().add("card-row");
        return row;
    }

    private VBox computer() {
        VBox card = new VBox(new VBox(Labels.of(messages.get("profile.first.computer"), "strong"),
                Labels.of(messages.get("profile.first.checked", model.checkedOn()), "small", "muted")));
        for (Fact fact : model.desktop()) {
            HBox row = new HBox(12, Icons.of(switch (fact.tone()) {
                case "success" -> BootstrapIcons.CHECK_CIRCLE_FILL;
                case "warning" -> BootstrapIcons.EXCLAMATION_CIRCLE;
                default -> BootstrapIcons.X_CIRCLE;
            }, 14, "icon-" + fact.tone()), new VBox(Labels.wrapped(fact.sentence(), "medium"),
                    Labels.wrapped(fact.rest(), "small", "muted")));
            row.setPadding(new Insets(10, 0, 10, 0));
            row.getStyleClass().add("card-row");
            if (card.getChildren().size() == 1) {
                row.getStyleClass().add("first");
            }
            card.getChildren().add(row);
        }
        card.getStyleClass().add("card-box");
        card.setPadding(new Insets(16, 20, 12, 20));
        card.setMinWidth(380);
        card.setMaxWidth(380);
        return card;
    }

    private HBox footer() {
        HBox footer = new HBox(6, Icons.of(BootstrapIcons.FOLDER, 12, "icon-muted"),
                Labels.of(messages.get("profile.first.data", abridged(model.dataFolder())), "small", "muted"), gap(),
                Icons.of(BootstrapIcons.WIFI_OFF, 12, "icon-muted"),
                Labels.of(messages.get("profile.first.telemetry"), "small", "muted"), Spacers.horizontal(),
                Labels.of(messages.get("profile.first.theme"), "small", "muted"));
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.setTranslateY(-10);
        return footer;
    }

    private static String abridged(String folder) {
        String home = System.getProperty("user.home", "");
        return !home.isEmpty() && folder.startsWith(home + "/") ? "~" + folder.substring(home.length()) : folder;
    }

    private static Region gap() {
        Region gap = new Region();
        gap.setMinWidth(8);
        return gap;
    }
}
