package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "remove", description = "Removes a profile with its credential and session. What is known of its keys stays.")
final class ProfileRemoveCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    @Mixin
    private Consent consent = new Consent();

    ProfileRemoveCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        return session().profile(name).then(this::remove);
    }

    private Outcome<Integer> remove(Profile profile) {
        boolean agreed = consent.given(this, profile, messages().get("cli.profile.remove.ask", profile.name().value(),
                profile.environment().label(), profile.host()));
        if (!agreed) {
            session().remark(messages().get("cli.ask.declined"));
            return Outcome.ok(ExitCode.FOUND);
        }
        return services().profiles().remove(profile).map(_ -> {
            if (session().format() == OutputFormat.JSON) {
                session().json().object(json -> json.text("name", profile.name().value()).flag("removed", true));
            } else {
                session().print(messages().get("cli.profile.removed", profile.name().value()));
            }
            return ExitCode.DONE;
        });
    }
}
