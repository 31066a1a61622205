package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;

@CommandLine.Command(name = "forget", description = "Forgets the key that is kept here. The second factor stays as it is.")
final class TwoFactorForgetCommand extends KeyCommand {
    TwoFactorForgetCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        return services().twoFactor().forget(profile).map(forgotten -> {
            if (session().format() == OutputFormat.JSON) {
                session().json().object(json -> json.flag("forgotten", forgotten));
            } else {
                session().print(forgotten
                        ? messages().get("cli.twofactor.forget.done", profile.name().value())
                        : messages().get("cli.twofactor.forget.none", profile.name().value()));
            }
            return ExitCode.DONE;
        });
    }
}
