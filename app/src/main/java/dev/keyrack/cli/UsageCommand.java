package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "usage", description = "Tells how often keys were used, as their provider counts it.")
final class UsageCommand extends KeyCommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id; all keys, if it is left out.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--since", paramLabel = "D", converter = Converters.Length.class, description = "How far back, such as 30d or 12h; 30d, if it is left out.")
    private Duration since = Duration.ofDays(30);

    @Option(names = "--bucket", paramLabel = "B", converter = Converters.BucketText.class, description = "hour or day; day, if it is left out.")
    private Bucket bucket = Bucket.DAY;

    UsageCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        Instant now = services().clock().instant();
        Instant from = bucket.startOf(now.minus(since));
        UsagePrinter printer = new UsagePrinter(session(), profile, bucket, from);
        Optional<Failure> problem = services().keys().checkUsage(profile);
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        if (id.isPresent()) {
            return lookUp(profile, id.get()).then(seen -> read(profile, seen, from, now)).map(usage -> {
                printer.one(usage);
                return ExitCode.DONE;
            });
        }
        return all(profile, from, now).map(all -> {
            printer.all(all);
            return ExitCode.DONE;
        });
    }

    /// The keys that there are, one after the other. The gateway keeps to the provider's limit.
    private Outcome<List<KeyUsage>> all(Profile profile, Instant from, Instant to) {
        return keys(profile).then(keys -> {
            List<KeyUsage> all = new ArrayList<>();
            try (LineProgress progress = new LineProgress(session().terminal(), messages(), services().clock(),
                    LineProgress.Work.USAGE)) {
                for (int i = 0; i < keys.size(); i++) {
                    switch (read(profile, keys.get(i), from, to)) {
                        case Outcome.Ok<KeyUsage>(var usage) -> all.add(usage);
                        case Outcome.Failed<KeyUsage>(Failure.NotFound _) -> {
                            // it went since it was listed
                        }
                        case Outcome.Failed<KeyUsage>(var failure) -> {
                            return Outcome.failed(failure);
                        }
                    }
                    progress.report(i + 1L, keys.size());
                }
            }
            return Outcome.ok(all);
        });
    }

    private Outcome<List<SeenKey>> keys(Profile profile) {
        KeyService keys = services().keys();
        try (LineProgress progress = new LineProgress(session().terminal(), messages(), services().clock(),
                LineProgress.Work.LISTING)) {
            return session().withCode(profile, () -> keys.refresh(profile, progress))
                    .map(snapshot -> snapshot.keys().stream().filter(UsageCommand::isThere).toList());
        }
    }

    private static boolean isThere(SeenKey seen) {
        return seen.goneSince().isEmpty() && seen.key().status() != KeyStatus.GONE;
    }

    private Outcome<KeyUsage> read(Profile profile, SeenKey seen, Instant from, Instant to) {
        return session().withCode(profile, () -> services().keys().usage(profile, seen.key().id(), from, to, bucket))
                .map(series -> new KeyUsage(seen.key().id().value(), seen.key().name(), series));
    }

    /// What is known of the use of one key.
    record KeyUsage(String id, String name, UsageSeries series) {
    }
}
