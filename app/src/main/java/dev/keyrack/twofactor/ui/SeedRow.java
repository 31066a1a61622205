package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.HoldButton;
import dev.keyrack.shell.control.Labels;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The shared key for typing it by hand: dots, in plain only while the button is held. Each group is a `Text` of its
/// own and no `Label`, whose words would stay in the toolkit's layout cache; neither selectable nor accessible.
final class SeedRow extends VBox {
    private final EnrolmentViewModel viewModel;
    private final Messages messages;
    private final FlowPane groups = new FlowPane(8, 4);
    private final Button peek;
    private final Button copy;

    SeedRow(EnrolmentViewModel viewModel, Messages messages) {
        super(10);
        this.viewModel = viewModel;
        this.messages = messages;
        groups.setId("seed");
        groups.setAccessibleText(messages.get("twofactor.seed.spoken"));
        peek = HoldButton.of("seed-peek", messages.get("twofactor.seed.peek"), BootstrapIcons.EYE, this::show);
        copy = Buttons.of("seed-copy", messages.get("twofactor.seed.copy"), viewModel::copy);
        peek.getStyleClass().add("compact");
        copy.getStyleClass().add("compact");
        getChildren().addAll(Labels.of(messages.get("twofactor.seed.title"), "field-label"), groups,
                new FlowPane(8, 8, peek, copy));
        viewModel.shownProperty().subscribe(this::follow);
    }

    private void follow(boolean shown) {
        peek.setDisable(!shown);
        copy.setDisable(!shown);
        if (shown) {
            fill(viewModel.masked());
        } else {
            fill(List.of(messages.get("twofactor.seed.hidden")));
        }
    }

    private void show(boolean held) {
        if (viewModel.shownProperty().get()) {
            fill(held ? viewModel.peek() : viewModel.masked());
        }
    }

    private void fill(List<String> words) {
        groups.getChildren().forEach(group -> ((Text) group).setText(""));
        groups.getChildren().setAll(words.stream().map(word -> {
            Text text = Labels.text(word, "seed-text");
            text.setAccessibleText(messages.get("twofactor.seed.spoken"));
            return text;
        }).toList());
    }
}
