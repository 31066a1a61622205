package dev.keyrack.incident.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A proof of death")
class ProofOfDeathTest {
    private final List<String> log = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway(log);
    private final FakeInventory inventory = new FakeInventory(log);
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeClock clock = new FakeClock();
    private final List<ProofStep> told = new ArrayList<>();
    private final ProofOfDeath proof = new ProofOfDeath(new OpenGateways(_ -> Outcome.ok(gateway)), inventory, journal,
            clock, clock, Messages.forLocale(Locale.ENGLISH));

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SeenKey key(Hint.Kind kind, String text) {
        return Samples.seen(Samples.key("key_aaaaaa1", "one", List.of()).hint(new Hint(kind, text)).build());
    }

    private Outcome<Proof> prove(Instant acceptedAt) throws InterruptedException {
        SeenKey key = key(Hint.Kind.PREFIX, "fk_live_0");
        try (ProvableValue value = recognised(key, secret(FakeGateway.VALUE))) {
            return proof.prove(Samples.DEMO, key, acceptedAt, value, told::add);
        }
    }

    private ProvableValue recognised(SeenKey key, Secret value) {
        return ((Outcome.Ok<ProvableValue>) proof.recognise(Samples.DEMO, key, value)).value();
    }

    private Proof proved() throws InterruptedException {
        return ((Outcome.Ok<Proof>) prove(Samples.NOW)).value();
    }

    @Test
    void isThereAtOnceWhenTheFirstTryIsRefused() throws InterruptedException {
        gateway.probe(Verdict.REFUSED);

        assertThat(proved()).isInstanceOfSatisfying(Proof.Refused.class,
                refused -> assertThat(refused.deadSince()).isEqualTo(Samples.NOW));
        assertThat(clock.slept).isEmpty();
        assertThat(log).containsExactly("provider: probe", "inventory: dead key_aaaaaa1 2026-11-22T12:00:00Z",
                "journal: key.death.proved key_aaaaaa1");
    }

