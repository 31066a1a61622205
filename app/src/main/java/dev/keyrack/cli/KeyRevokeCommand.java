package dev.keyrack.cli;

import dev.keyrack.incident.domain.Proof;
import dev.keyrack.incident.domain.ProofStep;
import dev.keyrack.incident.domain.ProvableValue;
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
    private ChangeConsent consent = new ChangeConsent();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing.")
    private boolean dryRun;

    @Option(names = "--secret-stdin", description = "Read the key's value from standard input, to prove with it.")
    private boolean secretFromInput;

    KeyRevokeCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) throws InterruptedException {
        if (!dryRun) {
            consent.check(this, profile, true);
        }
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
        return agreed(profile, seen).then(agreed -> agreed
                ? revoke(profile, seen).map(acceptedAt -> {
                    print(seen.key(), new Result(acceptedAt, Optional.empty(), "not_held", false));
                    return ExitCode.DONE;
                })
                : Outcome.ok(ExitCode.FOUND));
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
            return switch (agreed(profile, seen)) {
                case Outcome.Ok<Boolean>(var agreed) when agreed -> revokeAndProve(profile, seen, value);
                case Outcome.Ok<Boolean> _ -> Outcome.ok(ExitCode.FOUND);
                case Outcome.Failed<Boolean>(var failure) -> Outcome.failed(failure);
            };
        }
    }

    /// The value is made sure of before the key is revoked: afterwards a refusal could be any value's.
    private Outcome<Integer> revokeAndProve(Profile profile, SeenKey seen, Secret given) throws InterruptedException {
        Outcome<ProvableValue> recognised = services().proof().recognise(profile, seen, given);
        if (recognised instanceof Outcome.Failed<ProvableValue>(var failure)) {
            session().remark(messages().get("cli.ask.declined"));
            return Outcome.failed(failure);
        }
        try (ProvableValue value = ((Outcome.Ok<ProvableValue>) recognised).value()) {
            return switch (revoke(profile, seen)) {
                case Outcome.Ok<Instant>(var acceptedAt) -> prove(profile, seen, acceptedAt, value);
                case Outcome.Failed<Instant>(var failure) -> Outcome.failed(failure);
            };
        }
    }

    private Outcome<Boolean> agreed(Profile profile, SeenKey seen) {
        ApiKey key = seen.key();
        String scopes = key.scopes().stream().map(Scope::value).collect(Collectors.joining(" "));
        return consent.given(this, profile, true,
                messages().get("cli.key.revoke.ask", key.name(), key.id().value(), profile.name().value(),
                        profile.environment().label(), printer().lastUsed(key.lastUsed()),
                        scopes.isEmpty() ? messages().get("cli.key.revoke.no-scopes") : scopes));
    }

    /// When the provider accepted it; now, unless it did already.
    private Outcome<Instant> revoke(Profile profile, SeenKey seen) {
        if (seen.key().status() == KeyStatus.REVOKED && seen.revokedAt().isPresent()) {
            return Outcome.ok(seen.revokedAt().get());
        }
        return services().revocation().revoke(profile, seen).map(Revoked::acceptedAt);
    }

    private Outcome<Integer> prove(Profile profile, SeenKey seen, Instant acceptedAt, ProvableValue value)
            throws InterruptedException {
        Outcome<Proof> outcome = services().proof().prove(profile, seen, acceptedAt, value, this::follow);
        return switch (outcome) {
            case Outcome.Ok<Proof>(var proof) -> Outcome.ok(conclude(seen.key(), acceptedAt, proof));
            case Outcome.Failed<Proof>(var failure) -> {
                boolean cannotTry = failure instanceof Failure.Unsupported;
                print(seen.key(), new Result(acceptedAt, Optional.empty(), cannotTry ? "not_held" : "still_accepted",
                        !cannotTry));
                yield Outcome.failed(failure);
            }
        };
    }

    private int conclude(ApiKey key, Instant acceptedAt, Proof proof) {
        return switch (proof) {
            case Proof.Refused(var deadSince, _) -> {
                print(key, new Result(acceptedAt, Optional.of(deadSince), "refused", false));
                yield ExitCode.DONE;
            }
            case Proof.StillAccepted(var asOf, _) -> {
                print(key, new Result(acceptedAt, Optional.empty(), "still_accepted", false));
                session().remark(messages().get("cli.key.revoke.still-accepted", KeyPrinter.moment(asOf)));
                yield ExitCode.FOUND;
            }
            case Proof.Unclear(var asOf, _) -> {
                print(key, new Result(acceptedAt, Optional.empty(), "still_accepted", true));
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

    /// What came of it.
    ///
    /// @param proof   `refused`, `not_held` or `still_accepted`
    /// @param unclear whether no answer said if the value is still good; `proof` then is the careful word
    private record Result(Instant acceptedAt, Optional<Instant> deadSince, String proof, boolean unclear) {}

    private void print(ApiKey key, Result result) {
        String keyId = key.id().value();
        switch (session().format()) {
            case JSON -> session().json().object(json -> {
                json.text("id", keyId).time("accepted_at", Optional.of(result.acceptedAt()))
                        .time("dead_since", result.deadSince()).text("proof", result.proof());
                if (result.unclear()) {
                    json.flag("unclear", true);
                }
            });
            case CSV -> {
                session().print("id,accepted_at,dead_since,proof,unclear");
                session().print(keyId + "," + result.acceptedAt() + ","
                        + result.deadSince().map(Instant::toString).orElse("") + "," + result.proof() + ","
                        + result.unclear());
            }
            case TABLE -> {
                session().print(Printable.clean(
                        messages().get("cli.key.revoke.done", key.name(), keyId,
                                KeyPrinter.moment(result.acceptedAt()))));
                if (result.deadSince().isPresent()) {
                    Instant since = result.deadSince().get();
                    long seconds = Math.max(0, Duration.between(result.acceptedAt(), since).toSeconds());
                    session().print(
                            messages().get("cli.key.revoke.dead", KeyPrinter.moment(since), seconds));
                } else if (!secretFromInput) {
                    session().print(messages().get("cli.key.revoke.not-held"));
                }
            }
        }
    }
}
