package dev.keyrack.cli;

import dev.keyrack.credential.domain.LockService;
import dev.keyrack.shared.result.Outcome;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;

@CommandLine.Command(name = "lock", description = {
        "Locks Keyrack: a running desktop closes what it shows within a second,",
        "and until unlock each command refuses that reads profiles, keys, credentials or the journal."})
final class LockCommand extends Command {
    LockCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        LockService service = services().lockService();
        return service.lockedSince().then(before -> service.lock().map(since -> {
            print(before, since);
            return ExitCode.DONE;
        }));
    }

    private void print(Optional<Instant> before, Instant since) {
        if (session().format() == OutputFormat.JSON) {
            session().json().object(json -> json.flag("locked", true).time("since", Optional.of(since)));
        } else {
            session().print(before.isPresent()
                    ? messages().get("cli.lock.already", since.toString())
                    : messages().get("cli.lock.done"));
        }
    }
}
