package dev.keyrack.cli;

import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
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

    @Option(names = "--email", paramLabel = "E", description = "The account that signs in.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--secret-stdin", description = "Read the password or key from standard input, not from a prompt.")
    private boolean secretFromInput;

    ProfileAddCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        NewProfile wish = new NewProfile(name, provider, environment, url, parameters, email);
        ProfileService profiles = services().profiles();
        return profiles.validate(wish).then(_ -> credential()).then(credential -> {
            try (credential) {
                return add(profiles, wish, credential);
            }
        }).map(profile -> {
            new ProfilePrinter(session()).added(profile, services().keychain());
            return ExitCode.DONE;
        });
    }

    private Outcome<Secret> credential() {
        SignIn signIn = services().catalog().find(provider).map(Provider::signIn).orElseThrow();
        return signIn.kind() == SignIn.Kind.NONE
                ? Outcome.ok(Secret.wrap(new byte[0]))
                : readSecret(secretFromInput, messages().get("cli.ask.credential", signIn.credential(), name));
    }

    private Outcome<Profile> add(ProfileService profiles, NewProfile wish, Secret credential) {
        Outcome<Profile> outcome = profiles.add(wish, credential, session().globals().code());
        if (!Session.wantsCode(outcome)) {
            return outcome;
        }
        Optional<String> code = session().code();
        return code.isEmpty() ? outcome : profiles.add(wish, credential, code);
    }
}
