package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shell.InterlockModel;
import dev.keyrack.shell.InterlockModel.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The interlock on screen")
class InterlockViewModelTest {
    private static final Profile LIVE = Samples.profile("live", Environment.PRODUCTION);
    private final Bench bench = new Bench();
    private final InterlockModel shown = bench.status.interlock();
    private final InterlockViewModel interlock = new InterlockViewModel(bench.interlock, bench.runner, bench.times,
            bench.messages, bench.status);
    private final List<String> done = new ArrayList<>();

    private void arm(String typed) {
        interlock.begin();
        interlock.typedNameProperty().set(typed);
        interlock.arm(() -> done.add("armed"));
        bench.settle();
    }

    private State state() {
        return shown.stateProperty().get();
    }

    @Test
    void isReadOnlyInProductionAlone() {
        interlock.show(Optional.of(LIVE));
        assertThat(state()).isEqualTo(State.READ_ONLY);
        assertThat(interlock.isClosed()).isTrue();
        assertThat(bench.status.interlockProperty().get()).isEmpty();

        interlock.show(Optional.of(Samples.DEMO));
        assertThat(state()).isEqualTo(State.NONE);
        assertThat(interlock.isClosed()).isFalse();
        assertThat(bench.status.interlockProperty().get()).isEqualTo("DEVELOPMENT: no interlock");
    }

    @Test
    void opensWhenTheNameIsTypedInFull() {
        interlock.show(Optional.of(LIVE));
        arm("liv");
        assertThat(interlock.readyProperty().get()).isFalse();
        assertThat(done).isEmpty();

        arm(" live ");

        assertThat(done).containsExactly("armed");
        assertThat(state()).isEqualTo(State.ARMED);
        assertThat(shown.leftProperty().get()).isEqualTo("10:00");
        assertThat(shown.armedByProperty().get()).isEqualTo("Armed by admin@fakery.test at 12:00.");
    }

    @Test
    void countsDownEachSecondAndSpeaksByTheMinute() {
        interlock.show(Optional.of(LIVE));
        arm("live");
        List<String> spoken = new ArrayList<>();
        shown.spokenProperty().subscribe(words -> spoken.add(words));
        for (int second = 0; second < 73; second++) {
            bench.clock.pass(Duration.ofSeconds(1));
            interlock.tick();
        }

        assertThat(shown.leftProperty().get()).isEqualTo("8:47");
        assertThat(spoken).hasSize(2).last().asString().endsWith("Closes by itself in 9 minutes.");
    }

    @Test
    void closesByItselfAndWritesItDown() {
        interlock.show(Optional.of(LIVE));
        arm("live");
        bench.clock.pass(Duration.ofMinutes(10));
        interlock.tick();
        bench.settle();

        assertThat(state()).isEqualTo(State.READ_ONLY);
        assertThat(bench.count("journal: interlock.disarmed")).isEqualTo(1);
    }

    @Test
    void closesWhenAnotherProfileIsOpened() {
        interlock.show(Optional.of(LIVE));
        arm("live");
        interlock.show(Optional.of(Samples.DEMO));
        bench.settle();
        interlock.show(Optional.of(LIVE));

        assertThat(state()).isEqualTo(State.READ_ONLY);
        assertThat(bench.count("journal: interlock.disarmed")).isEqualTo(1);
    }

    @Test
    void closesByHandAndWhenItIsLocked() {
        interlock.show(Optional.of(LIVE));
        arm("live");
        interlock.disarm();
        bench.settle();
        assertThat(interlock.isClosed()).isTrue();
        arm("live");
        interlock.lock();
        bench.settle();
        assertThat(interlock.isClosed()).isTrue();
        assertThat(bench.journal.entries.getLast().detail()).startsWith("Keyrack was locked");
    }

    @Test
    void isClosedAlsoIfThatCannotBeWrittenDown() {
        interlock.show(Optional.of(LIVE));
        arm("live");
        bench.journal.isBroken = true;
        interlock.disarm();
        bench.settle();

        assertThat(state()).isEqualTo(State.READ_ONLY);
    }

    @Test
    void staysClosedAndSaysWhyIfItCannotBeWrittenDown() {
        interlock.show(Optional.of(LIVE));
        bench.journal.isBroken = true;
        arm("live");

        assertThat(state()).isEqualTo(State.READ_ONLY);
        assertThat(interlock.failureProperty().get()).isNotEmpty();
        assertThat(done).isEmpty();
    }
}
