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

/// Why a profile was not let in: the call, what it means, causes and what helps. Takes no room while nothing failed.
/// JavaFX thread.
final class TestResultBox extends HBox {
    private final String id;
    private final Messages messages;

    TestResultBox(ProfileEditorViewModel editor, String id) {
        this.id = id;
        this.messages = editor.messages();
        getStyleClass().addAll("message-box", "danger");
        setId(id + "-result");
        setMinHeight(USE_PREF_SIZE);
        editor.resultProperty().subscribe(this::show);
    }

    private void show(@Nullable TestResult result) {
        getChildren().clear();
        setVisible(result != null && !result.isOk());
        setManaged(isVisible());
        if (result == null || result.isOk()) {
            return;
        }
        VBox words = new VBox(6, Labels.wrapped(result.sentence(), "body"));
        words.getChildren().getFirst().setId(id + "-failure");
        if (!result.call().isEmpty()) {
            words.getChildren().addFirst(Labels.wrapped(result.call(), "mono-small"));
            words.getChildren().getFirst().setId(id + "-failed-call");
        }
        add(words, messages.get("profile.test.causes"), result.causes());
        add(words, messages.get("profile.test.help"), result.help());
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(Icons.of(BootstrapIcons.EXCLAMATION_OCTAGON_FILL, 16, "icon-danger"), words);
    }

    private static void add(VBox words, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            words.getChildren().add(Labels.of(title, "small", "semibold"));
            lines.forEach(line -> words.getChildren().add(Labels.wrapped("• " + line, "small")));
        }
    }
}
