package dev.keyrack.profile.ui;

import dev.keyrack.profile.ui.ProfileFormViewModel.Option;
import dev.keyrack.profile.ui.ProfileFormViewModel.Place;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import java.io.File;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The form of a profile, made from what its provider asks for. The dialog and the settings share it. JavaFX thread.
final class ProfileFormView extends VBox {
    private final ProfileEditorViewModel editor;
    private final ProfileFormViewModel form;
    private final Messages messages;
    private final String id;
    private final SignInFields signIn;
    private final TextField name;
    private final VBox word = new VBox();
    private final VBox place = new VBox(14);
    private final VBox parameters = new VBox(14);

    /// @param id         begins the ids of all fields
    /// @param abilities  what stands beside the provider; empty for nothing
    ProfileFormView(ProfileEditorViewModel editor, String id, List<? extends Node> abilities) {
        super(14);
        this.editor = editor;
        this.form = editor.form();
        this.messages = editor.messages();
        this.id = id;
        this.signIn = new SignInFields(editor, id);
        name = field("name", form.nameProperty());
        name.setMaxWidth(320);
        HBox provider = new HBox(8, providers());
        provider.getChildren().addAll(abilities);
        TextField authority = field("authority", form.authorityProperty());
        authority.setPromptText(messages.get("profile.form.authority.prompt"));
        HBox.setHgrow(authority, Priority.ALWAYS);
        getChildren().addAll(
                FormLine.of(messages.get("profile.connect.name"), name, messages.get("profile.connect.name.help")),
                FormLine.of(messages.get("profile.connect.environment"), cards(), ""), rule(),
                FormLine.of(messages.get("profile.connect.provider"), provider, ""), place, parameters, signIn,
                FormLine.of(messages.get("profile.form.authority"),
                        new HBox(8, authority, Buttons.of(id + "-authority-choose",
                                messages.get("profile.form.choose"), this::chooseAuthority)),
                        authority, ""));
        form.placeProperty().subscribe(() -> {
            showWord();
            signIn.look();
        });
        form.providerProperty().subscribe(() -> {
            showPlace();
            signIn.look();
        });
        form.wayProperty().subscribe(this::showParameters);
        showWord();
        showPlace();
        disableProperty().bind(editor.busyProperty());
    }

    /// Where the keyboard should begin.
    TextField first() {
        return name;
    }

    /// The secrets' fields.
    SignInFields signIn() {
        return signIn;
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    private VBox cards() {
        return new VBox(8, new EnvironmentCards(form, id, messages), word);
    }

    private void showWord() {
        word.getChildren().clear();
        if (form.placeProperty().get() == Place.NAMED) {
            TextField typed = field("word", form.wordProperty());
            typed.setAccessibleText(messages.get("profile.connect.word"));
            typed.setPromptText(messages.get("profile.connect.word"));
            word.getChildren().addAll(typed,
                    Labels.wrapped(messages.get("profile.connect.word.help"), "small", "muted"));
            word.setSpacing(4);
        }
    }

    private ComboBox<Option> providers() {
        ComboBox<Option> box = Choices.box(id + "-provider", messages.get("profile.connect.provider"),
                form.providers(), form.providerProperty().get(), form::choose);
        box.setCellFactory(_ -> new TaggedCell());
        box.setButtonCell(new TaggedCell());
        HBox.setHgrow(box, Priority.ALWAYS);
        form.providerProperty().subscribe(chosen -> Choices.show(box, chosen));
        return box;
    }

    private void showPlace() {
        place.getChildren().clear();
        if (!form.regions().isEmpty()) {
            ComboBox<Option> region = Choices.box(id + "-region", messages.get("profile.form.region"),
                    form.regions(), form.regionProperty().get(), form.regionProperty()::set);
            place.getChildren().add(FormLine.of(messages.get("profile.form.region"), region, ""));
        }
        TextField address = field("address", form.addressProperty(), "mono", "bare");
        HBox.setHgrow(address, Priority.ALWAYS);
        HBox box = new HBox(address, checked(address));
        box.getStyleClass().add("field-box");
        place.getChildren().add(FormLine.of(messages.get("profile.connect.address"), box, address,
                messages.get("profile.connect.address.help")));
        showParameters();
    }

    /// Says that the address has shown a certificate that holds, once it has.
    private HBox checked(TextField address) {
        Label words = Labels.of(messages.get("profile.form.certificate-checked"), "small", "fg-success");
        words.setMinWidth(USE_PREF_SIZE);
        HBox mark = new HBox(5, Icons.of(BootstrapIcons.LOCK_FILL, 12, "icon-success"), words);
        mark.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        mark.managedProperty().bind(mark.visibleProperty());
        editor.resultProperty().subscribe(result -> mark
                .setVisible(result != null && result.isOk() && address.getText().startsWith("https:")));
        return mark;
    }

    private void showParameters() {
        parameters.getChildren().setAll(form.fields().stream().map(this::parameter).toList());
        parameters.setManaged(!parameters.getChildren().isEmpty());
    }

    private Node parameter(ProfileFormViewModel.Field parameter) {
        StringProperty value = form.parameter(parameter.name());
        if (!parameter.isListed()) {
            return form.options(parameter.name()).isEmpty()
                    ? FormLine.of(parameter.label(), field(parameter.name(), value), parameter.help())
                    : FormLine.of(parameter.label(), Choices.box(id + "-" + parameter.name(), parameter.label(),
                            form.options(parameter.name()), value.get(), value::set), parameter.help());
        }
        ComboBox<String> box = Choices.editable(id + "-" + parameter.name(), parameter.label(),
                form.options(parameter.name()), value);
        HBox.setHgrow(box, Priority.ALWAYS);
        return FormLine.of(parameter.label(), new HBox(8, box, Buttons.of(id + "-" + parameter.name() + "-fetch",
                messages.get("profile.form.fetch"), () -> editor.fetch(parameter.name(), signIn.typed()))), box,
                parameter.help());
    }

    private void chooseAuthority() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("profile.form.authority"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(messages.get("profile.form.authority.files"),
                "*.pem", "*.crt", "*.cer"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            form.authorityProperty().set(chosen.getAbsolutePath());
        }
    }

    private TextField field(String what, StringProperty text, String... styleClasses) {
        TextField field = new TextField();
        field.setId(id + "-" + what);
        field.getStyleClass().addAll(styleClasses);
        field.textProperty().bindBidirectional(text);
        return field;
    }

    /// A provider and how well it is documented.
    private static final class TaggedCell extends ListCell<Option> {
        @Override
        protected void updateItem(@Nullable Option item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Label label = Labels.of(item.label(), "body");
            label.setMinWidth(USE_PREF_SIZE);
            HBox face = new HBox(8, label);
            face.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            if (!item.tag().isEmpty()) {
                Label tag = Labels.of(item.tag(), "tag");
                tag.setMinWidth(0);
                face.getChildren().add(tag);
            }
            setText(null);
            setGraphic(Objects.requireNonNull(face));
        }
    }
}
