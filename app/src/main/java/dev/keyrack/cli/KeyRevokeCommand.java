package dev.keyrack.cli;

import dev.keyrack.incident.domain.Proof;
import dev.keyrack.incident.domain.ProofStep;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "revoke", description = {"Ends a key for good.",
        "With its value on standard input, tries it until the provider refuses it: that proves that the key is dead."})
final class KeyRevokeCommand extends KeyCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id.")
    private String id = "";

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing.")
    private boolean dryRun;

    @Option(names = "--secret-stdin", description = "Read the key's value from standard input, to prove with it.")
    private boolean secretFromInput;

    KeyRevokeCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) throws InterruptedException {
        return switch (lookUp(profile, id)) {
            case Outcome.Ok<SeenKey>(var seen) when dryRun -> {
                new DryRun(this).tell(profile, seen, "revoke");
                yield Outcome.ok(ExitCode.DONE);
            }
            case Outcome.Ok<SeenKey>(var seen) when secretFromInput -> withValue(profile, seen);
            case Outcome.Ok<SeenKey>(var seen) -> withoutValue(profile, seen);
            case Outcome.Failed<SeenKey>(var failure) -> Outcome.failed(failure);
        };
    }

    private Outcome<Integer> withoutValue(Profile profile, SeenKey seen) {
        if (!agreed(profile, seen)) {
            return Outcome.ok(ExitCode.FOUND);
        }
        return revoke(profile, seen).map(acceptedAt -> {
            print(seen.key(), acceptedAt, Optional.empty(), "not_held");
            return ExitCode.DONE;
        });
    }

    private Outcome<Integer> withValue(Profile profile, SeenKey seen) throws InterruptedException {
        Outcome<Secret> input = readSecret(true, "");
        if (input instanceof Outcome.Failed<Secret>(var failure)) {
            return Outcome.failed(failure);
        }
        try (Secret value = ((Outcome.Ok<Secret>) input).value()) {
            Optional<Failure> foreign = services().proof().mismatch(seen, value);
            if (foreign.isPresent()) {
                return Outcome.failed(foreign.get());
            }
            if (!agreed(profile, seen)) {
                return Outcome.ok(ExitCode.FOUND);
            }
            return switch (revoke(profile, seen)) {
                case Outcome.Ok<Instant>(var acceptedAt) -> prove(profile, seen, acceptedAt, value);
                case Outcome.Failed<Instant>(var failure) -> Outcome.failed(failure);
            };
        }
    }

    private boolean agreed(Profile profile, SeenKey seen) {
        ApiKey key = seen.key();
        String scopes = key.scopes().stream().map(Scope::value).collect(Collectors.joining(" "));
        boolean agreed = consent.given(this, profile,
                messages().get("cli.key.revoke.ask", key.name(), key.id().value(), profile.name().value(),
                        profile.environment().label(), printer().lastUsed(key.lastUsed()),
                        scopes.isEmpty() ? messages().get("cli.key.revoke.no-scopes") : scopes));
        if (!agreed) {
            session().remark(messages().get("cli.ask.declined"));
        }
        return agreed;
    }

    /// When the provider accepted it; now, unless it did already.
    private Outcome<Instant> revoke(Profile profile, SeenKey seen) {
        if (seen.key().status() == KeyStatus.REVOKED && seen.revokedAt().isPresent()) {
            return Outcome.ok(seen.revokedAt().get());
        }
        return services().revocation().revoke(profile, seen).map(Revoked::acceptedAt);
    }

    private Outcome<Integer> prove(Profile profile, SeenKey seen, Instant acceptedAt, Secret value)
            throws InterruptedException {
        Outcome<Proof> outcome = services().proof().prove(profile, seen, acceptedAt, value, this::follow);
        return switch (outcome) {
            case Outcome.Ok<Proof>(var proof) -> Outcome.ok(conclude(seen.key(), acceptedAt, proof));
            case Outcome.Failed<Proof>(var failure) -> {
                print(seen.key(), acceptedAt, Optional.empty(), "not_held");
                yield Outcome.failed(failure);
            }
        };
    }

    private int conclude(ApiKey key, Instant acceptedAt, Proof proof) {
        return switch (proof) {
            case Proof.Refused(var deadSince, _) -> {
                print(key, acceptedAt, Optional.of(deadSince), "refused");
                yield ExitCode.DONE;
            }
            case Proof.StillAccepted(var asOf, _) -> {
                print(key, acceptedAt, Optional.empty(), "still_accepted");
                session().remark(messages().get("cli.key.revoke.still-accepted", KeyPrinter.moment(asOf)));
                yield ExitCode.FOUND;
            }
            case Proof.Unclear(var asOf, _) -> {
                print(key, acceptedAt, Optional.empty(), "still_accepted");
                session().remark(messages().get("cli.key.revoke.unclear", KeyPrinter.moment(asOf)));
                yield ExitCode.UNREACHABLE;
            }
        };
    }

    private void follow(ProofStep step) {
        step.nextAt().ifPresent(next -> {
            String at = KeyPrinter.moment(step.at());
            String then = KeyPrinter.moment(next);
            session().remark(switch (step.verdict()) {
                case ACCEPTED -> step.settling()
                        ? messages().get("cli.key.revoke.step.settling", at, then)
                        : messages().get("cli.key.revoke.step.accepted", at, then);
                case REFUSED, UNCLEAR -> messages().get("cli.key.revoke.step.unclear", at, then);
            });
        });
    }

    private void print(ApiKey key, Instant acceptedAt, Optional<Instant> deadSince, String proof) {
        String keyId = key.id().value();
        switch (session().format()) {
            case JSON -> session().json().object(json -> json.text("id", keyId)
                    .time("accepted_at", Optional.of(acceptedAt)).time("dead_since", deadSince).text("proof", proof));
            case CSV -> {
                session().print("id,accepted_at,dead_since,proof");
                session().print(keyId + "," + acceptedAt + "," + deadSince.map(Instant::toString).orElse("") + ","
                        + proof);
            }
            case TABLE -> {
                session().print(Printable.clean(
                        messages().get("cli.key.revoke.done", key.name(), keyId, KeyPrinter.moment(acceptedAt))));
                if (deadSince.isPresent()) {
                    long seconds = Math.max(0, Duration.between(acceptedAt, deadSince.get()).toSeconds());
                    session().print(
                            messages().get("cli.key.revoke.dead", KeyPrinter.moment(deadSince.get()), seconds));
                } else if (!secretFromInput) {
                    session().print(messages().get("cli.key.revoke.not-held"));
                }
            }
        }
    }
}
