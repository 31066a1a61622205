package dev.keyrack.credential.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.credential.domain.Lock.Locked;
import dev.keyrack.credential.domain.Lock.Part;
import dev.keyrack.fake.FakeClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Locking")
class LockTest {
    private final FakeClock clock = new FakeClock();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<Optional<Locked>> told = new ArrayList<>();
    private final Lock lock = new Lock(clock, journal::add, ui::add, background::add);

    LockTest() {
        for (Part part : Part.values()) {
            lock.register(part, _ -> done.add(part.name()));
        }
        lock.setOnChange(told::add);
    }

    private static void settle(Deque<Runnable> queue) {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    private void settle() {
        while (!ui.isEmpty() || !background.isEmpty()) {
            settle(ui);
            settle(background);
        }
    }

    @Test
    void wipesTheScreenFirstAndTheRestBehindIt() {
        lock.lock(LockCause.ASKED);
        assertThat(lock.isLocked()).isTrue();
        settle(ui);
        assertThat(done).containsExactly("SECRETS", "CLIPBOARD", "WINDOW");
        settle();
        assertThat(done).containsExactly("SECRETS", "CLIPBOARD", "WINDOW", "PRODUCTION", "SESSIONS", "STORE");
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void goesOnWhereAPartFails(Part broken) {
        lock.register(broken, _ -> {
            throw new IllegalStateException("broken");
        });
        lock.lock(LockCause.IDLE);
        settle();

        assertThat(done).hasSize(Part.values().length - 1).doesNotContain(broken.name());
        assertThat(lock.state()).hasValueSatisfying(state -> {
            assertThat(state.isComplete()).isTrue();
            assertThat(state.report().failed()).containsExactly(broken);
        });
        assertThat(journal.getLast().detail()).contains("could not be wiped: [" + broken + "]");
    }

    @Test
    void isLockedAlsoWhereTheJournalFails() {
        Lock silent = new Lock(clock, _ -> {
            throw new IllegalStateException("disk full");
        }, Runnable::run, Runnable::run);
        silent.lock(LockCause.SLEEP);
        assertThat(silent.state()).hasValueSatisfying(state -> assertThat(state.isComplete()).isTrue());
    }

    @Test
    void tellsWhatWasDoneAndWritesItDown() {
        lock.register(Part.SECRETS, tally -> {
            tally.reveal();
            tally.proof();
            tally.creating();
        });
        lock.register(Part.CLIPBOARD, tally -> tally.clipboard(LockReport.Clipboard.CLEARED));
        lock.register(Part.PRODUCTION, LockTally::disarmed);
        lock.lock(LockCause.SCREEN);
        settle();

        assertThat(told).hasSize(2).allMatch(Optional::isPresent);
        LockReport report = told.getLast().orElseThrow().report();
        assertThat(report).isEqualTo(new LockReport(LockReport.Clipboard.CLEARED, true, 1, 1, 1, List.of()));
        assertThat(journal).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("lock.locked");
            assertThat(entry.detail()).isEqualTo("the screen was locked; clipboard cleared; production disarmed; "
                    + "1 secret closed; 1 key still being created; 1 proof ended");
        });
    }

    @Test
    void locksOnceForManyCauses() {
        lock.lock(LockCause.IDLE);
        lock.lock(LockCause.SLEEP);
        settle();
        assertThat(done).hasSize(Part.values().length);
        assertThat(journal).hasSize(1);
        assertThat(lock.state().orElseThrow().cause()).isEqualTo(LockCause.IDLE);
    }

    @Test
    void opensAgain() {
        lock.lock(LockCause.ASKED);
        settle();
        assertThat(lock.unlock(lock.turn())).isTrue();
        settle();
        assertThat(lock.isLocked()).isFalse();
        assertThat(told.getLast()).isEmpty();
        lock.lock(LockCause.ASKED);
        settle();
        assertThat(done).hasSize(2 * Part.values().length);
    }

    @Test
    void doesNotOpenBeforeAllIsWiped() {
        lock.lock(LockCause.ASKED);
        settle(ui);
        assertThat(lock.unlock(lock.turn())).isFalse();
        settle();
        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void staysLockedWhereSomethingLocksWhileSomebodyUnlocks() {
        lock.lock(LockCause.ASKED);
        settle();
        long turn = lock.turn();
        lock.lock(LockCause.SLEEP);
        done.clear();

        assertThat(lock.unlock(turn)).isFalse();
        settle();
        assertThat(lock.isLocked()).isTrue();
        assertThat(done).as("the store that was just opened").containsExactly("STORE");
    }
}
