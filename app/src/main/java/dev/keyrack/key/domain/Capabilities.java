package dev.keyrack.key.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says beforehand why a provider would not do something, so that nothing is sent that cannot work.
final class Capabilities {
    private final ProviderCatalog catalog;
    private final Messages messages;

    Capabilities(ProviderCatalog catalog, Messages messages) {
        this.catalog = catalog;
        this.messages = messages;
    }

    /// Why the profile's provider cannot do it; empty if it can. A provider without a descriptor is the gateway's to
    /// report.
    Optional<Failure> missing(Profile profile, Capability capability) {
        return catalog.find(profile.provider()).flatMap(provider -> switch (provider.support(capability)) {
            case Support.Yes _ -> Optional.empty();
            case Support.No(var reason) -> Optional.of(unsupported(capability, reason));
            case Support.ConsoleOnly(var steps, var link) -> Optional.of(unsupported(capability,
                    messages.get("shared.input.console-only", provider.name(), String.join(" ", steps), link)));
        });
    }

    /// What of `wish` the provider would leave out of a new key: the key would be another one than was asked for.
    Optional<Failure> notSettable(Profile profile, NewKey wish) {
        return catalog.find(profile.provider()).flatMap(provider -> {
            if (wish.expiresIn().isPresent() && !provider.settable().expiry()) {
                return Optional.of(unsupported(Capability.EDIT_EXPIRY,
                        reason(provider, Capability.EDIT_EXPIRY)
                                .orElseGet(() -> messages.get("shared.input.no-expiry", provider.name()))));
            }
            boolean wantsScopes = !wish.scopes().isEmpty() || wish.preset().isPresent();
            return wantsScopes && !provider.settable().scopes()
                    ? Optional.of(unsupported(Capability.EDIT_SCOPES,
                            reason(provider, Capability.EDIT_SCOPES)
                                    .orElseGet(() -> messages.get("shared.input.no-scopes", provider.name()))))
                    : Optional.empty();
        });
    }

    /// The first scope that is not in the provider's catalogue, if it has one. A provider that lists its scopes itself may
    /// know more of them by now.
    Optional<Failure> unknownScope(Profile profile, Collection<Scope> scopes) {
        List<String> known = catalog.find(profile.provider()).filter(provider -> !provider.listsScopes())
                .map(Provider::scopes).orElse(List.of()).stream().map(ScopeInfo::value).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return scopes.stream().map(Scope::value).filter(scope -> !known.contains(scope)).findFirst()
                .map(scope -> new Failure.InvalidInput(scope,
                        messages.get("shared.input.unknown-scope", Nearest.of(scope, known).orElseThrow())));
    }

    private static Optional<String> reason(Provider provider, Capability capability) {
        return provider.support(capability) instanceof Support.No(var reason) && !reason.isEmpty()
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static Failure unsupported(Capability capability, String reason) {
        return new Failure.Unsupported(capability.name().toLowerCase(Locale.ROOT), reason);
    }
}
