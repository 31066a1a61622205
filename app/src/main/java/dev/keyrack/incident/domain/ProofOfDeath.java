package dev.keyrack.incident.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tries the value of a revoked key until the provider refuses it. Only that proves that the key is dead; that the
/// provider accepted the revocation does not.
///
/// Calls block on the network and on disk; make them off the JavaFX thread. Safe for use by several threads.
public final class ProofOfDeath {
    /// How often a value is tried at most, unless the provider may take longer by its own account.
    public static final int MOST_PROBES = 40;
    /// The longest pause between two tries, unless the provider asks for a longer one.
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// The longest time that is granted to a provider, whatever it says.
    private static final Duration LONGEST_SETTLING = Duration.ofDays(1);

    private final OpenGateways gateways;
    private final Inventory inventory;
    private final Journal journal;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Messages messages;

    /// Joins the ports.
    ///
    /// @param messages words the reasons why a value is not accepted for a key
    public ProofOfDeath(OpenGateways gateways, Inventory inventory, Journal journal, InstantSource clock,
            Sleeper sleeper, Messages messages) {
        this.gateways = gateways;
        this.inventory = inventory;
        this.journal = journal;
        this.clock = clock;
        this.sleeper = sleeper;
        this.messages = messages;
    }

    /// Why `value` cannot be the key's: its fingerprint is known and another one, or the visible fragment does not fit.
    /// Empty if nothing speaks against it. Sends nothing.
    public Optional<Failure> mismatch(SeenKey seen, Secret value) {
        Optional<Fingerprint> known = seen.fingerprint();
        boolean fits = known.isPresent()
                ? known.get().sha256().equals(Fingerprint.of(value, "").sha256())
                : fits(seen.key().hint(), value);
        return fits
                ? Optional.empty()
                : Optional.of(new Failure.InvalidInput(messages.get("shared.input.value"),
                        messages.get("shared.input.foreign-value", seen.key().id().value())));
    }

    /// How a value of that key can be recognised without asking the provider; empty if it cannot: Keyrack did not see the
    /// key being issued, and its provider shows no part of the value.
    public Optional<ProvableValue.Ground> ground(SeenKey seen) {
        Hint hint = seen.key().hint();
        boolean showsPart = (hint.kind() == Hint.Kind.PREFIX || hint.kind() == Hint.Kind.LAST)
                && !hint.text().isEmpty();
        if (seen.fingerprint().isPresent()) {
            return Optional.of(ProvableValue.Ground.ISSUED);
        }
        return showsPart ? Optional.of(ProvableValue.Ground.FRAGMENT) : Optional.empty();
    }

    /// Makes sure, before the key is revoked, that a refusal of `value` will say something about it. Where [#ground] is
    /// empty, any refused value would look like this key's death: there the provider must accept the value now, which
    /// takes one request.
    ///
    /// @return the value, which is then the result's; on failure it stays the caller's: `InvalidInput` if it is not the
    ///         key's, or cannot be told from any other, `Unsupported` if values cannot be tried at this provider
    public Outcome<ProvableValue> recognise(Profile profile, SeenKey seen, Secret value) {
        Optional<Failure> mismatch = mismatch(seen, value);
        if (mismatch.isPresent()) {
            return Outcome.failed(mismatch.get());
        }
        Optional<ProvableValue.Ground> known = ground(seen);
        if (known.isPresent()) {
            return Outcome.ok(new ProvableValue(seen.key().id(), value, known.get()));
        }
        boolean isOver = seen.revokedAt().isPresent() || seen.goneSince().isPresent()
                || seen.key().status() == KeyStatus.REVOKED;
        if (isOver) {
            return Outcome.failed(provesNothing(seen));
        }
        return gateways.of(profile).then(gateway -> gateway.probe(value))
                .then(probe -> probe.verdict() == Probe.Verdict.ACCEPTED
                        ? Outcome.ok(new ProvableValue(seen.key().id(), value, ProvableValue.Ground.ACCEPTED))
                        : Outcome.failed(provesNothing(seen)));
    }

    private Failure provesNothing(SeenKey seen) {
        return new Failure.InvalidInput(messages.get("shared.input.value"),
                messages.get("shared.input.unprovable-value", seen.key().id().value()));
    }

