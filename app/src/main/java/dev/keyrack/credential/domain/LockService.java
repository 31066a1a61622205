package dev.keyrack.credential.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Locks an installation for all programs, and opens it again: the store for credentials has to open first, and only
/// then the mark goes away.
///
/// Calls block on disk, on the system's keyring, and for about a second on a passphrase; make them off the JavaFX
/// thread. Any thread.
public final class LockService {
    private final KeychainControl store;
    private final LockMarker marker;
    private final Journal journal;
    private final InstantSource clock;

    /// Joins the ports.
    public LockService(KeychainControl store, LockMarker marker, Journal journal, InstantSource clock) {
        this.store = store;
        this.marker = marker;
        this.journal = journal;
        this.clock = clock;
    }

    /// How an installation was opened.
    public enum Opened {
        /// With what the system's keyring holds.
        BY_KEYRING("with the system's keyring"),
        /// With a passphrase.
        BY_PASSPHRASE("with a passphrase"),
        /// Nothing had to be opened: no store is on disk yet.
        FREELY("nothing had to be opened"),
        /// It was not locked.
        ALREADY("it was open");

        private final String words;

        Opened(String words) {
            this.words = words;
        }
    }

    @FunctionalInterface
    private interface Opener {
        void open() throws KeychainException;
    }

    /// Where the store stands.
    public Outcome<KeychainControl.State> state() {
        try {
            return Outcome.ok(store.state());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// Since when it is locked for all programs; empty if it is not.
    public Outcome<Optional<Instant>> lockedSince() {
        try {
            return Outcome.ok(marker.since());
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// Locks it for all programs.
    ///
    /// @return since when it is locked
    public Outcome<Instant> lock() {
        try {
            Optional<Instant> before = marker.since();
            if (before.isPresent()) {
                return Outcome.ok(before.get());
            }
            Instant since = marker.leave(clock.instant()); // before the journal, which may fail
            store.lock();
            journal.append(new JournalEntry(since, "lock.locked", "", "", LockCause.COMMAND.words()));
            return Outcome.ok(since);
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// Opens it for a command: by the system's keyring where that opens the store, else by a passphrase.
    ///
    /// @param passphrases    asked if it comes to that
    /// @param byPassphrase whether the passphrase was given already, and comes first
    public Outcome<Opened> unlock(PassphraseSource passphrases, boolean byPassphrase) {
        return lockedSince().then(since -> since.isEmpty()
                ? Outcome.ok(Opened.ALREADY)
                : state().then(state -> unlock(state.openings(), passphrases, byPassphrase)));
    }

    private Outcome<Opened> unlock(Set<Opening> openings, PassphraseSource passphrases, boolean byPassphrase) {
        if (openings.isEmpty()) {
            return freely();
        }
        boolean hasPassphrase = openings.contains(Opening.PASSPHRASE);
        if (openings.contains(Opening.KEYRING) && !(byPassphrase && hasPassphrase)) {
            Outcome<Opened> outcome = byKeyring();
            if (outcome instanceof Outcome.Ok<Opened> || !hasPassphrase) {
                return outcome;
            }
        }
        return withPassphrase(passphrases);
    }

    private Outcome<Opened> withPassphrase(PassphraseSource passphrases) {
        Optional<Secret> given = passphrases.ask(PassphraseSource.Purpose.OPEN);
        if (given.isEmpty()) {
            return Outcome.failed(new Failure.KeychainFailed(
                    Problem.PASSPHRASE_NEEDED, "encrypted file",
                    Optional.empty()));
        }
        try (Secret passphrase = given.get()) {
            return byPassphrase(passphrase);
        }
    }

    /// Opens it with what the system's keyring holds.
    public Outcome<Opened> byKeyring() {
        return open(store::openByKeyring, Opened.BY_KEYRING);
    }

    /// Opens it with a passphrase, which stays the caller's.
    public Outcome<Opened> byPassphrase(Secret passphrase) {
        return open(() -> store.openByPassphrase(passphrase), Opened.BY_PASSPHRASE);
    }

    /// Opens it where nothing has to be opened.
    public Outcome<Opened> freely() {
        return open(() -> {
            if (!store.state().isOpen()) { // locked before anything was stored: the keyring has nothing to open then
                store.openByKeyring();
            }
        }, Opened.FREELY);
    }

    private Outcome<Opened> open(Opener opener, Opened how) {
        try {
            opener.open();
            marker.remove();
            journal.append(new JournalEntry(clock.instant(), "lock.unlocked", "", "", how.words));
            return Outcome.ok(how);
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }
}
