package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.SignIn;
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
        Optional<SignIn> way = way(wish, provider.get());
        if (way.isEmpty()) {
            return Outcome.failed(new Failure.NotFound("way to sign in", wish.signIn().orElse(""),
                    provider.get().signIns().stream().map(SignIn::id).toList()));
        }
        String signIn = way.get().equals(provider.get().signIn()) ? "" : way.get().id();
        return address(wish.url()).then(url -> details(wish, provider.get(), way.get()).orElseGet(
                () -> Outcome.ok(new Profile(new ProfileName(wish.name()), wish.provider(), environment.get(), url,
                        wish.parameters(), wish.account(), signIn, wish.authority(), now))));
    }

    /// The way that was named; else the first one that fits what was given, and needs nobody at a browser if there is
    /// such a one.
    private static Optional<SignIn> way(NewProfile wish, Provider provider) {
        if (wish.signIn().isPresent()) {
            return provider.signIn(wish.signIn().get());
        }
        boolean account = wish.account().filter(text -> !text.isBlank()).isPresent();
        List<SignIn> fitting = provider.signIns().stream().filter(way -> way.account().isEmpty() != account)
                .filter(way -> wish.parameters().keySet().containsAll(way.parameters())).toList();
        return fitting.stream().filter(way -> !way.kind().needsPerson()).findFirst()
                .or(() -> fitting.stream().findFirst()).or(() -> Optional.of(provider.signIn()));
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

    private Optional<Outcome<Profile>> details(NewProfile wish, Provider provider, SignIn way) {
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
        Optional<String> missing = way.parameters().stream()
                .filter(name -> wish.parameters().getOrDefault(name, "").isBlank()).findFirst();
        if (missing.isPresent()) {
            return Optional.of(invalid(missing.get(),
                    messages.get("shared.input.parameter-missing", provider.name(), missing.get())));
        }
        String account = way.account();
        if (!account.isEmpty() && wish.account().filter(text -> !text.isBlank()).isEmpty()) {
            return Optional.of(invalid(account, messages.get("shared.input.account-missing", provider.name())));
        }
        return Optional.empty();
    }

    private static <T> Outcome<T> invalid(String where, String problem) {
        return Outcome.failed(new Failure.InvalidInput(where, problem));
    }
}
