package dev.keyrack.cli;

import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "edit", description = "Changes a profile. If it does not sign in afterwards, it stays as it is.")
final class ProfileEditCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    @Option(names = "--name", paramLabel = "N", description = "A new name.")
    private Optional<String> newName = Optional.empty();

    @Option(names = "--environment", paramLabel = "E", description = "production, staging, development, or a name.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "Scheme, host and port of the API.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--param", paramLabel = "K=V", description = "What else the provider asks for; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = {"--email",
            "--account"}, paramLabel = "E", description = "The account that signs in.")
    private Optional<String> email = Optional.empty();

    @Mixin
    private SignInOptions signIn = new SignInOptions();

    ProfileEditCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        return session().profile(name).then(base -> wish(base).then(wish -> change(base, wish))).map(profile -> {
            new ProfilePrinter(session()).changed(profile, services().keychain());
            return ExitCode.DONE;
        });
    }

    private Outcome<NewProfile> wish(Profile base) {
        Map<String, String> all = new HashMap<>(base.parameters());
        all.putAll(parameters);
        return signIn.authority(messages())
                .map(authority -> new NewProfile(newName.orElse(name), base.provider(),
                        environment.orElse(base.environment().word()), url.orElse(base.baseUrl().toString()), all,
                        email.or(base::account), signIn.signIn().or(() -> Optional.of(base.signIn())),
                        authority.or(base::authority)));
    }

    /// Another way to sign in needs a secret of its own; else the stored one stays, unless another one is given.
    private Outcome<Profile> change(Profile base, NewProfile wish) {
        ProfileService profiles = services().profiles();
        return profiles.validate(wish, Optional.of(base)).then(after -> {
            SignIn way = profiles.check().wayOf(wish).orElseThrow();
            boolean asks = way.needsCredential() && !after.signIn().equals(base.signIn());
            return asks || signIn.fromInput()
                    ? readSecret(signIn.fromInput(), messages().get("cli.ask.credential", way.credential(), name))
                    : Outcome.ok(Secret.wrap(new byte[0]));
        }).then(credential -> {
            try (credential) {
                return change(profiles, base, wish, credential);
            }
        });
    }

    private Outcome<Profile> change(ProfileService profiles, Profile base, NewProfile wish, Secret credential) {
        profiles.check().oddity(wish, credential).ifPresent(session()::remark);
        return signIn.more(messages()).then(more -> {
            try {
                Outcome<Profile> outcome = profiles.update(base, wish, credential, more,
                        session().globals().code());
                if (!Session.wantsCode(outcome)) {
                    return outcome;
                }
                Optional<String> code = session().code();
                return code.isEmpty() ? outcome : profiles.update(base, wish, credential, more, code);
            } finally {
                SignInOptions.close(more);
            }
        });
    }
}
