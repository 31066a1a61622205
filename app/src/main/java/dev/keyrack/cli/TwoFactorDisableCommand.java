package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(name = "disable", description = {
        "Switches the second factor off, with a code of the app or a backup code by --code.",
        "A key that is kept here is forgotten then."})
final class TwoFactorDisableCommand extends KeyCommand {
    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    TwoFactorDisableCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        consent.check(this, profile, true);
        String code = session().code().orElseThrow(() -> wrongUsage(messages().get("cli.twofactor.no-code")));
        return consent.given(this, profile, true,
                messages().get("cli.twofactor.disable.ask", profile.name().value(), profile.environment().label()))
                .then(agreed -> agreed ? disable(profile, code) : Outcome.ok(ExitCode.FOUND));
    }

    private Outcome<Integer> disable(Profile profile, String code) {
        return services().twoFactor().disable(profile, code).map(status -> {
            if (session().format() == OutputFormat.JSON) {
                session().json().object(json -> json.flag("enabled", status.enabled()));
            } else {
                session().print(messages().get("cli.twofactor.disable.done", profile.name().value()));
            }
            return ExitCode.DONE;
        });
    }
}
