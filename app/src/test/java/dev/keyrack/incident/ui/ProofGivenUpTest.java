package dev.keyrack.incident.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof that is given up")
class ProofGivenUpTest {
    private final List<String> log = new ArrayList<>();
    private final FakeClock clock = new FakeClock();
    private final FakeGateway gateway = new FakeGateway(log);
    private final Messages messages = Messages.forLocale(Locale.ENGLISH);
    private final Semaphore turn = new Semaphore(0);
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        oneThread.shutdownNow();
    }

    private final SeenKey seen = Samples.seen(Samples.key("key-1", "ci", List.of("things:read")).build());
    private final ProofOfDeath death = new ProofOfDeath(new OpenGateways(_ -> Outcome.ok(gateway)),
            new FakeInventory(log),
            new FakeJournal(log), clock, clock, messages);

    private ProofViewModel viewModel() {
        return new ProofViewModel(Samples.DEMO, Samples.provider(), seen,
                new Revoked(Samples.NOW, FakeGateway.call(204)), new ProofViewModel.Parts(death,
                        new TimeText(messages, clock, ZoneOffset.UTC), messages, () -> log.add("ended")));
    }

    @Test
    void wipesTheValueEvenIfItWasNeverTried() {
        oneThread.execute(turn::acquireUninterruptibly); // the proof waits for its thread
        ProofViewModel proof = viewModel();
        Secret value = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8));
        ProvableValue provable = ((Outcome.Ok<ProvableValue>) death.recognise(Samples.DEMO, seen, value)).value();
        proof.start(provable, new BackgroundRunner(oneThread, Runnable::run, bug -> log.add(bug.toString())),
                Runnable::run);
        proof.giveUp();
        turn.release();
        assertThat(value.isClosed()).isTrue();
        assertThat(proof.isRunning()).isFalse();
        assertThat(proof.phaseProperty().get()).isEqualTo(ProofViewModel.Phase.NOT_PROVED);
    }
}
