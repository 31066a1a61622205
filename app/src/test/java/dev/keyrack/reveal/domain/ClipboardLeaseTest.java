package dev.keyrack.reveal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClipboard;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.reveal.domain.ClipboardLease.End;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lease on the clipboard")
class ClipboardLeaseTest {
    private static final Duration TIME = Duration.ofSeconds(30);
    private final FakeClipboard clipboard = new FakeClipboard();
    private final FakeClock clock = new FakeClock();
    private final ClipboardLease lease = new ClipboardLease(clipboard, clock);
    private final Secret secret = Secret.wrap("fk_live_one".getBytes(StandardCharsets.UTF_8));

    @AfterEach
    void wipe() {
        lease.close();
        secret.close();
    }

    @Test
    void endsOnItsDeadlineAndNotBefore() throws InterruptedException {
        lease.copy(secret, TIME);
        assertThat(clipboard.text).isEqualTo("fk_live_one");
        clock.sleep(Duration.ofSeconds(29));
        assertThat(lease.tick()).isEmpty();
        assertThat(lease.timeLeft()).isEqualTo(Duration.ofSeconds(1));
        clock.sleep(Duration.ofSeconds(1));
        assertThat(lease.tick()).contains(End.CLEARED);
        assertThat(clipboard.text).isEmpty();
        assertThat(lease.tick()).isEmpty();
    }

    @Test
    void leavesAloneWhatSomebodyCopiedSince() throws InterruptedException {
        lease.copy(secret, TIME);
        clipboard.text = "a shopping list";
        clock.sleep(TIME);
        assertThat(lease.tick()).contains(End.LEFT_ALONE);
        assertThat(clipboard.text).isEqualTo("a shopping list");
    }

    @Test
    void canBeEndedAtOnce() {
        lease.copy(secret, TIME);
        assertThat(lease.end()).isEqualTo(End.CLEARED);
        assertThat(lease.end()).isEqualTo(End.NOTHING);
        assertThat(lease.isRunning()).isFalse();
        assertThat(lease.timeLeft()).isZero();
    }

    @Test
    void beginsAnewWithASecondCopy() throws InterruptedException {
        lease.copy(secret, TIME);
        clock.sleep(Duration.ofSeconds(20));
        lease.copy(secret, TIME);
        assertThat(lease.timeLeft()).isEqualTo(TIME);
        assertThat(clipboard.text).isEqualTo("fk_live_one");
    }

    @Test
    void outlivesTheSecretItWasMadeFrom() {
        Secret short1 = Secret.wrap("fk_live_two".getBytes(StandardCharsets.UTF_8));
        lease.copy(short1, TIME);
        short1.close();
        assertThat(lease.end()).isEqualTo(End.CLEARED);
    }

    @Test
    void holdsTheSecretAsLongAsItRuns() {
        assertThat(lease.held()).isEmpty();
        lease.copy(secret, TIME);
        try (Secret held = lease.held().orElseThrow()) {
            assertThat(held.sameAs(secret)).isTrue();
            lease.end();
            assertThat(lease.held()).isEmpty();
            assertThat(held.isClosed()).isFalse();
        }
    }

    @Test
    void clearsWhenItIsClosed() {
        lease.copy(secret, TIME);
        lease.close();
        assertThat(clipboard.text).isEmpty();
    }
}
