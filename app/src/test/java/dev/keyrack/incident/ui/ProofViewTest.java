package dev.keyrack.incident.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The dialog of a proof")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class ProofViewTest {
    private final Bench bench = new Bench();
    private final SeenKey seen = Samples.seen(Samples.key("key_aaaaaa1", "robot", List.of("things:read")).build());
    private final ProofViewModel proof = new ProofViewModel(Samples.DEMO, bench.provider, seen,
            new Revoked(Samples.NOW, FakeGateway.call(204)),
            new ProofViewModel.Parts(bench.proof, bench.times, bench.messages, () -> {
            }));
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void open() {
        window.act(() -> ProofView.open(proof, window.dialogs(), bench.messages, () -> {
        }));
    }

    @Test
    void goesFromAcceptedToDeadAndEndsWithDone() {
        bench.gateway.probe(Verdict.ACCEPTED);
        bench.gateway.probe(Verdict.REFUSED);
        Secret value = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8));
        ProvableValue provable = ((Outcome.Ok<ProvableValue>) bench.proof.recognise(Samples.DEMO, seen, value)).value();
        window.act(() -> proof.start(provable, bench.runner, bench::later));
        open();
        assertThat(window.words("proof-done")).isEqualTo("Continue in background");
        assertThat(window.words("proof-dead")).isEqualTo("not yet");
        assertThat(window.words()).contains("robot: revoked, not dead yet");
        window.settle();
        assertThat(window.words()).contains("robot is dead", "Refused", "Still accepted",
                "Revocation accepted, and written to the journal");
        assertThat(window.words("proof-accepted")).isEqualTo("12:00:00");
        assertThat(window.words("proof-still")).isEqualTo("12:00:00");
        assertThat(window.words("proof-dead")).isEqualTo("12:00:01");
        assertThat(window.words("proof-done")).isEqualTo("Done");
        window.press("proof-done");
        assertThat(window.shows("proof-dialog")).isFalse();
    }

    @Test
    void saysThatItCannotProveWhatItDoesNotHold() {
        open();
        assertThat(window.words()).contains("robot: revoked, death not proved",
                "Death cannot be proved: the value is not held.", "never seen", "needs a refused probe");
        assertThat(window.words("proof-dead")).isEqualTo("not yet");
    }
}
