package dev.keyrack.profile.ui;

import dev.keyrack.profile.ui.ProfileFormViewModel.Option;
import dev.keyrack.profile.ui.ProfileFormViewModel.SecretField;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Segments;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// How a profile signs in: the ways there are, the account, and the secrets, which stay in their fields. A profile that
/// exists shows a summary until somebody wants to change it. JavaFX thread.
final class SignInFields extends VBox {
    private static final int MOST_SEGMENTS = 3;

    private final ProfileEditorViewModel editor;
    private final ProfileFormViewModel form;
    private final Messages messages;
    private final String id;
    private final Map<String, PasswordField> fields = new LinkedHashMap<>();
    private boolean open;

    SignInFields(ProfileEditorViewModel editor, String id) {
        super(14);
        this.editor = editor;
        this.form = editor.form();
        this.messages = editor.messages();
        this.id = id;
        this.open = form.base().isEmpty();
        form.providerProperty().subscribe((_, _) -> unfold());
        form.wayProperty().subscribe((_, _) -> build());
        form.codeNeededProperty().subscribe((_, _) -> showCode());
        build();
    }

    private void unfold() {
        open = true;
        build();
    }

    private void build() {
        clear();
        fields.clear();
        getChildren().clear();
        if (open) {
            choices();
        } else {
            summary();
        }
        showCode();
    }

    private void summary() {
        Label words = Labels.of(form.signInSummary(), "body");
        words.setId(id + "-sign-in-summary");
        HBox box = new HBox(words);
        box.getStyleClass().add("field-box");
        HBox.setHgrow(box, Priority.ALWAYS);
        getChildren().add(FormLine.of(messages.get("profile.form.sign-in"), new VBox(5, new HBox(8, box,
                Buttons.of(id + "-sign-in-change", messages.get("profile.form.change"), () -> {
                    unfold();
                    firstField().requestFocus();
                })), kept()), box, ""));
    }

    private Label kept() {
        Label kept = Labels.bound(editor.keptProperty(), "small", "muted");
        kept.setId(id + "-kept");
        return kept;
    }

    private Node firstField() {
        return fields.isEmpty() ? this : fields.values().iterator().next();
    }

    private void choices() {
        List<Option> ways = form.ways();
        if (ways.size() > 1) {
            getChildren().add(FormLine.of(messages.get("profile.form.sign-in"), ways(ways), ""));
        }
        if (!form.accountLabel().isEmpty()) {
            TextField account = new TextField();
            account.setId(id + "-account");
            account.textProperty().bindBidirectional(form.accountProperty());
            getChildren().add(FormLine.of(form.accountLabel(), account, ""));
        }
        form.secrets().forEach(secret -> getChildren().add(secret(secret)));
        getChildren().add(oddity());
        if (form.needsBrowser()) {
            Label help = Labels.wrapped(messages.get("profile.form.browser.help"), "small", "muted");
            getChildren().add(FormLine.of("", new VBox(5,
                    Buttons.of(id + "-browser", messages.get("profile.form.browser"),
                            BootstrapIcons.BOX_ARROW_UP_RIGHT, () -> editor.test(typed(), true)),
                    help), ""));
        }
        if (form.base().isPresent()) {
            getChildren().add(FormLine.of("", kept(), ""));
        }
    }

    private Node ways(List<Option> ways) {
        if (ways.size() > MOST_SEGMENTS) {
            return Choices.box(id + "-way", messages.get("profile.form.sign-in"), ways, form.wayProperty().get(),
                    form.wayProperty()::set);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        ways.forEach(way -> labels.put(way.id(), way.label()));
        Segments<String> segments = new Segments<>(id + "-way", List.copyOf(labels.keySet()),
                way -> labels.getOrDefault(way, way), true, form.wayProperty()::set);
        segments.choose(form.wayProperty().get());
        return segments;
    }

    private Node secret(SecretField secret) {
        PasswordField field = new PasswordField();
        field.setId(secret.name().isEmpty() ? id + "-credential" : id + "-" + secret.name());
        if (form.base().isPresent()) {
            field.setPromptText(messages.get("profile.form.secret.stored"));
        }
        field.textProperty().subscribe((_, text) -> editor.typed(secret.name(), text.toCharArray()));
        fields.put(secret.name(), field);
        return FormLine.of(secret.label(), field, secret.help());
    }

    /// Says calmly that the secret begins like one for another environment.
    private Node oddity() {
        Label words = Labels.bound(editor.oddityProperty(), "small");
        words.setId(id + "-oddity");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        HBox box = new HBox(Icons.of(BootstrapIcons.EXCLAMATION_CIRCLE, 14, "icon-warning"), words);
        box.getStyleClass().addAll("message-box", "warning");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = FormLine.of("", box, "");
        line.visibleProperty().bind(editor.oddityProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private void showCode() {
        getChildren().removeIf(node -> (id + "-code-line").equals(node.getId()));
        if (form.codeNeededProperty().get()) {
            TextField code = new TextField();
            code.setId(id + "-code");
            code.getStyleClass().add("mono");
            code.textProperty().bindBidirectional(form.codeProperty());
            HBox line = FormLine.of(messages.get("profile.connect.code"), code,
                    messages.get("profile.connect.code.help"));
            line.setId(id + "-code-line");
            getChildren().add(line);
        }
    }

    /// Looks again whether the secret is odd: the environment has changed.
    void look() {
        PasswordField first = fields.get("");
        if (first != null && first.getLength() > 0) {
            editor.typed("", first.getText().toCharArray());
        }
    }

    /// What was typed, by name; whoever takes it wipes it.
    Map<String, char[]> typed() {
        Map<String, char[]> typed = new HashMap<>();
        fields.forEach((name, field) -> typed.put(name, field.getText().toCharArray()));
        return typed;
    }

    /// Empties the secrets' fields.
    void clear() {
        fields.values().forEach(TextField::clear);
    }
}
