package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import picocli.CommandLine;

@CommandLine.Command(name = "code", description = "Prints the code of this moment, from the key that is kept here.")
final class TwoFactorCodeCommand extends KeyCommand {
    TwoFactorCodeCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        return services().twoFactor().code(profile).then(code -> {
            try (Secret mine = code) {
                Outcome<String> written = session().format() == OutputFormat.JSON
                        ? StdoutHandOver.checked(session(),
                                () -> session().json().object(json -> json.secret("code", mine)))
                        : new StdoutHandOver(session()).deliver(mine);
                return written.map(_ -> ExitCode.DONE);
            }
        });
    }
}
