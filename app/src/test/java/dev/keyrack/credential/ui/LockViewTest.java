package dev.keyrack.credential.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.Lock;
import dev.keyrack.credential.domain.Lock.Part;
import dev.keyrack.credential.domain.LockCause;
import dev.keyrack.credential.domain.LockMarker;
import dev.keyrack.credential.domain.LockReport;
import dev.keyrack.credential.domain.LockService;
import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.domain.LockTally;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeStore;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The locked window")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class LockViewTest {
    private final Bench bench = new Bench();
    private final FakeStore store = new FakeStore();
    private final Mark mark = new Mark();
    private final Lock lock = new Lock(bench.clock, bench.journal::append, Runnable::run, Runnable::run);
    private TestWindow window;

    private static final class Mark implements LockMarker {
        boolean isThere = true;

        @Override
        public Optional<Instant> since() {
            return isThere ? Optional.of(Instant.EPOCH) : Optional.empty();
        }

        @Override
        public Instant leave(Instant now) {
            isThere = true;
            return now;
        }

        @Override
        public void remove() {
            isThere = false;
        }
    }

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private LockViewModel lock(LockCause cause) {
        return TestWindow.get(() -> {
            lock.lock(cause);
            LockViewModel viewModel = new LockViewModel(lock.state().orElseThrow(),
                    new LockViewModel.Parts(lock, new LockService(store, mark, bench.journal, bench.clock),
                            bench.runner, bench.times, bench.messages, LockSettings.DEFAULT.after()));
            LockView view = new LockView(viewModel, bench.messages);
            bench.status.lock();
            window.window.lock(view);
            view.first();
            bench.settle();
            return viewModel;
        });
    }

    private void type(String passphrase) {
        window.type("unlock-passphrase", passphrase);
        window.key(KeyCode.ENTER);
        window.settle();
    }

    @Test
    void saysWhyAndWhatWasClosed() {
        lock.register(Part.CLIPBOARD, tally -> tally.clipboard(LockReport.Clipboard.CLEARED));
        lock.register(Part.PRODUCTION, LockTally::disarmed);
        lock.register(Part.SECRETS, tally -> {
            tally.proof();
            tally.reveal();
            tally.creating();
        });
        lock(LockCause.IDLE);
        String now = bench.times.time(bench.clock.instant());
        assertThat(window.words()).contains("Keyrack is locked", "After 10 minutes without input, at " + now + ".",
                "Clipboard cleared at " + now, "Production disarmed, all windows with secrets closed",
                "1 proof waits for you.", "1 new secret was closed. What that means is told after unlocking.",
                "1 key is still being created; its secret is wiped as it comes.", "Locked",
                "Names, hints and profiles are hidden", "Production: read-only");
        assertThat(window.shows("status-connection")).isFalse();
    }

    @Test
    void saysWhatCouldNotBeWiped() {
        lock.register(Part.SESSIONS, _ -> {
            throw new IllegalStateException("broken");
        });
        lock.register(Part.CLIPBOARD, tally -> tally.clipboard(LockReport.Clipboard.LEFT_ALONE));
        lock(LockCause.SLEEP);
        assertThat(window.words()).contains(
                "Not everything could be wiped. Close Keyrack to be sure; the log says what it was.",
                "Clipboard left alone: you have copied something else since");
    }

    @Test
    void opensWithThePassphraseAndTheEnterKey() {
        lock(LockCause.ASKED);
        assertThat(window.scene().getFocusOwner().getId()).isEqualTo("unlock-passphrase");
        type(FakeStore.PASSPHRASE);
        assertThat(lock.isLocked()).isFalse();
        assertThat(mark.isThere).isFalse();
        assertThat(window.node(PasswordField.class, "unlock-passphrase").getText()).isEmpty();
    }

    @Test
    void staysLockedForAWrongPassphrase() {
        lock(LockCause.ASKED);
        type("wrong");
        assertThat(window.words("unlock-failure")).isEqualTo("That passphrase does not open it.");
        assertThat(window.node(PasswordField.class, "unlock-passphrase").getText()).isEmpty();
        assertThat(lock.isLocked()).isTrue();
        assertThat(mark.isThere).isTrue();
        type(FakeStore.PASSPHRASE);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void waitsLongerAfterEachWrongPassphraseFromTheThirdOn() {
        LockViewModel viewModel = lock(LockCause.ASKED);
        for (int i = 0; i < 3; i++) {
            type("wrong");
        }
        assertThat(window.words("unlock-note")).isEqualTo("The next try counts in 0:02.");
        assertThat(window.canPress("unlock")).isFalse();
        type(FakeStore.PASSPHRASE);
        assertThat(lock.isLocked()).isTrue();
        assertThat(store.calls).hasSize(3);

        bench.clock.pass(Duration.ofSeconds(2));
        window.act(viewModel::tick);
        assertThat(window.canPress("unlock")).isTrue();
        type("wrong");
        assertThat(window.words("unlock-note")).isEqualTo("The next try counts in 0:04.");
        bench.clock.pass(Duration.ofSeconds(4));
        window.act(viewModel::tick);
        type(FakeStore.PASSPHRASE);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void offersTheKeyringBesideThePassphrase() {
        store.openings.add(Opening.KEYRING);
        lock(LockCause.SCREEN);
        assertThat(window.shows("unlock-passphrase")).isTrue();
        window.press("unlock-keyring");
        assertThat(lock.isLocked()).isFalse();
        assertThat(store.calls).containsExactly("keyring");
    }

    @Test
    void saysWhyTheKeyringDoesNotOpenIt() {
        store.openings.clear();
        store.openings.add(Opening.KEYRING);
        store.keyringProblem = Optional.of(Problem.LOCKED);
        lock(LockCause.COMMAND);
        assertThat(window.shows("unlock-passphrase")).isFalse();
        window.press("unlock");
        assertThat(window.words("unlock-failure")).contains("locked");
        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void asksForNothingWhereNothingIsLeftToOpen() {
        store.openings.clear();
        store.kind = Keychain.Kind.MEMORY;
        lock(LockCause.ASKED);
        assertThat(window.words("unlock-note")).startsWith("Credentials were kept in memory alone and are gone");
        window.press("unlock");
        assertThat(lock.isLocked()).isFalse();
        assertThat(store.calls).isEmpty();
    }

    @Test
    void staysLockedWhereTheComputerSleepsWhileItOpens() {
        lock(LockCause.ASKED);
        window.type("unlock-passphrase", FakeStore.PASSPHRASE);
        window.start("unlock");
        window.act(() -> lock.lock(LockCause.SLEEP));
        window.settle();
        assertThat(lock.isLocked()).isTrue();
        assertThat(window.words("unlock-failure")).contains("locked again meanwhile");
    }

    @Test
    void saysWhyForEachCause() {
        for (LockCause cause : LockCause.values()) {
            lock(cause);
            assertThat(window.words().toString()).contains(bench.times.time(bench.clock.instant()));
            type(FakeStore.PASSPHRASE);
            assertThat(lock.isLocked()).isFalse();
        }
    }
}
