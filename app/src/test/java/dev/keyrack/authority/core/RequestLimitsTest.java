package dev.keyrack.authority.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The count of requests")
class RequestLimitsTest {
    private static final Instant START = Instant.parse("2026-11-18T10:15:30.250Z");
    private static final Instant END = Instant.parse("2026-11-18T10:16:30Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final RequestLimits limits = new RequestLimits(2, now::get);

    @Test
    void countsDownAndThenRefusesUntilTheMomentItTold() {
        assertThat(limits.take("a")).isEqualTo(new RequestLimits.Standing(2, 1, END, true));
        assertThat(limits.take("a")).isEqualTo(new RequestLimits.Standing(2, 0, END, true));
        now.set(END.minusNanos(1));
        RequestLimits.Standing refused = limits.take("a");
        assertThat(refused).isEqualTo(new RequestLimits.Standing(2, 0, END, false));
        assertThat(limits.waitFor(refused)).isEqualTo(Duration.ofNanos(1));
        now.set(END);
        assertThat(limits.take("a")).isEqualTo(new RequestLimits.Standing(2, 1, END.plusSeconds(60), true));
    }

    @Test
    void countsEachSenderApart() {
        limits.take("a");
        limits.take("a");
        assertThat(limits.take("a").allowed()).isFalse();
        assertThat(limits.take("b").remaining()).isEqualTo(1);
    }

    @Test
    void endsAWindowAtAWholeSecondSoThatHeadersAreExact() {
        assertThat(limits.take("a").resetEpochSecond()).isEqualTo(END.getEpochSecond());
        assertThat(limits.take("a").reset()).isEqualTo(END);
    }

    @Test
    void refusedRequestsDoNotAddUp() {
        for (int i = 0; i < 100; i++) {
            limits.take("a");
        }
        now.set(START.plusSeconds(60));
        assertThat(limits.take("a").remaining()).isEqualTo(1);
    }

    @Test
    void forgettingOthersKeepsWhoIsStillCounted() {
        limits.take("old");
        now.set(START.plusSeconds(59));
        limits.take("young");
        now.set(START.plusSeconds(61));
        limits.take("somebody"); // a minute is over: the old one is forgotten
        assertThat(limits.take("young").remaining()).isZero();
        assertThat(limits.take("old").remaining()).isEqualTo(1);
    }
}
