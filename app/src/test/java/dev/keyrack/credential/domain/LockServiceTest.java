package dev.keyrack.credential.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.data.FileLockMarker;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.LockService.Opened;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.FakeStore;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Locking and unlocking an installation")
class LockServiceTest {
    private final FakeStore store = new FakeStore();
    private final FakeJournal journal = new FakeJournal(new ArrayList<>());
    private final FakeClock clock = new FakeClock();
    private LockService service;
    private Path mark;

    @TempDir
    Path home;

    @BeforeEach
    void make() {
        mark = home.resolve("state/locked");
        service = new LockService(store, new FileLockMarker(mark), journal, clock);
    }

    private static PassphraseSource types(String text) {
        return _ -> Optional.of(Secret.ofChars(text.toCharArray()));
    }

    private void lock() {
        assertThat(service.lock()).isEqualTo(Outcome.ok(clock.instant()));
        store.calls.clear();
    }

    @Test
    void leavesAMarkAndWritesItDown() {
        lock();
        assertThat(mark).exists();
        assertThat(service.lockedSince()).isEqualTo(Outcome.ok(Optional.of(clock.instant())));
        assertThat(journal.entries).singleElement()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("by command"));
    }

    @Test
    void locksTwiceWithoutASecondWord() {
        lock();
        var since = clock.instant();
        clock.pass(java.time.Duration.ofHours(1));
        assertThat(service.lock()).isEqualTo(Outcome.ok(since));
        assertThat(journal.entries).hasSize(1);
    }

    @Test
    void opensTheStoreAndOnlyThenTakesTheMarkAway() {
        lock();
        assertThat(service.unlock(types("wrong passphrase"), false)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOfSatisfying(Failure.KeychainFailed.class,
                        why -> assertThat(why.problem()).isEqualTo(Problem.WRONG_PASSPHRASE)));
        assertThat(mark).exists();
        assertThat(service.unlock(types(FakeStore.PASSPHRASE), false)).isEqualTo(Outcome.ok(Opened.BY_PASSPHRASE));
        assertThat(mark).doesNotExist();
        assertThat(journal.entries.getLast().action()).isEqualTo("lock.unlocked");
        assertThat(journal.entries.getLast().detail()).isEqualTo("with a passphrase");
    }

    @Test
    void asksNobodyWhereTheKeyringOpensIt() {
        store.openings.add(Opening.KEYRING);
        lock();
        assertThat(service.unlock(PassphraseSource.NONE, false)).isEqualTo(Outcome.ok(Opened.BY_KEYRING));
        assertThat(store.calls).containsExactly("keyring");
    }

    @Test
    void asksForThePassphraseWhereTheKeyringDoesNotAnswer() {
        store.openings.add(Opening.KEYRING);
        store.keyringProblem = Optional.of(Problem.LOCKED);
        lock();
        assertThat(service.unlock(types(FakeStore.PASSPHRASE), false)).isEqualTo(Outcome.ok(Opened.BY_PASSPHRASE));
    }

    @Test
    void takesThePassphraseFirstWhereOneWasGiven() {
        store.openings.add(Opening.KEYRING);
        lock();
        assertThat(service.unlock(types(FakeStore.PASSPHRASE), true)).isEqualTo(Outcome.ok(Opened.BY_PASSPHRASE));
        assertThat(store.calls).containsExactly("passphrase");
    }

    @Test
    void staysLockedWhereNobodyGivesAPassphrase() {
        lock();
        assertThat(service.unlock(PassphraseSource.NONE, false).isOk()).isFalse();
        assertThat(mark).exists();
    }

    @Test
    void onlyTakesTheMarkAwayWhereThereIsNoStoreYet() {
        store.openings.clear();
        lock();
        assertThat(service.unlock(PassphraseSource.NONE, false)).isEqualTo(Outcome.ok(Opened.FREELY));
        assertThat(store.calls).isEmpty();
        assertThat(mark).doesNotExist();
    }

    @Test
    void opensAlsoAStoreThatWasLockedBeforeAnythingWasStored() {
        store.openings.clear();
        lock();
        store.isOpen = false;
        assertThat(service.unlock(PassphraseSource.NONE, false)).isEqualTo(Outcome.ok(Opened.FREELY));
        assertThat(store.isOpen).isTrue();
    }

    @Test
    void opensNothingWhereNothingIsLocked() {
        assertThat(service.unlock(PassphraseSource.NONE, false)).isEqualTo(Outcome.ok(Opened.ALREADY));
        assertThat(store.calls).isEmpty();
        assertThat(journal.entries).isEmpty();
    }

    @Test
    void countsAsLockedWhereTheMarkCannotBeRead() throws Exception {
        Files.createDirectories(mark);
        assertThat(service.lockedSince()).isInstanceOfSatisfying(Outcome.Ok.class,
                ok -> assertThat((Optional<?>) ok.value()).isPresent());
        Files.delete(mark);
        Files.writeString(mark, "soon\n");
        assertThat(service.lockedSince()).isInstanceOfSatisfying(Outcome.Ok.class,
                ok -> assertThat((Optional<?>) ok.value()).isPresent());
    }
}
