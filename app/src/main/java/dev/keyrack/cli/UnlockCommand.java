package dev.keyrack.cli;

import dev.keyrack.credential.domain.LockService.Opened;
import dev.keyrack.shared.result.Outcome;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;

@CommandLine.Command(name = "unlock", description = "Unlocks Keyrack after lock: with the system's keyring, or with the passphrase.")
final class UnlockCommand extends Command {
    UnlockCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        return services().lockService().unlock(session().passphrases(), session().isPassphraseFileGiven())
                .map(opened -> {
                    print(opened);
                    return ExitCode.DONE;
                });
    }

    private void print(Opened opened) {
        if (session().format() == OutputFormat.JSON) {
            session().json().object(json -> json.flag("locked", false).time("since", Optional.<Instant>empty()));
            return;
        }
        session().print(switch (opened) {
            case BY_KEYRING -> messages().get("cli.unlock.keyring");
            case BY_PASSPHRASE -> messages().get("cli.unlock.passphrase");
            case FREELY -> messages().get("cli.unlock.freely");
            case ALREADY -> messages().get("cli.unlock.already");
        });
    }
}
