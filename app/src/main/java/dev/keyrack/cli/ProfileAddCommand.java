package dev.keyrack.cli;

import dev.keyrack.credential.domain.Draft;
import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "add", description = "Adds a profile and signs in. If the sign-in fails, nothing is kept.")
final class ProfileAddCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "What the profile shall be called.")
    private String name = "";

    @Option(names = "--provider", required = true, paramLabel = "ID", description = "Who issues the keys.")
    private String provider = "";

    @Option(names = "--environment", required = true, paramLabel = "E", description = "production, staging, development, or a name.")
    private String environment = "";

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Scheme, host and port of the API.")
    private String url = "";

    @Option(names = "--param", paramLabel = "K=V", description = "What else the provider asks for; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = {"--email",
            "--account"}, paramLabel = "E", description = "The account that signs in.")
    private Optional<String> email = Optional.empty();

    @Mixin
    private SignInOptions signIn = new SignInOptions();

    ProfileAddCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        ProfileService profiles = services().profiles();
        return signIn.authority(messages())
                .map(authority -> new NewProfile(name, provider, environment, url, parameters, email,
                        signIn.signIn(), authority))
                .then(wish -> checked(profiles, wish).then(_ -> credential(profiles, wish))
                        .then(credential -> {
                            try (credential) {
                                return toPick(wish).isPresent()
                                        ? choices(profiles, wish, credential)
                                        : add(profiles, wish, credential);
                            }
                        }))
                .map(profile -> {
                    new ProfilePrinter(session()).added(profile, services().keychain());
                    return ExitCode.DONE;
                });
    }

    /// Where something must be picked from the provider's list, all else must be fit for asking for that list.
    private Outcome<Profile> checked(ProfileService profiles, NewProfile wish) {
        Optional<Parameter> missing = toPick(wish);
        if (missing.isEmpty()) {
            return profiles.validate(wish);
        }
        Map<String, String> given = new LinkedHashMap<>(wish.parameters());
        given.put(missing.get().name(), missing.get().name());
        return profiles.validate(new NewProfile(wish.name(), wish.provider(), wish.environment(), wish.url(), given,
                wish.account(), wish.signIn(), wish.authority()));
    }

    /// The first parameter that is needed, not given, and listed by the provider.
    private Optional<Parameter> toPick(NewProfile wish) {
        return services().catalog().find(wish.provider()).stream().flatMap(its -> its.parameters().stream())
                .filter(each -> each.required() && each.listed() && each.initial().isBlank())
                .filter(each -> wish.parameters().getOrDefault(each.name(), "").isBlank())
                .filter(each -> isOfItsWay(each.name(), wish)).findFirst();
    }

    private boolean isOfItsWay(String parameter, NewProfile wish) {
        Optional<SignIn> way = services().profiles().check().wayOf(wish);
        return way.filter(its -> its.parameters().contains(parameter)).isPresent()
                || services().catalog().find(wish.provider()).stream().flatMap(its -> its.signIns().stream())
                        .noneMatch(other -> other.parameters().contains(parameter));
    }

    /// Signs in for the list alone, and fails with what there is to choose from. Nothing is kept.
    private Outcome<Profile> choices(ProfileService profiles, NewProfile wish, Secret credential) {
        Parameter parameter = toPick(wish).orElseThrow();
        String its = services().catalog().find(wish.provider()).map(Provider::name).orElse(wish.provider());
        return signIn.more(messages()).then(more -> {
            try {
                Draft draft = new Draft(wish, Optional.empty(), credential, more);
                return asked(code -> profiles.choices(draft, parameter.name(), code));
            } finally {
                SignInOptions.close(more);
            }
        }).then(found -> Outcome.failed(new Failure.InvalidInput("--param " + parameter.name(),
                found.isEmpty()
                        ? messages().get("cli.profile.pick.none", its, parameter.label())
                        : messages().get("cli.profile.pick", its, parameter.label(), found.stream()
                                .map(one -> one.value().equals(one.label())
                                        ? one.value()
                                        : messages().get("cli.profile.pick.one", one.value(), one.label()))
                                .collect(Collectors.joining(", "))))));
    }

    /// Does it, and again with a code if the provider wants one.
    private <T> Outcome<T> asked(Function<Optional<String>, Outcome<T>> work) {
        Outcome<T> outcome = work.apply(session().globals().code());
        if (!Session.wantsCode(outcome)) {
            return outcome;
        }
        Optional<String> code = session().code();
        return code.isEmpty() ? outcome : work.apply(code);
    }

    /// A way that needs no secret does not ask for one; where one may be given, standard input gives it.
    private Outcome<Secret> credential(ProfileService profiles, NewProfile wish) {
        SignIn way = profiles.check().wayOf(wish).orElseThrow();
        boolean asks = way.needsCredential() || (way.takesCredential() && signIn.fromInput());
        return asks
                ? readSecret(signIn.fromInput(), messages().get("cli.ask.credential", way.credential(), name))
                : Outcome.ok(Secret.wrap(new byte[0]));
    }

    private Outcome<Profile> add(ProfileService profiles, NewProfile wish, Secret credential) {
        profiles.check().oddity(wish, credential).ifPresent(session()::remark);
        return signIn.more(messages()).then(more -> {
            try {
                return asked(code -> profiles.add(wish, credential, more, code));
            } finally {
                SignInOptions.close(more);
            }
        });
    }
}
