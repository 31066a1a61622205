package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor.Status;
import dev.keyrack.shared.result.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(name = "status", description = "Tells whether the second factor is on, and whether its key is kept here.")
final class TwoFactorStatusCommand extends KeyCommand {
    TwoFactorStatusCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        return session().withCode(profile, () -> services().twoFactor().status(profile))
                .then(status -> services().twoFactor().isKept(profile).map(kept -> {
                    print(profile, status, kept);
                    return ExitCode.DONE;
                }));
    }

    private void print(Profile profile, Status status, boolean kept) {
        @Nullable
        Integer left = status.backupCodesLeft().isPresent() ? status.backupCodesLeft().getAsInt() : null;
        @Nullable
        Boolean pending = status.pending().orElse(null);
        switch (session().format()) {
            case JSON -> session().json()
                    .object(json -> json.flag("enabled", status.enabled()).value("pending", pending)
                            .time("enabled_at", status.enabledAt()).value("backup_codes_left", left)
                            .flag("kept", kept));
            case CSV -> {
                session().print("enabled,pending,enabled_at,backup_codes_left,kept");
                session().print(Csv.line(List.of(String.valueOf(status.enabled()),
                        pending == null ? "" : pending.toString(),
                        status.enabledAt().map(Instant::toString).orElse(""), left == null ? "" : left.toString(),
                        String.valueOf(kept))));
            }
            case TABLE -> {
                session().print(Printable.clean(sentence(profile, status)));
                if (left != null && status.enabled()) {
                    session().print(messages().get("cli.twofactor.status.left", left));
                }
                session().print(kept
                        ? messages().get("cli.twofactor.status.kept")
                        : messages().get("cli.twofactor.status.not-kept"));
            }
        }
    }

    private String sentence(Profile profile, Status status) {
        String name = profile.name().value();
        if (status.enabled()) {
            return status.enabledAt().isPresent()
                    ? messages().get("cli.twofactor.status.since", name, KeyPrinter.moment(status.enabledAt().get()))
                    : messages().get("cli.twofactor.status.on", name);
        }
        return status.pending().orElse(false)
                ? messages().get("cli.twofactor.status.pending", name)
                : messages().get("cli.twofactor.status.off", name);
    }
}