    @Test
    void waitsLongerAndLongerUpToHalfAMinute() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            gateway.probe(Verdict.ACCEPTED);
        }
        gateway.probe(Verdict.REFUSED);

        Proof result = proved();

        assertThat(clock.slept).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(result).isInstanceOfSatisfying(Proof.Refused.class,
                refused -> assertThat(refused.deadSince()).isEqualTo(Samples.NOW.plusSeconds(121)));
    }

    @Test
    void tellsOfEachTryAndWhenTheNextOneIs() throws InterruptedException {
        gateway.probe(Verdict.ACCEPTED);
        gateway.probe(Verdict.REFUSED);

        Proof result = proved();

        assertThat(told).isEqualTo(result.steps()).extracting(ProofStep::verdict).containsExactly(Verdict.ACCEPTED,
                Verdict.REFUSED);
        assertThat(told.getFirst().nextAt()).contains(Samples.NOW.plusSeconds(1));
        assertThat(told.getLast().nextAt()).isEmpty();
    }

    @Test
    void givesUpAfterFortyTriesAndDoesNotCallItDead() throws InterruptedException {
        Proof result = proved();

        assertThat(result.steps()).hasSize(ProofOfDeath.MOST_PROBES);
        assertThat(result).isInstanceOfSatisfying(Proof.StillAccepted.class,
                still -> assertThat(still.asOf()).isEqualTo(result.steps().getLast().at()));
        assertThat(log).doesNotContain("journal: key.death.proved key_aaaaaa1")
                .contains("journal: key.death.not-proved key_aaaaaa1");
    }

    @Test
    void isUnclearWhenNoAnswerSaysAnything() throws InterruptedException {
        for (int i = 0; i < ProofOfDeath.MOST_PROBES; i++) {
            gateway.probes.add(Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.TIMEOUT, "x")));
        }

        assertThat(proved()).isInstanceOf(Proof.Unclear.class);
    }

    @Test
    void remembersWhenTheValueWasLastAcceptedThoughTheConnectionBrokeLater() throws InterruptedException {
        gateway.probe(Verdict.ACCEPTED);
        for (int i = 1; i < ProofOfDeath.MOST_PROBES; i++) {
            gateway.probe(Verdict.UNCLEAR);
        }

        assertThat(proved()).isInstanceOfSatisfying(Proof.StillAccepted.class,
                still -> assertThat(still.asOf()).isEqualTo(Samples.NOW));
    }

    @Test
    void waitsAsLongAsTheProviderAsks() throws InterruptedException {
        gateway.probes.add(Outcome.failed(new Failure.RateLimited(Duration.ofSeconds(90), FakeGateway.call(429))));
        gateway.probe(Verdict.REFUSED);

        proved();

        assertThat(clock.slept).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void countsNoRefusalFromBeforeTheRevocationWasAccepted() throws InterruptedException {
        gateway.probe(Verdict.REFUSED);
        gateway.probe(Verdict.REFUSED);

        Outcome<Proof> outcome = prove(Samples.NOW.plusSeconds(1));

        assertThat(((Outcome.Ok<Proof>) outcome).value()).isInstanceOfSatisfying(Proof.Refused.class,
                refused -> assertThat(refused.deadSince()).isEqualTo(Samples.NOW.plusSeconds(1)));
    }

    @Test
    void endsWhenTheProviderOffersNoWayToTry() throws InterruptedException {
        gateway.probes.add(Outcome.failed(new Failure.Unsupported("probe", "")));

        assertThat(prove(Samples.NOW)).isEqualTo(Outcome.failed(new Failure.Unsupported("probe", "")));
        assertThat(log).containsExactly("provider: probe");
    }

    @Test
    void endsWhenItIsInterruptedAsleep() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> prove(Samples.NOW)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(log).containsExactly("provider: probe");
    }

    @Test
    void endsWhenARequestWasInterrupted() {
        gateway.probes.add(Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.INTERRUPTED, "x")));

        assertThatThrownBy(() -> prove(Samples.NOW)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void doesNotSendAValueWithAnotherFingerprint() {
        SeenKey known;
        try (Secret other = secret("fk_live_other")) {
            known = new SeenKey(key(Hint.Kind.PREFIX, "fk_live_0").key(), Samples.NOW, Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.of(Fingerprint.of(other, "fk_live_")));
        }
        try (Secret value = secret(FakeGateway.VALUE)) {
            assertThat(proof.recognise(Samples.DEMO, known, value)).isEqualTo(Outcome.failed(
                    new Failure.InvalidInput("The value",
                            "it is not the value of key key_aaaaaa1, so it was not sent")));
        }
        assertThat(log).isEmpty();
    }

    @Test
    void doesNotSendAValueThatDoesNotFitTheHint() {
        try (Secret value = secret(FakeGateway.VALUE)) {
            assertThat(proof.mismatch(key(Hint.Kind.PREFIX, "fk_test_"), value)).isPresent();
            assertThat(proof.mismatch(key(Hint.Kind.LAST, "9999"), value)).isPresent();
            assertThat(proof.mismatch(key(Hint.Kind.LAST, "cdef"), value)).isEmpty();
            assertThat(proof.mismatch(key(Hint.Kind.ID, "key_"), value)).isEmpty();
            assertThat(proof.mismatch(key(Hint.Kind.NONE, ""), value)).isEmpty();
        }
    }

    @Test
    void takesAValueThatNothingTiesToTheKeyOnlyIfItWorksBeforeTheRevocation() {
        gateway.probe(Verdict.ACCEPTED);

        try (ProvableValue value = recognised(key(Hint.Kind.ID, "key_aaaa"), secret("anything"))) {
            assertThat(value.ground()).isEqualTo(ProvableValue.Ground.ACCEPTED);
        }
        assertThat(log).containsExactly("provider: probe");
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = "ACCEPTED", mode = EnumSource.Mode.EXCLUDE)
    void countsTheRefusalOfAStrangersValueAsNothing(Verdict verdict) {
        gateway.probe(verdict);

        try (Secret value = secret("anything")) {
            assertThat(proof.recognise(Samples.DEMO, key(Hint.Kind.NONE, ""), value))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure().toString())
                            .contains("its refusal would prove nothing about key key_aaaaaa1"));
            assertThat(value.isClosed()).isFalse();
        }
    }

    @Test
    void doesNotTrustAHintWithoutText() {
        assertThat(proof.ground(key(Hint.Kind.PREFIX, ""))).isEmpty();
        assertThat(proof.ground(key(Hint.Kind.PREFIX, "fk_live_0"))).contains(ProvableValue.Ground.FRAGMENT);
    }

    @Test
    void cannotBeginAfterTheRevocationWhereNothingTiesTheValueToTheKey() {
        SeenKey key = key(Hint.Kind.NONE, "");
        SeenKey revoked = new SeenKey(key.key(), Samples.NOW, Optional.empty(), Optional.of(Samples.NOW),
                Optional.empty(), Optional.empty());

        try (Secret value = secret("anything")) {
            assertThat(proof.recognise(Samples.DEMO, revoked, value).isOk()).isFalse();
        }
        assertThat(log).isEmpty();
    }

    @Test
    void isNotMadeWithTheValueOfAnotherKey() {
        SeenKey other = Samples.seen(Samples.key("key_bbbbbb1", "two", List.of()).build());
        try (ProvableValue value = recognised(key(Hint.Kind.PREFIX, "fk_live_0"), secret(FakeGateway.VALUE))) {
            assertThatThrownBy(() -> proof.prove(Samples.DEMO, other, Samples.NOW, value, told::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(log).isEmpty();
    }
}
