package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.twofactor.domain.CodeHelpText;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(name = "verify", description = {"Switches the second factor on, with a code of the app by --code.",
        "The backup codes are handed over once, one per line."})
final class TwoFactorVerifyCommand extends KeyCommand {
    @Mixin
    private SecretTo place = new SecretTo();

    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    TwoFactorVerifyCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        place.check(this);
        consent.check(this, profile, false);
        String code = session().code().orElseThrow(() -> wrongUsage(messages().get("cli.twofactor.no-code")));
        return place.target(session(), "BACKUP_CODES").then(target -> consent.given(this, profile, false, messages()
                .get("cli.twofactor.verify.ask", profile.name().value(), profile.environment().label()))
                .then(agreed -> agreed ? verify(profile, code, target) : Outcome.ok(ExitCode.FOUND)));
    }

    private Outcome<Integer> verify(Profile profile, String code, HandOver target) {
        Outcome<AccountTwoFactor.Enabled> outcome = services().twoFactor().verify(profile, code);
        if (outcome instanceof Outcome.Failed<AccountTwoFactor.Enabled>(Failure.SecondFactorNeeded _)) {
            services().twoFactor().explain(profile, code, Optional.empty())
                    .ifPresent(help -> session().remark(CodeHelpText.of(help, messages())));
        }
        return outcome.map(enabled -> new BackupCodes(session(), place).handOver(profile, enabled, target));
    }
}
