package dev.keyrack.provider.ui;

import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import java.util.Arrays;
import java.util.List;

/// The providers that this installation knows, in words: what each can do, and for what is missing, why.
public final class ProvidersViewModel {
    /// A provider.
    ///
    /// @param facts name and fact
    record Card(String id, String name, List<Fact> facts, List<Ability> abilities, List<Fact> scopes) {}

    /// A name and what it stands for.
    record Fact(String name, String text) {}

    /// Something that a provider can do, or not.
    ///
    /// @param tone `yes`, `undocumented`, `console` or `no`
    record Ability(String name, String words, String tone) {}

    private final ProviderCatalog catalog;
    private final List<String> findings;
    private final Messages messages;

    /// Words the providers of `catalog`.
    ///
    /// @param findings what is wrong with the user's own descriptor files, one sentence each
    public ProvidersViewModel(ProviderCatalog catalog, List<String> findings, Messages messages) {
        this.catalog = catalog;
        this.findings = List.copyOf(findings);
        this.messages = messages;
    }

    List<String> findings() {
        return findings;
    }

    List<Card> cards() {
        return catalog.all().stream().map(this::card).toList();
    }

    private Card card(Provider provider) {
        return new Card(provider.id(), provider.name(),
                List.of(new Fact(messages.get("provider.fact.id"), provider.id()),
                        new Fact(messages.get("provider.fact.address"), provider.address().isEmpty()
                                ? messages.get("provider.fact.own-address")
                                : provider.address()),
                        new Fact(messages.get("provider.fact.sign-in"), signIn(provider.signIn()))),
                Arrays.stream(Capability.values()).map(capability -> ability(provider, capability)).toList(),
                provider.scopes().stream().map(scope -> new Fact(scope.value(), scope.description())).toList());
    }

    private String signIn(SignIn signIn) {
        return switch (signIn.kind()) {
            case PASSWORD -> signIn.mayAskForCode()
                    ? messages.get("provider.sign-in.password-code")
                    : messages.get("provider.sign-in.password");
            case KEY -> messages.get("provider.sign-in.key");
            case BROWSER_TICKET -> messages.get("provider.sign-in.ticket");
            case OAUTH_BROWSER, OAUTH_CLIENT, OAUTH_DEVICE -> messages.get("provider.sign-in.oauth");
            case NONE -> messages.get("provider.sign-in.none");
        };
    }

    private Ability ability(Provider provider, Capability capability) {
        String name = switch (capability) {
            case LIST -> messages.get("provider.can.list");
            case GET -> messages.get("provider.can.get");
            case CREATE -> messages.get("provider.can.create");
            case EDIT_NAME -> messages.get("provider.can.edit-name");
            case EDIT_SCOPES -> messages.get("provider.can.edit-scopes");
            case EDIT_EXPIRY -> messages.get("provider.can.edit-expiry");
            case DISABLE -> messages.get("provider.can.disable");
            case REVOKE -> messages.get("provider.can.revoke");
            case ROTATE -> messages.get("provider.can.rotate");
            case USAGE -> messages.get("provider.can.usage");
            case PROBE -> messages.get("provider.can.probe");
            case TWO_FACTOR -> messages.get("provider.can.two-factor");
        };
        return switch (provider.support(capability)) {
            case Support.Yes(var documented) when documented ->
                new Ability(name, messages.get("provider.support.documented"), "yes");
            case Support.Yes _ -> new Ability(name, messages.get("provider.support.undocumented"), "undocumented");
            case Support.ConsoleOnly _ -> new Ability(name, messages.get("provider.support.console"), "console");
            case Support.No(var reason) when reason.isEmpty() ->
                new Ability(name, messages.get("provider.support.no"), "no");
            case Support.No(var reason) -> new Ability(name, reason, "no");
        };
    }
}
