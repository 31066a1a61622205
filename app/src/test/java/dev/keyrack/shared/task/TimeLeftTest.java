package dev.keyrack.shared.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time left")
class TimeLeftTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Test
    void isToldByThePaceSoFar() {
        TimeLeft left = new TimeLeft(now::get);
        now.set(now.get().plusSeconds(30));
        assertThat(left.after(100, 400)).contains(Duration.ofSeconds(90));
    }

    @Test
    void isUnknownWithoutATotalAStartOrAnythingLeft() {
        TimeLeft left = new TimeLeft(now::get);
        now.set(now.get().plusSeconds(30));
        assertThat(left.after(100, 0)).isEmpty();
        assertThat(left.after(0, 400)).isEmpty();
        assertThat(left.after(400, 400)).isEmpty();
    }
}
