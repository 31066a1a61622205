package dev.keyrack.cli;

import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
                .then(wish -> profiles.validate(wish).then(_ -> credential(profiles, wish))
                        .then(credential -> {
                            try (credential) {
                                return add(profiles, wish, credential);
                            }
                        }))
                .map(profile -> {
                    new ProfilePrinter(session()).added(profile, services().keychain());
                    return ExitCode.DONE;
                });
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
                Outcome<Profile> outcome = profiles.add(wish, credential, more, session().globals().code());
                if (!Session.wantsCode(outcome)) {
                    return outcome;
                }
                Optional<String> code = session().code();
                return code.isEmpty() ? outcome : profiles.add(wish, credential, more, code);
            } finally {
                SignInOptions.close(more);
            }
        });
    }
}
