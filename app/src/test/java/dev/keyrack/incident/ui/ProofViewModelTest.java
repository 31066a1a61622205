package dev.keyrack.incident.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.incident.ui.ProofViewModel.Phase;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The proof on screen")
class ProofViewModelTest {
    private final Bench bench = new Bench();
    private final SeenKey seen = Samples.seen(Samples.key("key_aaaaaa1", "robot", List.of("things:read")).build());
    private final Secret value = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8));
    private int ended;
    private final ProofViewModel proof = new ProofViewModel(Samples.DEMO, bench.provider, seen,
            new Revoked(Samples.NOW, FakeGateway.call(204)),
            new ProofViewModel.Parts(bench.proof, bench.times, bench.messages, () -> ended++));

    private ProvableValue provable() {
        return ((Outcome.Ok<ProvableValue>) bench.proof.recognise(Samples.DEMO, seen, value)).value();
    }

    private void prove() {
        proof.start(provable(), bench.runner, bench::later);
        bench.settle();
    }

    private void unclear() {
        bench.gateway.probes.add(Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.TIMEOUT, "x")));
    }

    @Test
    void isDeadOnlyOnARefusal() {
        bench.gateway.probe(Verdict.ACCEPTED);
        bench.gateway.probe(Verdict.REFUSED);
        prove();
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.DEAD);
        assertThat(proof.title()).isEqualTo("robot is dead");
        assertThat(proof.deadSince()).contains("12:00:01");
        assertThat(proof.stillAcceptedAt()).contains("12:00:00");
        assertThat(proof.verdict()).isEqualTo("Dead since 12:00:01, 1 s after the provider accepted.");
        assertThat(proof.linesProperty().get()).extracting(ProofViewModel.Line::tone).containsExactly("danger",
                "warning", "success");
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void isNotDeadWhileItIsStillAccepted() {
        prove();
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.STILL_ACCEPTED);
        assertThat(proof.title()).isEqualTo("robot: revoked, not dead yet");
        assertThat(proof.deadSince()).isEmpty();
        assertThat(proof.linesProperty().get()).hasSize(41);
        assertThat(proof.stillAcceptedHow()).isEqualTo("probe 40 of at most 40");
    }

    @Test
    void saysStillAcceptedOnlyOfATryThatWasAccepted() {
        bench.gateway.probe(Verdict.ACCEPTED);
        IntStream.range(0, 39).forEach(_ -> unclear());
        prove();
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.STILL_ACCEPTED);
        assertThat(proof.verdict()).isEqualTo("Revoked at 12:00:00. Still accepted at 12:00:00.");
    }

    @Test
    void provesNothingWithoutAClearAnswer() {
        IntStream.range(0, 40).forEach(_ -> unclear());
        prove();
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.NOT_PROVED);
        assertThat(proof.stillAcceptedAt()).isEmpty();
        assertThat(proof.deadSince()).isEmpty();
        assertThat(proof.verdict())
                .isEqualTo("Death cannot be proved: no answer said whether the value is still good.");
    }

    @Test
    void cannotBeMadeWithoutTheValue() {
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.NOT_PROVED);
        assertThat(proof.title()).isEqualTo("robot: revoked, death not proved");
        assertThat(proof.verdict()).isEqualTo("Death cannot be proved: the value is not held.");
        assertThat(proof.stillAcceptedHow()).isEqualTo("the value was not tried");
        assertThat(proof.isRunning()).isFalse();
    }

    @Test
    void countsDownToTheNextTry() {
        bench.gateway.probe(Verdict.ACCEPTED);
        bench.gateway.probe(Verdict.REFUSED);
        proof.start(provable(), bench.runner, bench::later);
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.PROBING);
        assertThat(proof.isRunning()).isTrue();
        bench.step();
        bench.step();
        assertThat(proof.nextInProperty().get()).isEqualTo("0:00");
        assertThat(proof.verdict()).startsWith("Many providers keep a key in a cache");
        bench.settle();
        assertThat(proof.nextInProperty().get()).isEmpty();
    }

    @Test
    void wipesTheValueWhenItEnds() {
        bench.gateway.probe(Verdict.REFUSED);
        prove();
        assertThat(value.isClosed()).isTrue();
    }

    @Test
    void claimsNothingWhenItIsGivenUpBeforeAnAnswer() {
        unclear();
        proof.start(provable(), bench.runner, bench::later);
        bench.step();
        bench.step();
        proof.giveUp();
        bench.settle();
        assertThat(proof.phaseProperty().get()).isEqualTo(Phase.NOT_PROVED);
        assertThat(proof.isRunning()).isFalse();
        assertThat(value.isClosed()).isTrue();
    }

    @Test
    void wipesTheValueAlsoWhenItIsGivenUpBeforeItBegan() {
        proof.start(provable(), bench.runner, bench::later);
        proof.giveUp();
        bench.settle();
        assertThat(bench.count("provider: probe")).isZero();
        assertThat(value.isClosed()).isTrue();
    }
}
