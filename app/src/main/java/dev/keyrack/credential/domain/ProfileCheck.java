package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Turns what somebody typed into a profile, or says which part cannot be used.
public final class ProfileCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ProviderCatalog catalog;
    private final Messages messages;

    /// Checks against the providers of `catalog`.
    public ProfileCheck(ProviderCatalog catalog, Messages messages) {
        this.catalog = catalog;
        this.messages = messages;
    }

    /// The profile that `wish` describes.
    ///
    /// @param now when it is added
    Outcome<Profile> of(NewProfile wish, Instant now) {
        if (!ProfileName.isValid(wish.name())) {
            return invalid(wish.name(), messages.get("shared.input.profile-name"));
        }
        Optional<Provider> provider = catalog.find(wish.provider());
        if (provider.isEmpty()) {
            return Outcome.failed(new Failure.NotFound("provider", wish.provider(),
                    catalog.all().stream().map(Provider::id).toList()));
        }
        Optional<Environment> environment = Environment.parse(wish.environment());
        if (environment.isEmpty()) {
            return invalid(wish.environment(), messages.get("shared.input.environment"));
        }
        return address(wish.url()).then(url -> details(wish, provider.get()).orElseGet(
                () -> Outcome.ok(new Profile(new ProfileName(wish.name()), wish.provider(), environment.get(), url,
                        wish.parameters(), wish.account(), now))));
    }

    private Outcome<URI> address(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException _) {
            return invalid(text, messages.get("shared.input.address"));
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean plain = scheme.equals("http");
        if (host == null || (!plain && !scheme.equals("https")) || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return invalid(text, messages.get("shared.input.address"));
        }
        if (plain && !LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
            return invalid(text, messages.get("shared.input.https-only"));
        }
        String bare = uri.toString();
        return Outcome.ok(URI.create(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare));
    }

    private Optional<Outcome<Profile>> details(NewProfile wish, Provider provider) {
        List<String> names = provider.parameters().stream().map(Parameter::name).toList();
        for (Parameter parameter : provider.parameters()) {
            if (parameter.required() && wish.parameters().getOrDefault(parameter.name(), "").isBlank()) {
                return Optional.of(invalid(parameter.name(),
                        messages.get("shared.input.parameter-missing", provider.name(), parameter.label())));
            }
        }
        for (String name : wish.parameters().keySet()) {
            if (!names.contains(name)) {
                return Optional.of(invalid(name, messages.get("shared.input.parameter-unknown", provider.name())));
            }
        }
        String account = provider.signIn().account();
        if (!account.isEmpty() && wish.account().filter(text -> !text.isBlank()).isEmpty()) {
            return Optional.of(invalid(account, messages.get("shared.input.account-missing", provider.name())));
        }
        return Optional.empty();
    }

    private static <T> Outcome<T> invalid(String where, String problem) {
        return Outcome.failed(new Failure.InvalidInput(where, problem));
    }
}