    /// Tries `value` at once, after 1, 2, 4, 8 and 16 seconds, and then every 30 seconds, until it is refused, at most
    /// [#MOST_PROBES] times, and at least for as long as the provider says that it may take. `value` stays the
    /// caller's.
    ///
    /// @param acceptedAt when the provider accepted the revocation; a refusal before that proves nothing
    /// @param listener   told of each try, on this thread
    /// @return `Unsupported` if values cannot be tried at this provider
    /// @throws IllegalArgumentException if `value` is another key's
    /// @throws InterruptedException if it was given up; nothing is proved then
    public Outcome<Proof> prove(Profile profile, SeenKey seen, Instant acceptedAt, ProvableValue value,
            Consumer<ProofStep> listener) throws InterruptedException {
        if (!value.key().equals(seen.key().id())) {
            throw new IllegalArgumentException("the value is not of key " + seen.key().id());
        }
        try {
            return switch (gateways.of(profile)) {
                case Outcome.Ok<KeyGateway>(var gateway) ->
                    watch(gateway, acceptedAt, value.value(), listener)
                            .peek(proof -> record(profile, seen, value.ground(), proof));
                case Outcome.Failed<KeyGateway>(var failure) -> Outcome.failed(failure);
            };
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private Outcome<Proof> watch(KeyGateway gateway, Instant acceptedAt, Secret value, Consumer<ProofStep> listener)
            throws InterruptedException {
        List<ProofStep> steps = new ArrayList<>();
        Optional<Instant> acceptedValueAt = Optional.empty();
        Instant settled = acceptedAt.plus(settling(gateway));
        boolean isLast = false;
        for (int tries = 1; !isLast; tries++) {
            Instant at = clock.instant();
            isLast = tries >= MOST_PROBES && !at.isBefore(settled);
            Outcome<Probe> answer = gateway.probe(value);
            if (Thread.interrupted()) {
                throw new InterruptedException("the proof was given up");
            }
            if (answer instanceof Outcome.Failed<Probe>(var failure) && !mayPass(failure)) {
                return Outcome.failed(failure);
            }
            boolean refused = verdict(answer) == Probe.Verdict.REFUSED && !at.isBefore(acceptedAt);
            Duration pause = pause(tries, answer);
            Optional<Instant> nextAt = refused || isLast
                    ? Optional.empty()
                    : Optional.of(clock.instant().plus(pause));
            ProofStep step = new ProofStep(at, answer, nextAt, at.isBefore(settled));
            steps.add(step);
            listener.accept(step);
            if (refused) {
                return Outcome.ok(new Proof.Refused(at, steps));
            }
            if (step.verdict() == Probe.Verdict.ACCEPTED) {
                acceptedValueAt = Optional.of(at);
            }
            if (nextAt.isPresent()) {
                sleeper.sleep(pause);
            }
        }
        return Outcome.ok(acceptedValueAt.<Proof>map(asOf -> new Proof.StillAccepted(asOf, steps))
                .orElseGet(() -> new Proof.Unclear(steps.getLast().at(), steps)));
    }

    private static Duration settling(KeyGateway gateway) {
        Duration told = gateway.settlesWithin();
        return told.compareTo(LONGEST_SETTLING) > 0 ? LONGEST_SETTLING : told;
    }

    private void record(Profile profile, SeenKey seen, ProvableValue.Ground ground, Proof proof) {
        switch (proof) {
            case Proof.Refused(var deadSince, var steps) -> {
                inventory.recordDead(profile.name(), seen.key().id(), deadSince);
                note(profile, "key.death.proved", seen,
                        "refused at try " + steps.size() + ", sent at " + deadSince + "; value " + ground.words());
            }
            case Proof.StillAccepted(var asOf, var steps) ->
                note(profile, "key.death.not-proved", seen, steps.size() + " tries, still accepted at " + asOf);
            case Proof.Unclear(var asOf, var steps) ->
                note(profile, "key.death.not-proved", seen, steps.size() + " tries, no clear answer until " + asOf);
        }
    }

    private void note(Profile profile, String action, SeenKey seen, String detail) {
        journal.append(new JournalEntry(clock.instant(), action, profile.name().value(), seen.key().id().value(),
                detail));
    }

    private static Probe.Verdict verdict(Outcome<Probe> answer) {
        return new ProofStep(Instant.EPOCH, answer, Optional.empty(), false).verdict();
    }

    /// How long to wait after the `tries`th try: 1, 2, 4, 8, 16, 30, 30 … seconds, or longer if the provider says so.
    private static Duration pause(int tries, Outcome<Probe> answer) {
        Duration usual = tries > 5 ? LONGEST_PAUSE : Duration.ofSeconds(1L << (tries - 1));
        return answer instanceof Outcome.Failed<Probe>(Failure.RateLimited(var retryAfter, _))
                && retryAfter.compareTo(usual) > 0 ? retryAfter : usual;
    }

    /// Whether the same try may come to something else in a while.
    private static boolean mayPass(Failure failure) throws InterruptedException {
        return switch (failure) {
            case Failure.Unreachable gone when gone.cause() == Failure.Unreachable.Cause.INTERRUPTED ->
                throw new InterruptedException("the proof was given up");
            case Failure.Unreachable _,Failure.RateLimited _,Failure.BadAnswer _ -> true;
            case Failure.SignInRefused _,Failure.SecondFactorNeeded _,Failure.SignInNeeded _,Failure.Refused _,Failure.Rejected _,Failure.Unsupported _,Failure.NotFound _,Failure.Ambiguous _,Failure.AlreadyThere _,Failure.InvalidInput _,Failure.NoCredential _,Failure.NotArmed _,Failure.Declined _,Failure.Fault _,Failure.StorageFailed _,Failure.KeychainFailed _,Failure.Locked _ ->
                false;
        };
    }

    private static boolean fits(Hint hint, Secret value) {
        byte[] fragment = hint.text().getBytes(StandardCharsets.UTF_8);
        return switch (hint.kind()) {
            case PREFIX -> value.startsWith(hint.text());
            case LAST -> value.use(bytes -> bytes.length >= fragment.length && Arrays.equals(bytes,
                    bytes.length - fragment.length, bytes.length, fragment, 0, fragment.length));
            case ID, NONE -> true;
        };
    }
}
