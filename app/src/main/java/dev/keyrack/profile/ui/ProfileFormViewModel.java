package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.Region;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The fields of a profile, as its provider's descriptor asks for them. Holds no secret: what is typed into a secret's
/// field stays in the field. JavaFX thread.
final class ProfileFormViewModel {
    /// The environments to choose from.
    enum Place {
        PRODUCTION, STAGING, DEVELOPMENT, NAMED
    }

    /// Something to choose.
    ///
    /// @param tag stands beside it; may be empty
    record Option(String id, String label, String tag) {
        Option(String id, String label) {
            this(id, label, "");
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /// What a provider asks its profiles for, beside the address.
    record Field(String name, String label, String help, boolean isListed) {}

    /// A secret to type.
    ///
    /// @param name the descriptor's word for it; empty for the first one
    record SecretField(String name, String label, String help) {}

    private final ProviderCatalog catalog;
    private final Messages messages;
    private final Optional<Profile> base;
    private final NewProfile before;
    private final ObjectProperty<String> provider = new SimpleObjectProperty<>("");
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.DEVELOPMENT);
    private final ObjectProperty<String> region = new SimpleObjectProperty<>("");
    private final ObjectProperty<String> way = new SimpleObjectProperty<>("");
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty word = new SimpleStringProperty("");
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty account = new SimpleStringProperty("");
    private final StringProperty authority = new SimpleStringProperty("");
    private final StringProperty code = new SimpleStringProperty("");
    private final BooleanProperty codeNeeded = new SimpleBooleanProperty();
    private final Map<String, StringProperty> parameters = new HashMap<>();
    private final Map<String, ObservableList<Option>> fetched = new HashMap<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();

    /// The form of `base`, or an empty one for the first provider.
    ProfileFormViewModel(Optional<Profile> base, ProviderCatalog catalog, Messages messages) {
        this.base = base;
        this.catalog = catalog;
        this.messages = messages;
        base.ifPresentOrElse(this::fill, () -> choose(catalog.all().getFirst().id()));
        this.before = wish();
        List.of(provider, place, region, way).forEach(each -> each.subscribe(this::compare));
        List.of(name, word, address, account, authority).forEach(each -> each.subscribe(this::compare));
        region.subscribe((_, id) -> regionOf(id).ifPresent(its -> address.set(its.address())));
        compare();
    }

    private void fill(Profile profile) {
        provider.set(profile.provider());
        name.set(profile.name().value());
        place.set(switch (profile.environment().kind()) {
            case PRODUCTION -> Place.PRODUCTION;
            case STAGING -> Place.STAGING;
            case DEVELOPMENT -> Place.DEVELOPMENT;
            case NAMED -> Place.NAMED;
        });
        if (place.get() == Place.NAMED) {
            word.set(profile.environment().word());
        }
        address.set(profile.baseUrl().toString());
        region.set(its().stream().flatMap(each -> each.regions().stream())
                .filter(each -> each.address().equals(address.get())).map(Region::id).findFirst().orElse(""));
        way.set(its().flatMap(each -> each.signIn(profile.signIn())).map(SignIn::id).orElse(profile.signIn()));
        account.set(profile.account().orElse(""));
        authority.set(profile.authority().orElse(""));
        its().ifPresent(each -> each.parameters().forEach(one -> parameter(one.name()).set(one.initial())));
        profile.parameters().forEach((parameter, value) -> parameter(parameter).set(value));
    }

    private void compare() {
        dirty.set(!wish().equals(before));
    }

    /// Takes another provider: its address, its usual way to sign in.
    void choose(String id) {
        Optional<Provider> chosen = catalog.find(id);
        if (chosen.isEmpty() || id.equals(provider.get())) {
            return;
        }
        List<Region> regions = chosen.get().regions();
        address.set(regions.isEmpty() ? chosen.get().address() : regions.getFirst().address());
        way.set(chosen.get().signIn().id());
        chosen.get().parameters().stream().filter(each -> parameter(each.name()).get().isEmpty())
                .forEach(each -> parameter(each.name()).set(each.initial()));
        provider.set(id);
        region.set(regions.isEmpty() ? "" : regions.getFirst().id());
    }

    /// The profile as it stands in the fields.
    NewProfile wish() {
        Map<String, String> given = its().stream().flatMap(each -> each.parameters().stream())
                .filter(each -> isAsked(each.name()) && !isLeftOut(each)).map(Parameter::name)
                .filter(each -> !parameter(each).get().isBlank())
                .collect(Collectors.toMap(each -> each, each -> parameter(each).get().strip()));
        String usual = its().map(each -> each.signIn().id()).orElse("");
        return new NewProfile(name.get().strip(), provider.get(), environment(), address.get().strip(), given,
                text(account), Optional.of(way.get().equals(usual) ? "" : way.get()), text(authority));
    }

    /// Whether the profile has never said it, and need not.
    private boolean isLeftOut(Parameter parameter) {
        return base.filter(profile -> !profile.parameters().containsKey(parameter.name())).isPresent()
                && parameter(parameter.name()).get().equals(parameter.initial());
    }

    private static Optional<String> text(StringProperty property) {
        return Optional.of(property.get().strip()).filter(text -> !text.isEmpty());
    }

