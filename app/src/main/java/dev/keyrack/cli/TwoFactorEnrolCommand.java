package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.CodeHelpText;
import dev.keyrack.twofactor.domain.Enrolment;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(name = "enrol", description = {"Asks the provider for the key of an authenticator app.",
        "With --secret-to, the key goes there as an otpauth URI, and verify switches the second factor on.",
        "Without it, the key is shown to whoever sits here, and the app's code is asked for at once."})
final class TwoFactorEnrolCommand extends KeyCommand {
    private static final int MOST_TRIES = 3;
    private static final int GROUP = 4;

    @Mixin
    private SecretTo place = new SecretTo();

    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    TwoFactorEnrolCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        place.check(this);
        consent.check(this, profile, false);
        return place.target(session(), "OTPAUTH_URI").then(target -> consent.given(this, profile, false, messages()
                .get("cli.twofactor.enrol.ask", profile.name().value(), profile.environment().label()))
                .then(agreed -> !agreed || (!place.isGiven() && !mayShow(profile))
                        ? Outcome.ok(ExitCode.FOUND)
                        : begin(profile, target)));
    }

    private boolean mayShow(Profile profile) {
        boolean may = session().terminal().ask(messages().get("cli.twofactor.enrol.show", profile.name().value()))
                .filter(text -> text.strip().matches("(?i)y(es)?")).isPresent();
        if (!may) {
            session().remark(messages().get("cli.ask.declined"));
        }
        return may;
    }

    private Outcome<Integer> begin(Profile profile, HandOver target) {
        return session().withCode(profile, () -> services().twoFactor().begin(profile)).then(enrolment -> {
            try (enrolment) {
                return place.isGiven() ? handOver(profile, enrolment.key(), target) : here(profile, enrolment, target);
            }
        });
    }

    private Outcome<Integer> handOver(Profile profile, OtpAuthUri key, HandOver target) {
        boolean inJson = place.isStdout() && session().format() == OutputFormat.JSON;
        try (Secret text = key.text(); Secret base32 = key.base32()) {
            Outcome<String> delivered = inJson
                    ? StdoutHandOver.checked(session(), () -> session().json().object(
                            json -> facts(json.secret("secret", base32).secret("uri", text), key)))
                    : target.deliver(text);
            return delivered.map(where -> {
                if (session().format() == OutputFormat.JSON && !inJson) {
                    session().json().object(json -> facts(json.text("uri_at", where), key));
                }
                session().remark(messages().get("cli.twofactor.enrol.next", where, profile.name().value()));
                return ExitCode.DONE;
            });
        }
    }

    private static void facts(JsonOut.JsonObject json, OtpAuthUri key) {
        json.text("issuer", key.issuer()).text("account", key.account()).text("algorithm", key.algorithm().name())
                .number("digits", key.digits()).number("period", key.period());
    }

    private Outcome<Integer> here(Profile profile, Enrolment enrolment, HandOver target) {
        show(enrolment.key());
        Outcome<AccountTwoFactor.Enabled> outcome = Outcome.failed(new Failure.SecondFactorNeeded(false));
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<String> code = session().terminal().ask(messages().get("cli.twofactor.enrol.code"))
                    .map(String::strip).filter(text -> !text.isEmpty());
            if (code.isEmpty()) {
                break;
            }
            outcome = services().twoFactor().verify(profile, code.get());
            boolean isWrong = outcome instanceof Outcome.Failed<AccountTwoFactor.Enabled>(Failure.SecondFactorNeeded(var wrong))
                    && wrong;
            if (!isWrong) {
                break;
            }
            session().remark(CodeHelpText.of(
                    services().twoFactor().explain(enrolment.key(), code.get(), enrolment.clock()), messages()));
        }
        return outcome.map(enabled -> new BackupCodes(session(), place).handOver(profile, enabled, target));
    }

    /// The key in groups of four, on standard error: what people copy is no result.
    private void show(OtpAuthUri key) {
        session().remark(messages().get("cli.twofactor.enrol.key", key.issuer(), key.account()));
        try (Secret base32 = key.base32()) {
            base32.use(bytes -> {
                for (int i = 0; i < bytes.length; i++) {
                    session().terminal().err().print((i > 0 && i % GROUP == 0 ? " " : "") + (char) bytes[i]);
                }
                session().terminal().err().println();
                session().terminal().err().flush();
                return bytes.length;
            });
        }
    }
}
