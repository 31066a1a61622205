package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What trying a profile came to: the call, what it means, causes and what helps. Takes no room before. JavaFX thread.
final class TestResultBox extends HBox {
    private final String id;
    private final Messages messages;

    TestResultBox(ProfileEditorViewModel editor, String id) {
        this.id = id;
        this.messages = editor.messages();
        getStyleClass().add("message-box");
        setId(id + "-result");
        setMinHeight(USE_PREF_SIZE);
        editor.resultProperty().subscribe(this::show);
    }

    private void show(@Nullable TestResult result) {
        getChildren().clear();
        getStyleClass().removeAll("danger", "success");
        setVisible(result != null);
        setManaged(isVisible());
        if (result == null) {
            return;
        }
        getStyleClass().add(result.isOk() ? "success" : "danger");
        VBox words = new VBox(6);
        if (!result.isOk()) { // what worked is said beside the button
            words.getChildren().add(Labels.wrapped(result.sentence(), "body"));
            words.getChildren().getFirst().setId(id + "-failure");
        }
        if (!result.call().isEmpty()) {
            words.getChildren().addFirst(Labels.wrapped(result.call(), "mono-small"));
            words.getChildren().getFirst().setId(id + "-call");
        }
        add(words, messages.get("profile.test.causes"), result.causes());
        add(words, messages.get("profile.test.help"), result.help());
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(result.isOk()
                ? Icons.of(BootstrapIcons.CHECK_CIRCLE_FILL, 16, "icon-success")
                : Icons.of(BootstrapIcons.EXCLAMATION_OCTAGON_FILL, 16, "icon-danger"), words);
    }

    private static void add(VBox words, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            words.getChildren().add(Labels.of(title, "small", "semibold"));
            lines.forEach(line -> words.getChildren().add(Labels.wrapped("• " + line, "small")));
        }
    }
}
