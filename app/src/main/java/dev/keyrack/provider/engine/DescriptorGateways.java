package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.engine.Descriptor.ProfileParameter;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Opens gateways to the providers of a [ProviderLibrary].
public final class DescriptorGateways implements KeyGateways {
    private final ProviderLibrary library;
    private final Keychain keychain;
    private final InstantSource clock;
    private final EngineLimits limits;
    private final Attendant attendant;
    private final Pause pause;
    private final Proxies proxies;
    private final Trust trust;
    private final Path stateFolder;
    private final ProfileLock lock;
    private final RandomGenerator random = new SecureRandom();
    private final Expressions expressions = new Expressions();

    /// Joins the descriptors to the network.
    ///
    /// @param keychain   holds credentials, and gets the sessions
    /// @param lockFolder where a file per profile keeps programs from signing in at once, and another one tells them
    ///                   what is known of the provider's limit; made when it is needed
    /// @param attendant  is asked and shown what only a person can do
    public DescriptorGateways(ProviderLibrary library, Keychain keychain, InstantSource clock, Path lockFolder,
            EngineLimits limits, Attendant attendant) {
        this(library, keychain, clock, lockFolder, limits, attendant, Pause.REAL);
    }

    DescriptorGateways(ProviderLibrary library, Keychain keychain, InstantSource clock, Path lockFolder,
            EngineLimits limits, Attendant attendant, Pause pause) {
        this(library, keychain, clock, lockFolder, limits, attendant, pause,
                new Proxies(System.getenv(), ProxySelector::getDefault));
    }

    DescriptorGateways(ProviderLibrary library, Keychain keychain, InstantSource clock, Path lockFolder,
            EngineLimits limits, Attendant attendant, Pause pause, Proxies proxies) {
        this.library = library;
        this.keychain = keychain;
        this.clock = clock;
        this.limits = limits;
        this.attendant = attendant;
        this.pause = pause;
        this.proxies = proxies;
        this.trust = new Trust(clock);
        this.stateFolder = lockFolder;
        this.lock = new ProfileLock(lockFolder, limits.lock());
    }

    @Override
    public Outcome<KeyGateway> open(Profile profile) {
        Optional<Descriptor> descriptor = library.descriptor(profile.provider());
        Optional<Provider> provider = library.find(profile.provider());
        if (descriptor.isEmpty() || provider.isEmpty()) {
            return Outcome.failed(new Failure.NotFound("provider", profile.provider(),
                    library.all().stream().map(Provider::id).toList()));
        }
        Optional<String> problem = Addresses.problem(profile.baseUrl());
        if (problem.isPresent()) {
            return Outcome.failed(new Failure.InvalidInput(profile.baseUrl().toString(), problem.get()));
        }
        if (provider.get().signIn(profile.signIn()).isEmpty()) {
            return Outcome.failed(new Failure.NotFound("way to sign in", profile.signIn(),
                    provider.get().signIns().stream().map(SignIn::id).toList()));
        }
        Optional<Failure> parameters = parameters(descriptor.get(), profile);
        return parameters.<Outcome<KeyGateway>>map(Outcome::failed).orElseGet(() -> route(profile)
                .map(route -> gateway(descriptor.get(), provider.get(), profile, route)));
    }

    private static Optional<Failure> parameters(Descriptor descriptor, Profile profile) {
        for (ProfileParameter parameter : descriptor.parameters()) {
            String given = profile.parameters().getOrDefault(parameter.name(), parameter.initial()).strip();
            // a value to be picked from the provider's list needs a gateway that can be asked before it is known
            if (given.isEmpty() && parameter.required() && parameter.pick().isEmpty()) {
                return Optional.of(new Failure.InvalidInput(parameter.name(),
                        "profiles of this provider must say it; give --param " + parameter.name() + "=…"));
            }
            List<String> allowed = parameter.options().stream().map(Descriptor.Choice::value).toList();
            if (!given.isEmpty() && !allowed.isEmpty() && !allowed.contains(given)) {
                return Optional.of(new Failure.InvalidInput(parameter.name(),
                        "it must be one of " + String.join(", ", allowed)));
            }
        }
        return Optional.empty();
    }

    private Outcome<Route> route(Profile profile) {
        return "https".equalsIgnoreCase(profile.baseUrl().getScheme())
                ? trust.context(profile.authority()).map(tls -> new Route(proxies, Optional.of(tls)))
                : trust.own(profile.authority()).map(_ -> new Route(proxies, Optional.empty()));
    }

    private KeyGateway gateway(Descriptor descriptor, Provider provider, Profile profile, Route route) {
        Map<String, Object> variables = variables(descriptor, profile);
        ErrorReader errors = new ErrorReader(descriptor.errors(), expressions,
                new Redactor(descriptor.shapes().stream().map(Descriptor.Shape::prefix).toList()));
        Exchanger exchanger = new Exchanger(new RequestWriter(descriptor, profile, expressions, limits), errors,
                pacing(descriptor, profile), limits, clock, route);
        String way = profile.signIn().isEmpty() ? descriptor.usualSignIn() : profile.signIn();
        Engine engine = new Engine(descriptor, way, exchanger, errors, new Mapping(expressions, variables), limits,
                clock,
                profile, attendant, profile.baseUrl(), variables, pause);
        SessionStore store = new SessionStore(keychain, profile, descriptor, way);
        Sessions sessions = new Sessions(descriptor.authNamed(way), profile, engine, store, lock);
        return new DescriptorGateway(provider, engine, sessions, store);
    }

    private Exchanger.Pacing pacing(Descriptor descriptor, Profile profile) {
        RateLimits rateLimits = new RateLimits(descriptor.rateLimit(), expressions, clock);
        Waits waits = new Waits(profile, attendant, pause, clock, limits.longestWait());
        RequestQueue queue = new RequestQueue(new LimitFile(stateFolder, profile), clock, waits, profile.baseUrl(),
                limits.request().plus(limits.connect()), rateLimits.isTold());
        return new Exchanger.Pacing(rateLimits, queue, waits, random);
    }

    private static Map<String, Object> variables(Descriptor descriptor, Profile profile) {
        Map<String, String> parameters = new LinkedHashMap<>();
        descriptor.parameters().stream().filter(parameter -> !parameter.initial().isEmpty())
                .forEach(parameter -> parameters.put(parameter.name(), parameter.initial()));
        parameters.putAll(profile.parameters());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("param", parameters);
        variables.put("account", profile.account().orElse(""));
        String kind = profile.environment().kind().name().toLowerCase(Locale.ROOT);
        String word = descriptor.environments().getOrDefault(kind, descriptor.environments().get("*"));
        if (word != null) {
            variables.put("environment", word);
        }
        return variables;
    }
}
