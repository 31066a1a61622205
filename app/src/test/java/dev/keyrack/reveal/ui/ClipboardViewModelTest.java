package dev.keyrack.reveal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeClipboard;
import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clipboard in the status bar")
class ClipboardViewModelTest {
    private final Bench bench = new Bench();
    private final FakeClipboard clipboard = new FakeClipboard();
    private final ClipboardViewModel viewModel = new ClipboardViewModel(new ClipboardLease(clipboard, bench.clock),
            bench.status, bench.times, bench.messages);
    private final Secret secret = Secret.wrap("fk_live_one".getBytes(StandardCharsets.UTF_8));

    @AfterEach
    void wipe() {
        secret.close();
    }

    @Test
    void countsDown() throws InterruptedException {
        viewModel.copy(secret);
        assertThat(bench.status.clipboardLeasedProperty().get()).isTrue();
        assertThat(bench.status.clipboardLeftProperty().get()).isEqualTo("0:30");
        assertThat(bench.status.clipboardFractionProperty().get()).isEqualTo(1);
        bench.clock.sleep(Duration.ofSeconds(15));
        viewModel.tick();
        assertThat(bench.status.clipboardLeftProperty().get()).isEqualTo("0:15");
        assertThat(bench.status.clipboardFractionProperty().get()).isEqualTo(0.5);
        assertThat(bench.status.clipboardEndingProperty().get()).isFalse();
        bench.clock.sleep(Duration.ofSeconds(6));
        viewModel.tick();
        assertThat(bench.status.clipboardEndingProperty().get()).isTrue();
    }

    @Test
    void saysWhenItWasCleared() throws InterruptedException {
        viewModel.copy(secret);
        bench.clock.sleep(Duration.ofSeconds(30));
        viewModel.tick();
        assertThat(viewModel.isRunning()).isFalse();
        assertThat(bench.status.clipboardLeasedProperty().get()).isFalse();
        assertThat(bench.status.clipboardNoteProperty().get()).isEqualTo("Cleared at 12:00");
    }

    @Test
    void saysThatItLeftSomethingElseAlone() {
        viewModel.copy(secret);
        clipboard.text = "something else";
        viewModel.clearNow();
        assertThat(clipboard.text).isEqualTo("something else");
        assertThat(bench.status.clipboardNoteProperty().get()).startsWith("Left alone");
    }

    @Test
    void saysNothingWhereNothingWas() {
        viewModel.clearNow();
        assertThat(bench.status.clipboardNoteProperty().get()).isEmpty();
    }
}