    private String environment() {
        return switch (place.get()) {
            case PRODUCTION -> Environment.PRODUCTION.word();
            case STAGING -> Environment.STAGING.word();
            case DEVELOPMENT -> Environment.DEVELOPMENT.word();
            case NAMED -> word.get().strip();
        };
    }

    /// How a place to choose looks.
    EnvironmentLook look(Place which) {
        return EnvironmentLook.of(switch (which) {
            case PRODUCTION -> Environment.PRODUCTION;
            case STAGING -> Environment.STAGING;
            case DEVELOPMENT -> Environment.DEVELOPMENT;
            case NAMED -> new Environment(Environment.Kind.NAMED,
                    word.get().isBlank() ? messages.get("profile.place.named") : word.get().strip());
        });
    }

    /// How the profile will look.
    EnvironmentLook look() {
        return look(place.get());
    }

    private Optional<Provider> its() {
        return catalog.find(provider.get());
    }

    private Optional<SignIn> itsWay() {
        return its().flatMap(each -> each.signIn(way.get()));
    }

    private Optional<Region> regionOf(String id) {
        return its().stream().flatMap(each -> each.regions().stream()).filter(each -> each.id().equals(id))
                .findFirst();
    }

    /// Whether the parameter is asked for in the chosen way to sign in.
    private boolean isAsked(String parameter) {
        boolean ofSomeWay = its().stream().flatMap(each -> each.signIns().stream())
                .anyMatch(each -> each.parameters().contains(parameter));
        return !ofSomeWay || itsWay().filter(each -> each.parameters().contains(parameter)).isPresent();
    }

    List<Option> providers() {
        List<Option> all = new ArrayList<>(
                catalog.all().stream().map(each -> new Option(each.id(), each.name(), tag(each))).toList());
        if (its().isEmpty()) {
            all.add(new Option(provider.get(), messages.get("profile.unknown-provider", provider.get())));
        }
        return all;
    }

    private String tag(Provider which) {
        List<Boolean> documented = which.capabilities().values().stream().filter(Support.Yes.class::isInstance)
                .map(support -> ((Support.Yes) support).documented()).toList();
        if (!documented.contains(true)) {
            return messages.get("profile.form.undocumented");
        }
        return documented.contains(false)
                ? messages.get("profile.form.partly-documented")
                : messages.get("profile.form.documented");
    }

    List<Option> regions() {
        List<Option> all = new ArrayList<>();
        its().ifPresent(each -> each.regions().forEach(one -> all.add(new Option(one.id(), one.label()))));
        if (!all.isEmpty()) {
            all.add(new Option("", messages.get("profile.form.region.own")));
        }
        return all;
    }

    List<Field> fields() {
        return its().stream().flatMap(each -> each.parameters().stream()).filter(each -> isAsked(each.name()))
                .map(each -> new Field(each.name(), each.label(), each.help(), each.listed())).toList();
    }

    /// What there is to choose for a parameter; empty if any text will do.
    ObservableList<Option> options(String parameter) {
        return fetched.computeIfAbsent(provider.get() + "/" + parameter,
                _ -> FXCollections.observableArrayList(its().stream().flatMap(each -> each.parameters().stream())
                        .filter(each -> each.name().equals(parameter)).flatMap(each -> each.options().stream())
                        .map(each -> new Option(each.value(), each.label())).toList()));
    }

    List<Option> ways() {
        return its().stream().flatMap(each -> each.signIns().stream())
                .map(each -> new Option(each.id(), each.label())).toList();
    }

    String accountLabel() {
        return itsWay().map(SignIn::account).orElse("");
    }

    List<SecretField> secrets() {
        List<SecretField> all = new ArrayList<>();
        itsWay().ifPresent(each -> {
            if (each.takesCredential()) {
                all.add(new SecretField("", each.credential(),
                        each.needsCredential() ? "" : messages.get("profile.form.secret.optional")));
            }
            each.more().forEach(extra -> all.add(new SecretField(extra.name(), extra.label(), "")));
        });
        return all;
    }

    /// Whether signing in happens in a browser.
    boolean needsBrowser() {
        return itsWay().filter(each -> each.kind().needsPerson()).isPresent();
    }

    /// The way to sign in, in a few words.
    String signInSummary() {
        String credential = itsWay().map(SignIn::credential).orElse("");
        String label = itsWay().map(SignIn::label).filter(text -> !text.isEmpty()).orElse(credential);
        if (itsWay().filter(each -> each.kind() == SignIn.Kind.NONE).isPresent()) {
            return messages.get("profile.form.sign-in.none");
        }
        if (accountLabel().isEmpty() || account.get().isBlank()) {
            return label;
        }
        return messages.get("profile.form.sign-in.account", credential.isEmpty() ? label : credential,
                account.get());
    }

    Optional<Profile> base() {
        return base;
    }

    StringProperty parameter(String parameter) {
        return parameters.computeIfAbsent(parameter, _ -> {
            StringProperty value = new SimpleStringProperty("");
            value.subscribe((_, _) -> compare());
            return value;
        });
    }

    ObjectProperty<String> providerProperty() {
        return provider;
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    ObjectProperty<String> regionProperty() {
        return region;
    }

    ObjectProperty<String> wayProperty() {
        return way;
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

    StringProperty authorityProperty() {
        return authority;
    }

    StringProperty codeProperty() {
        return code;
    }

    BooleanProperty codeNeededProperty() {
        return codeNeeded;
    }

    /// Whether a field differs from what is kept.
    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }
}
