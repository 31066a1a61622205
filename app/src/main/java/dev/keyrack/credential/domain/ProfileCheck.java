package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.KeyShape;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns what somebody typed into a profile, or says which part cannot be used.
public final class ProfileCheck {
    private static final Pattern BRACES = Pattern.compile("\\{(?:param\\.)?([^{}]+)}");
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
        Optional<String> authority = wish.authority().map(String::strip).filter(text -> !text.isEmpty());
        if (authority.isPresent() && !isAbsolute(authority.get())) {
            return invalid(authority.get(), messages.get("shared.input.authority"));
        }
        return address(filledIn(wish, provider.get())).then(url -> details(wish, provider.get(), way.get()).orElseGet(
                () -> Outcome.ok(new Profile(new ProfileName(wish.name()), wish.provider(), environment.get(), url,
                        wish.parameters(), wish.account().filter(_ -> !way.get().account().isEmpty()), signIn,
                        authority, now))));
    }

    /// The address with the profile's parameters in place of their names in braces.
    private static String filledIn(NewProfile wish, Provider provider) {
        return BRACES.matcher(wish.url()).replaceAll(found -> {
            String value = valueOf(found.group(1), wish, provider);
            return Matcher.quoteReplacement(value.isBlank() ? found.group() : value);
        });
    }

    /// Whichever folder the program is started in later, it must be the same file. The file itself is read when the
    /// profile is opened.
    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("\\\\") || path.matches("[A-Za-z]:[/\\\\].*");
    }

    /// The way in which `wish` would sign in, if its provider is known.
    public Optional<SignIn> wayOf(NewProfile wish) {
        return catalog.find(wish.provider()).flatMap(provider -> way(wish, provider));
    }

    /// Names of all further secrets that a profile of that provider may have.
    Set<String> extras(String provider) {
        return catalog.find(provider).stream().flatMap(its -> its.signIns().stream())
                .flatMap(way -> way.more().stream()).map(SignIn.Extra::name).collect(Collectors.toSet());
    }

    /// Whether both sign in to the same place as the same account in the same way.
    static boolean signInAlike(Profile one, Profile other) {
        return one.provider().equals(other.provider()) && one.baseUrl().equals(other.baseUrl())
                && one.parameters().equals(other.parameters()) && one.account().equals(other.account())
                && one.signIn().equals(other.signIn()) && one.authority().equals(other.authority());
    }

    /// What `wish` lacks to sign in, such as a password that nobody typed.
    ///
    /// @param held whether there is a secret of that name; empty text for the first one
    Optional<Failure> missingSecret(NewProfile wish, Predicate<String> held) {
        SignIn way = wayOf(wish).orElseThrow();
        String name = catalog.find(wish.provider()).map(Provider::name).orElse(wish.provider());
        if (way.needsCredential() && !held.test("")) {
            return Optional.of(new Failure.InvalidInput(way.credential(),
                    messages.get("shared.input.credential-missing", name)));
        }
        return way.more().stream().filter(extra -> !held.test(extra.name())).findFirst()
                .map(extra -> new Failure.InvalidInput(extra.label(),
                        messages.get("shared.input.credential-missing", name)));
    }

    /// What to tell somebody whose credential begins like one for another environment than the profile's: what that
    /// will lead to. Empty if nothing is odd.
    public Optional<String> oddity(NewProfile wish, Secret credential) {
        Optional<Provider> provider = catalog.find(wish.provider());
        Optional<Environment> environment = Environment.parse(wish.environment());
        Optional<KeyShape> shape = provider.flatMap(its -> its.shapeOf(credential));
        if (environment.isEmpty() || shape.isEmpty() || shape.get().environment().isEmpty()) {
            return Optional.empty();
        }
        String meant = shape.get().environment().get().toUpperCase(Locale.ROOT);
        boolean forProduction = meant.equals(Environment.PRODUCTION.label());
        if (forProduction == environment.get().isProduction()) {
            return Optional.empty();
        }
        String name = provider.get().name();
        String prefix = shape.get().prefix();
        String label = environment.get().label();
        return Optional.of(forProduction
                ? messages.get("shared.odd.production-key", prefix, name, label)
                : messages.get("shared.odd.other-key", prefix, name, meant, label));
    }

    /// The way that was named; else the first one that fits what was given, and needs nobody at a browser if there is
    /// such a one.
    private static Optional<SignIn> way(NewProfile wish, Provider provider) {
        if (wish.signIn().isPresent()) {
            return provider.signIn(wish.signIn().get());
        }
        boolean account = wish.account().filter(text -> !text.isBlank()).isPresent();
        List<SignIn> fitting = provider.signIns().stream().filter(way -> way.account().isEmpty() != account)
                .filter(way -> way.parameters().stream().noneMatch(name -> valueOf(name, wish, provider).isBlank()))
                .toList();
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
            String given = wish.parameters().getOrDefault(parameter.name(), parameter.initial());
            if (parameter.required() && given.isBlank() && !isOfAnotherWay(parameter.name(), provider, way)) {
                return Optional.of(invalid(parameter.name(),
                        messages.get("shared.input.parameter-missing", provider.name(), parameter.label())));
            }
            List<String> options = parameter.options().stream().map(Choice::value).toList();
            if (!given.isBlank() && !options.isEmpty() && !options.contains(given)) {
                return Optional.of(invalid(parameter.name(), messages.get("shared.input.parameter-option",
                        provider.name(), String.join(", ", options))));
            }
        }
        for (String name : wish.parameters().keySet()) {
            if (!names.contains(name)) {
                return Optional.of(invalid(name, messages.get("shared.input.parameter-unknown", provider.name())));
            }
        }
        Optional<String> missing = way.parameters().stream().filter(name -> valueOf(name, wish, provider).isBlank())
                .findFirst();
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

    private static String valueOf(String name, NewProfile wish, Provider provider) {
        return wish.parameters().getOrDefault(name, provider.parameters().stream()
                .filter(parameter -> parameter.name().equals(name)).map(Parameter::initial).findFirst().orElse(""));
    }

    /// Whether only other ways to sign in ask for the parameter.
    private static boolean isOfAnotherWay(String name, Provider provider, SignIn way) {
        return !way.parameters().contains(name)
                && provider.signIns().stream().anyMatch(other -> other.parameters().contains(name));
    }

    private static <T> Outcome<T> invalid(String where, String problem) {
        return Outcome.failed(new Failure.InvalidInput(where, problem));
    }
}
