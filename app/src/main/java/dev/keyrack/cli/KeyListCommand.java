package dev.keyrack.cli;

import dev.keyrack.key.domain.Inventory.Snapshot;
import dev.keyrack.key.domain.KeyFilter;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "list", description = "Lists a profile's keys, as the provider tells of them now.")
final class KeyListCommand extends KeyCommand {
    @Option(names = "--filter", paramLabel = "TEXT", description = "Only keys with these words in name, id, hint, owner or scopes.")
    private String filter = "";

    @Option(names = "--status", paramLabel = "S", split = ",", converter = Converters.Status.class, description = "Only keys that are active, disabled, expired, revoked or gone; may be repeated.")
    private Set<KeyStatus> statuses = new LinkedHashSet<>();

    @Option(names = "--idle", paramLabel = "DAYS", converter = Converters.Days.class, description = "Only keys not used for more than so many days. Where the provider does not tell, a key is not idle.")
    private Optional<Integer> idle = Optional.empty();

    @Option(names = "--expiring", paramLabel = "DAYS", converter = Converters.Days.class, description = "Only keys that expire within so many days.")
    private Optional<Integer> expiring = Optional.empty();

    @Option(names = "--offline", description = "Show what was last seen, without asking the provider.")
    private boolean offline;

    @Option(names = "--as-of", paramLabel = "INSTANT", converter = Converters.Moment.class, description = "Show what was known then, such as 2026-11-22T12:00:00Z; asks nobody.")
    private Optional<Instant> asOf = Optional.empty();

    KeyListCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        KeyFilter wanted = new KeyFilter(filter, statuses, optional(idle), optional(expiring));
        Instant now = asOf.orElseGet(() -> services().clock().instant());
        return snapshot(profile).map(snapshot -> {
            List<SeenKey> keys = snapshot.keys().stream().filter(seen -> wanted.matches(seen.key(), now)).toList();
            new KeyPrinter(session(), now).list(profile, keys);
            if (offline || asOf.isPresent()) {
                session().remark(snapshot.readAt()
                        .map(at -> messages().get("cli.key.list.read-at", profile.name().value(),
                                KeyPrinter.moment(at)))
                        .orElseGet(() -> messages().get("cli.key.list.never-read", profile.name().value())));
            }
            return ExitCode.DONE;
        });
    }

    private Outcome<Snapshot> snapshot(Profile profile) {
        KeyService keys = services().keys();
        if (asOf.isPresent()) {
            return Outcome.ok(keys.asOf(profile, asOf.get()));
        }
        if (offline) {
            return Outcome.ok(keys.latest(profile));
        }
        try (LineProgress progress = new LineProgress(session().terminal(), messages(), services().clock(),
                LineProgress.Work.LISTING)) {
            return session().withCode(profile, () -> keys.refresh(profile, progress));
        }
    }

    private static OptionalInt optional(Optional<Integer> days) {
        return days.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
