package dev.keyrack.incident.ui;

import dev.keyrack.incident.domain.Proof;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.ProofStep;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.task.TaskHandle;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.EnvironmentLook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// From "the provider accepted it" to "the value itself is refused". Owns the value and wipes it when the proof ends.
/// JavaFX thread.
public final class ProofViewModel {
    /// Where the proof stands.
    enum Phase {
        /// The value is being tried.
        PROBING,
        /// The value was refused.
        DEAD,
        /// It was still good at the last try.
        STILL_ACCEPTED,
        /// Nothing can be said: the value is not held, or no answer was clear.
        NOT_PROVED
    }

    /// What it works with.
    ///
    /// @param onEnd run when the proof has ended, one way or the other
    public record Parts(ProofOfDeath proof, TimeText times, Messages messages, Runnable onEnd) {}

    /// One line of the list.
    ///
    /// @param tone `success`, `warning`, `danger` or `muted`
    record Line(String time, String words, String answer, String tone) {}

    /// A dot on the time line, as a fraction of it from 0 to 1.
    record Dot(double at, String kind) {}

    private final Profile profile;
    private final Provider provider;
    private final SeenKey seen;
    private final Revoked revoked;
    private final ProofOfDeath proof;
    private final TimeText times;
    private final Messages messages;
    private final List<ProofStep> steps = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOT_PROVED);
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper nextIn = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Runnable onEnd;
    private @Nullable TaskHandle running;
    private @Nullable ProvableValue held;
    private Optional<Instant> deadSince = Optional.empty();

    /// Starts with what the provider said to the revocation.
    public ProofViewModel(Profile profile, Provider provider, SeenKey seen, Revoked revoked, Parts parts) {
        this.profile = profile;
        this.provider = provider;
        this.seen = seen;
        this.revoked = revoked;
        this.proof = parts.proof();
        this.times = parts.times();
        this.messages = parts.messages();
        this.onEnd = parts.onEnd();
        describe();
    }

    /// Tries `value`, which this owns from now on, until it is refused.
    ///
    /// @param ui runs on the JavaFX thread: each try is shown when it is made
    public void start(ProvableValue value, BackgroundRunner runner, Executor ui) {
        phase.set(Phase.PROBING);
        describe();
        held = value;
        running = runner.start(_ -> {
            try (value) {
                return proof.prove(profile, seen, revoked.acceptedAt(), value, step -> ui.execute(() -> add(step)));
            }
        }, this::finish);
    }

    private void add(ProofStep step) {
        steps.add(step);
        describe();
        tick();
    }

    private void finish(Outcome<Proof> outcome) {
        running = null;
        held = null;
        switch (outcome) {
            case Outcome.Ok<Proof>(Proof.Refused(var since, _)) -> {
                deadSince = Optional.of(since);
                phase.set(Phase.DEAD);
            }
            case Outcome.Ok<Proof>(Proof.StillAccepted _) -> phase.set(Phase.STILL_ACCEPTED);
            case Outcome.Ok<Proof>(Proof.Unclear _) -> phase.set(Phase.NOT_PROVED);
            case Outcome.Failed<Proof>(var why) -> {
                problem.set(FailureText.of(why, messages));
                phase.set(Phase.NOT_PROVED);
            }
        }
        nextIn.set("");
        describe();
        onEnd.run();
    }

    /// Counts down to the next try; called once a second.
    public void tick() {
        Optional<Instant> next = steps.isEmpty() ? Optional.empty() : steps.getLast().nextAt();
        if (phase.get() != Phase.PROBING || next.isEmpty()) {
            nextIn.set("");
            return;
        }
        Duration left = Duration.between(times.now(), next.get());
        nextIn.set(TimeText.countdown(left.isNegative() ? Duration.ZERO : left.plusMillis(999)));
    }

    /// Ends the proof: the value is wiped, and what was not proved stays unproved.
    public void giveUp() {
        if (running != null) {
            running.cancel();
            running = null;
            phase.set(stillAcceptedAt().isEmpty() ? Phase.NOT_PROVED : Phase.STILL_ACCEPTED);
            nextIn.set("");
            describe();
        }
        if (held != null) {
            held.close(); // the work may not have begun, and would then never close it
            held = null;
        }
    }

    /// Whether the value is still being tried.
    public boolean isRunning() {
        return running != null;
    }

    private void describe() {
        List<Line> all = new ArrayList<>();
        for (ProofStep step : steps.reversed()) {
            all.add(line(step));
        }
        Call call = revoked.call();
        all.add(new Line(times.seconds(revoked.acceptedAt()), messages.get("incident.proof.accepted-line"),
                answer(call), "success"));
        lines.set(all);
    }

    private Line line(ProofStep step) {
        String time = times.seconds(step.at());
        String answer = step.answer() instanceof Outcome.Ok<Probe>(var probe) ? answer(probe.call()) : "";
        return switch (step.verdict()) {
            case ACCEPTED -> new Line(time, step.settling()
                    ? messages.get("incident.proof.unconfirmed")
                    : messages.get("incident.proof.still-accepted"), answer, "warning");
            case REFUSED -> new Line(time, messages.get("incident.proof.refused"), answer, "danger");
            case UNCLEAR -> new Line(time, messages.get("incident.proof.unclear"), answer, "muted");
        };
    }

    private String answer(Call call) {
        return call.status().isPresent()
                ? messages.get("incident.proof.answer", Integer.toString(call.status().getAsInt()),
                        call.took().toMillis())
                : "";
    }

    /// The dots of the time line: acceptance, tries, now.
    List<Dot> dots() {
        Instant start = revoked.acceptedAt();
        Instant now = steps.isEmpty() ? start : steps.getLast().at();
        double span = Math.max(1, Duration.between(start, now).toMillis());
        double end = phase.get() == Phase.PROBING ? 0.75 : 1;
        List<Dot> dots = new ArrayList<>();
        dots.add(new Dot(0, "accepted"));
        for (ProofStep step : steps) {
            double at = Math.max(0.03, end * Duration.between(start, step.at()).toMillis() / span);
            dots.add(new Dot(at, step.verdict() == Probe.Verdict.REFUSED ? "dead" : "probe"));
        }
        return dots;
    }

    String title() {
        return switch (phase.get()) {
            case PROBING, STILL_ACCEPTED -> messages.get("incident.proof.title.not-dead", name());
            case DEAD -> messages.get("incident.proof.title.dead", name());
            case NOT_PROVED -> messages.get("incident.proof.title.not-proved", name());
        };
    }

    private String name() {
        return seen.key().name().isEmpty() ? seen.key().id().value() : seen.key().name();
    }

    /// One sentence about where it stands.
    String verdict() {
        return switch (phase.get()) {
            case PROBING -> messages.get("incident.proof.note.probing");
            case DEAD -> messages.get("incident.proof.note.dead",
                    deadSince.map(times::seconds).orElse(""),
                    Math.max(0, Duration.between(revoked.acceptedAt(), deadSince.orElseThrow()).toSeconds()));
            case STILL_ACCEPTED -> messages.get("incident.proof.note.still", times.seconds(revoked.acceptedAt()),
                    stillAcceptedAt().orElse(""));
            case NOT_PROVED -> notProved();
        };
    }

    private String notProved() {
        if (!problem.get().isEmpty()) {
            return problem.get();
        }
        if (steps.isEmpty()) {
            return messages.get("incident.proof.note.not-proved");
        }
        return steps.stream().anyMatch(step -> step.verdict() == Probe.Verdict.ACCEPTED)
                ? messages.get("incident.proof.note.unconfirmed", provider.name())
                : messages.get("incident.proof.note.unclear");
    }

    String acceptedAt() {
        return times.seconds(revoked.acceptedAt());
    }

    String acceptedHow() {
        Call call = revoked.call();
        return messages.get("incident.proof.http",
                call.status().isPresent() ? Integer.toString(call.status().getAsInt()) : "",
                call.took().toMillis() / 1000.0);
    }

    Optional<String> stillAcceptedAt() {
        return steps.reversed().stream()
                .filter(step -> step.verdict() == Probe.Verdict.ACCEPTED && !step.settling()).findFirst()
                .map(step -> times.seconds(step.at()));
    }

    String stillAcceptedHow() {
        return steps.isEmpty()
                ? messages.get("incident.proof.no-probe")
                : messages.get("incident.proof.probe-of", steps.size(), ProofOfDeath.MOST_PROBES);
    }

    Optional<String> deadSince() {
        return deadSince.map(times::seconds);
    }

    String deadHow() {
        return deadSince.map(since -> messages.get("incident.proof.after",
                Math.max(0, Duration.between(revoked.acceptedAt(), since).toSeconds())))
                .orElseGet(() -> messages.get("incident.proof.needs-refusal"));
    }

    /// The request that the tries make, for people; empty before the first.
    String request() {
        return steps.stream().map(ProofStep::answer).filter(answer -> answer instanceof Outcome.Ok<Probe>)
                .map(answer -> ((Outcome.Ok<Probe>) answer).value().call()).findFirst()
                .map(call -> messages.get("incident.proof.request", call.method() + " " + call.path())).orElse("");
    }

    String providerName() {
        return provider.name();
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyStringProperty nextInProperty() {
        return nextIn.getReadOnlyProperty();
    }
}
