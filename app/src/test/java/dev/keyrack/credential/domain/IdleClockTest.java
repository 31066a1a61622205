package dev.keyrack.credential.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time that nobody is there")
class IdleClockTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final FakeClock clock = new FakeClock();
    private final IdleClock idle = new IdleClock(clock, clock, LockSettings.DEFAULT);

    @Test
    void isOverAfterTenMinutesByDefault() {
        clock.pass(Duration.ofSeconds(599));
        assertThat(idle.tick()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(idle.tick()).hasValue(LockCause.IDLE);
    }

    @Test
    void beginsAnewWithEachTouch() {
        for (int i = 0; i < 30; i++) {
            clock.pass(MINUTE.multipliedBy(9));
            assertThat(idle.tick()).isEmpty();
            idle.touch();
        }
    }

    @Test
    void isNotTakenBackByATouchThatComesTooLate() {
        clock.pass(MINUTE.multipliedBy(11));
        idle.touch();
        assertThat(idle.tick()).hasValue(LockCause.IDLE);
    }

    @Test
    void countsTheTimeAsleep() {
        idle.use(new LockSettings(LockSettings.DEFAULT.after(), true, false));
        clock.pass(MINUTE);
        clock.set(clock.instant().plus(MINUTE.multipliedBy(9)));
        assertThat(idle.tick()).hasValue(LockCause.IDLE);
    }

    @Test
    void noticesSleepThatNobodyToldOf() {
        clock.set(clock.instant().plusSeconds(45));
        idle.touch();
        assertThat(idle.tick()).hasValue(LockCause.SLEEP);
        idle.restart();
        assertThat(idle.tick()).isEmpty();
    }

    @Test
    void isNotStretchedBySettingTheClockBack() {
        for (int i = 0; i < 10; i++) {
            clock.pass(MINUTE);
            clock.set(clock.instant().minus(MINUTE));
            idle.tick();
        }
        assertThat(idle.tick()).hasValue(LockCause.IDLE);
    }

    @Test
    void isLeftAloneByAClockThatIsTrimmed() {
        for (int i = 0; i < 100; i++) {
            clock.pass(Duration.ofSeconds(1));
            clock.set(clock.instant().plusMillis(500));
            assertThat(idle.tick()).isEmpty();
        }
    }

    @Test
    void neverEndsWhereSomebodyChoseThat() {
        idle.use(LockSettings.DEFAULT.after(Optional.empty()));
        clock.pass(Duration.ofDays(3));
        assertThat(idle.tick()).isEmpty();
    }

    @Test
    void endsAtOnceWhereAShorterTimeIsChosen() {
        clock.pass(MINUTE.multipliedBy(6));
        assertThat(idle.tick()).isEmpty();
        idle.use(LockSettings.DEFAULT.after(Optional.of(MINUTE.multipliedBy(5))));
        assertThat(idle.tick()).hasValue(LockCause.IDLE);
    }
}
