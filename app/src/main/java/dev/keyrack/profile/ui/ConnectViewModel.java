package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A new profile that somebody is putting together. Nothing of it is kept unless the provider lets it in.
/// JavaFX thread.
public final class ConnectViewModel {
    /// The environments to choose from.
    enum Place {
        PRODUCTION, STAGING, DEVELOPMENT, NAMED
    }

    private final ProfileService service;
    private final ProviderCatalog catalog;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final Consumer<String> onAdded;
    private final ObjectProperty<Provider> provider;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.DEVELOPMENT);
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty word = new SimpleStringProperty("");
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty account = new SimpleStringProperty("");
    private final Map<String, StringProperty> parameters = new HashMap<>();
    private final StringProperty code = new SimpleStringProperty("");
    private final BooleanProperty codeNeeded = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Runnable onClose = () -> {
    };

    /// Starts with the first provider of the catalogue.
    ///
    /// @param onAdded told the name of the profile that was added
    public ConnectViewModel(ProfileService service, ProviderCatalog catalog, BackgroundRunner runner,
            Messages messages, Consumer<String> onAdded) {
        this.service = service;
        this.catalog = catalog;
        this.runner = runner;
        this.messages = messages;
        this.onAdded = onAdded;
        this.provider = new SimpleObjectProperty<>(catalog.all().getFirst());
        provider.subscribe(chosen -> address.set(chosen.address()));
    }

    /// Told that there is nothing left to type.
    void setOnClose(Runnable action) {
        onClose = action;
    }

    /// Signs in, and keeps the profile if that works.
    ///
    /// @param credential password or key as typed; wiped here
    void connect(char[] credential) {
        if (busy.get()) {
            Arrays.fill(credential, '\0');
            return;
        }
        Secret given = Secret.ofChars(credential);
        Arrays.fill(credential, '\0');
        NewProfile wish = wish();
        Optional<String> typed = Optional.of(code.get().strip()).filter(text -> !text.isEmpty());
        busy.set(true);
        failure.set("");
        runner.start(_ -> {
            try (given) {
                return service.add(wish, given, typed);
            }
        }, outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Profile>(var profile) -> {
                    onClose.run();
                    onAdded.accept(profile.name().value());
                }
                case Outcome.Failed<Profile>(Failure.SecondFactorNeeded(var wrong)) -> {
                    codeNeeded.set(true);
                    failure.set(wrong
                            ? messages.get("profile.connect.code-wrong")
                            : messages.get("profile.connect.code-needed"));
                }
                case Outcome.Failed<Profile>(var why) -> failure.set(FailureText.of(why, messages));
            }
        });
    }

    private NewProfile wish() {
        Map<String, String> given = provider.get().parameters().stream().map(Parameter::name)
                .filter(each -> !parameter(each).get().isBlank())
                .collect(Collectors.toMap(each -> each, each -> parameter(each).get().strip()));
        String environment = place.get() == Place.NAMED ? word.get().strip() : kind().word();
        return new NewProfile(name.get().strip(), provider.get().id(), environment, address.get().strip(), given,
                Optional.of(account.get().strip()).filter(text -> !text.isEmpty()));
    }

    private Environment kind() {
        return switch (place.get()) {
            case PRODUCTION -> Environment.PRODUCTION;
            case STAGING -> Environment.STAGING;
            case DEVELOPMENT, NAMED -> Environment.DEVELOPMENT;
        };
    }

    /// A provider to choose.
    record Choice(String id, String name) {}

    /// What a provider asks its profiles for, beside the address.
    record Field(String name, String label, String help) {}

    List<Choice> providers() {
        return catalog.all().stream().map(each -> new Choice(each.id(), each.name())).toList();
    }

    void choose(String id) {
        catalog.find(id).ifPresent(provider::set);
    }

    String providerId() {
        return provider.get().id();
    }

    List<Field> fields() {
        return provider.get().parameters().stream()
                .map(parameter -> new Field(parameter.name(), parameter.label(), parameter.help())).toList();
    }

    String accountLabel() {
        return provider.get().signIn().account();
    }

    String credentialLabel() {
        return provider.get().signIn().credential();
    }

    boolean asksForAccount() {
        return !provider.get().signIn().account().isEmpty();
    }

    boolean asksForCredential() {
        return provider.get().signIn().kind() != SignIn.Kind.NONE;
    }

    StringProperty parameter(String parameter) {
        return parameters.computeIfAbsent(parameter, _ -> new SimpleStringProperty(""));
    }

    ObjectProperty<Provider> providerProperty() {
        return provider;
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty wordProperty() {
        return word;
    }

    StringProperty addressProperty() {
        return address;
    }

    StringProperty accountProperty() {
        return account;
    }

    StringProperty codeProperty() {
        return code;
    }

    BooleanProperty codeNeededProperty() {
        return codeNeeded;
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
