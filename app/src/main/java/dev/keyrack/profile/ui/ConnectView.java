package dev.keyrack.profile.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.DialogFrame;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FormRow;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Segments;
import dev.keyrack.shell.control.Spacers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The dialog for a new profile: its fields come from the provider's descriptor.
public final class ConnectView {
    private final ConnectViewModel viewModel;
    private final Dialogs dialogs;
    private final DialogFrame frame;
    private final Messages messages;
    private final VBox form = new VBox(14);
    private final PasswordField credential = new PasswordField();

    private ConnectView(ConnectViewModel viewModel, Dialogs dialogs, Messages messages) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.frame = new DialogFrame(640, messages.get("profile.connect.title"));
        viewModel.setOnClose(() -> dialogs.close(frame));
        this.messages = messages;
    }

    /// Opens the dialog.
    public static void open(ConnectViewModel viewModel, Dialogs dialogs, Messages messages) {
        new ConnectView(viewModel, dialogs, messages).open();
    }

    private void open() {
        credential.setId("connect-credential");
        credential.setOnAction(_ -> connect());
        TextField name = field("connect-name", viewModel.nameProperty());
        viewModel.providerProperty().subscribe(() -> build(name));
        viewModel.placeProperty().subscribe(() -> build(name));
        viewModel.codeNeededProperty().subscribe(() -> build(name));
        build(name);
        form.disableProperty().bind(viewModel.busyProperty());
        Button act = Buttons.of("connect-act", messages.get("profile.connect.act"), this::connect, "primary");
        act.disableProperty().bind(viewModel.busyProperty());
        frame.icon(Icons.of(BootstrapIcons.PLUG, 20, "icon-accent"))
                .body(form, Labels.problem("connect-failure", viewModel.failureProperty()))
                .foot(Labels.of(messages.get("profile.connect.foot"), "small", "muted"), Spacers.horizontal(),
                        Buttons.of("connect-cancel", messages.get("profile.cancel"), this::cancel), act);
        frame.setId("connect-dialog");
        dialogs.show(frame, name, this::cancel);
    }

    private void build(TextField name) {
        form.getChildren().setAll(provider(), FormRow.of(messages.get("profile.connect.name"), name,
                messages.get("profile.connect.name.help")), place());
        if (viewModel.placeProperty().get() == ConnectViewModel.Place.NAMED) {
            form.getChildren().add(FormRow.of(messages.get("profile.connect.word"),
                    field("connect-word", viewModel.wordProperty()), messages.get("profile.connect.word.help")));
        }
        form.getChildren().add(FormRow.of(messages.get("profile.connect.address"),
                field("connect-address", viewModel.addressProperty(), "mono"),
                messages.get("profile.connect.address.help")));
        viewModel.fields().forEach(parameter -> form.getChildren().add(FormRow.of(
                parameter.label(), field("connect-" + parameter.name(), viewModel.parameter(parameter.name())),
                parameter.help())));
        if (viewModel.asksForAccount()) {
            form.getChildren().add(FormRow.of(viewModel.accountLabel(),
                    field("connect-account", viewModel.accountProperty()), ""));
        }
        if (viewModel.asksForCredential()) {
            form.getChildren().add(
                    FormRow.of(viewModel.credentialLabel(), credential, ""));
        }
        if (viewModel.codeNeededProperty().get()) {
            form.getChildren().add(FormRow.of(messages.get("profile.connect.code"),
                    field("connect-code", viewModel.codeProperty(), "mono"),
                    messages.get("profile.connect.code.help")));
        }
    }

    private Node provider() {
        Map<String, String> names = new LinkedHashMap<>();
        viewModel.providers().forEach(provider -> names.put(provider.id(), provider.name()));
        Segments<String> segments = new Segments<>("connect-provider", List.copyOf(names.keySet()),
                id -> names.getOrDefault(id, id), false, viewModel::choose);
        segments.choose(viewModel.providerId());
        return FormRow.of(messages.get("profile.connect.provider"), segments, "");
    }

    private Node place() {
        Segments<ConnectViewModel.Place> segments = new Segments<>("connect-place",
                List.of(ConnectViewModel.Place.values()), place -> switch (place) {
                    case PRODUCTION -> messages.get("profile.place.production");
                    case STAGING -> messages.get("profile.place.staging");
                    case DEVELOPMENT -> messages.get("profile.place.development");
                    case NAMED -> messages.get("profile.place.named");
                }, true, viewModel.placeProperty()::set);
        segments.choose(viewModel.placeProperty().get());
        return FormRow.of(messages.get("profile.connect.environment"), segments, "");
    }

    private static TextField field(String id, StringProperty text, String... styleClasses) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().addAll(styleClasses);
        field.textProperty().bindBidirectional(text);
        return field;
    }

    private void connect() {
        viewModel.connect(credential.getText().toCharArray());
    }

    private void cancel() {
        if (!viewModel.busyProperty().get()) {
            credential.clear();
            dialogs.close(frame);
        }
    }
}
