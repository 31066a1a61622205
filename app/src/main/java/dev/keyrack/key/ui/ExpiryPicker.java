package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Segments;
import java.util.List;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Chooses when a key expires, and says in words when that is.
final class ExpiryPicker extends VBox {
    /// Stands where nothing can be chosen.
    ///
    /// @param words why not
    ExpiryPicker(String words, Messages messages) {
        super(6);
        Label line = Labels.wrapped(words, "small", "muted");
        line.setId("expiry-words");
        getChildren().addAll(Labels.of(messages.get("key.expiry.title"), "field-label"), line);
    }

    ExpiryPicker(ExpiryViewModel viewModel, List<ExpiryViewModel.Choice> choices, Messages messages) {
        super(6);
        DatePicker date = new DatePicker();
        date.setId("expiry-date");
        date.setPrefWidth(150);
        date.valueProperty().bindBidirectional(viewModel.dateProperty());
        date.visibleProperty().bind(viewModel.choiceProperty().isEqualTo(ExpiryViewModel.Choice.DATE));
        date.managedProperty().bind(date.visibleProperty());
        Segments<ExpiryViewModel.Choice> segments = new Segments<>("expiry", choices, choice -> switch (choice) {
            case KEEP -> messages.get("key.expiry.keep");
            case DAYS_30 -> messages.get("key.expiry.days", 30);
            case DAYS_90 -> messages.get("key.expiry.days", 90);
            case YEAR -> messages.get("key.expiry.year");
            case DATE -> messages.get("key.expiry.date");
            case NEVER -> messages.get("key.expires.never");
        }, false, viewModel.choiceProperty()::set);
        viewModel.choiceProperty().subscribe(choice -> segments.choose(choice));
        Label words = Labels.bound(viewModel.wordsProperty(), "small", "muted");
        words.setId("expiry-words");
        words.setWrapText(true);
        getChildren().addAll(Labels.of(messages.get("key.expiry.title"), "field-label"), new HBox(12, segments, date),
                words);
    }
}
