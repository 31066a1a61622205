package dev.keyrack.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Interlock.Ending;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The interlock")
class InterlockTest {
    private static final Profile LIVE = Samples.profile("live", Environment.PRODUCTION);
    private final List<String> log = new ArrayList<>();
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeClock clock = new FakeClock();
    private final Interlock interlock = new Interlock(journal, clock, clock, "ada");

    private void arm() {
        assertThat(interlock.arm(LIVE, "live").isOk()).isTrue();
    }

    private boolean isOpen() {
        return interlock.closed(LIVE).isEmpty();
    }

    @Test
    void isClosedAtFirst() {
        assertThat(interlock.closed(LIVE)).contains(new Failure.NotArmed("live"));
        assertThat(interlock.left(LIVE)).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void leavesOtherEnvironmentsAlone() {
        assertThat(interlock.closed(Samples.DEMO)).isEmpty();
        assertThat(interlock.closed(Samples.profile("s", Environment.STAGING))).isEmpty();
        assertThatThrownBy(() -> interlock.arm(Samples.DEMO, "demo")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opensForTenMinutesAndSaysWhoAndWhen() {
        arm();

        assertThat(isOpen()).isTrue();
        assertThat(interlock.left(LIVE)).isEqualTo(Duration.ofMinutes(10));
        assertThat(interlock.armed(LIVE))
                .contains(new Interlock.Armed(LIVE, "admin@fakery.test", Samples.NOW));
        assertThat(journal.entries).containsExactly(new JournalEntry(Samples.NOW, "interlock.armed", "live",
                "admin@fakery.test", "for 10 minutes, by ada at this computer"));
    }

    @Test
    void namesTheUserOfTheComputerWhereTheProfileHasNoAccount() {
        Profile bare = new Profile(new ProfileName("bare"), "fakery", Environment.PRODUCTION,
                URI.create("https://x.test"), Map.of(), Optional.empty(), Samples.NOW);

        interlock.arm(bare, "bare");

        assertThat(interlock.armed(bare)).map(Interlock.Armed::by).contains("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "liv", "Live", "live ", "LIVE", "production"})
    void staysClosedUponAnotherName(String typed) {
        assertThat(interlock.arm(LIVE, typed)).isEqualTo(Outcome.failed(new Failure.NotArmed("live")));
        assertThat(isOpen()).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void closesByItselfAndWritesItDownOnce() {
        arm();
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(isOpen()).isTrue();
        assertThat(interlock.sweep()).isFalse();

        clock.pass(Duration.ofMillis(1));

        assertThat(isOpen()).isFalse();
        assertThat(interlock.sweep()).isFalse();
        assertThat(log).containsExactly("journal: interlock.armed admin@fakery.test",
                "journal: interlock.disarmed admin@fakery.test");
        assertThat(journal.entries.getLast().detail()).isEqualTo("the time was over; armed at 2026-11-22T12:00:00Z");
    }

    @Test
    void startsAnewWhenItIsArmedAgain() {
        arm();
        clock.pass(Duration.ofMinutes(9));
        arm();
        clock.pass(Duration.ofMinutes(9));

        assertThat(interlock.left(LIVE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(log).hasSize(2);
    }

    @Test
    void cannotBeStretchedBySettingTheTimeBack() {
        arm();
        clock.pass(Duration.ofMinutes(9));
        clock.set(Samples.NOW.plusSeconds(535));
        assertThat(interlock.left(LIVE)).as("by the clock that only goes forward").isEqualTo(Duration.ofMinutes(1));

        clock.pass(Duration.ofMinutes(1));
        assertThat(isOpen()).isFalse();
    }

    @Test
    void closesAtOnceWhenTheClocksPart() {
        arm();
        clock.set(Samples.NOW.minus(Duration.ofHours(1)));

        assertThat(isOpen()).isFalse();
        assertThat(journal.entries.getLast().detail()).startsWith("the computer slept, or its clock was set");
    }

    @Test
    void closesWhenTheComputerHasSlept() {
        arm();
        clock.set(Samples.NOW.plus(Duration.ofMinutes(3)));

        assertThat(interlock.sweep()).isTrue();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void isOpenForOneProfileAlone() {
        Profile other = Samples.profile("other", Environment.PRODUCTION);
        arm();
        assertThat(interlock.closed(other)).isPresent();

        interlock.arm(other, "other");

        assertThat(isOpen()).isFalse();
        assertThat(interlock.closed(other)).isEmpty();
        assertThat(log).hasSize(3);
    }

    @Test
    void isClosedForAProfileThatWasChangedMeanwhile() {
        arm();
        Profile moved = new Profile(LIVE.name(), LIVE.provider(), LIVE.environment(), URI.create("https://other.test"),
                LIVE.parameters(), LIVE.account(), LIVE.createdAt());

        assertThat(interlock.closed(moved)).isPresent();
    }

    @Test
    void closesWhenItIsAskedToAndWhenTheProgramEnds() {
        arm();
        interlock.disarm(Ending.BY_HAND);
        assertThat(isOpen()).isFalse();
        interlock.disarm(Ending.BY_HAND);
        arm();
        interlock.close();

        assertThat(journal.entries).extracting(JournalEntry::detail).filteredOn(detail -> !detail.startsWith("for"))
                .containsExactly("by hand; armed at 2026-11-22T12:00:00Z",
                        "Keyrack ended; armed at 2026-11-22T12:00:00Z");
    }

    @Test
    void staysClosedIfArmingCannotBeWrittenDown() {
        journal.isBroken = true;

        assertThat(interlock.arm(LIVE, "live").isOk()).isFalse();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void isClosedAlsoIfThatCannotBeWrittenDown() {
        arm();
        journal.isBroken = true;

        assertThatThrownBy(() -> interlock.disarm(Ending.BY_HAND)).isInstanceOf(StorageException.class);
        assertThat(isOpen()).isFalse();
    }
}
