package dev.keyrack.credential.domain;

import dev.keyrack.audit.domain.JournalEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the desktop is open or locked. Locking wipes part after part, in the order of [Part]: what is on the screen on
/// the JavaFX thread, then the rest behind it. A part that fails keeps none of the others from being wiped; it is in the
/// log and in the report. Any thread.
public final class Lock {
    private static final Logger LOG = LoggerFactory.getLogger(Lock.class);

    /// What is wiped, in this order.
    public enum Part {
        /// Secrets that are shown, and work that holds some.
        SECRETS(true),
        /// The secret that is on the clipboard for a while.
        CLIPBOARD(true),
        /// All that the window says.
        WINDOW(true),
        /// Production that is open to changes.
        PRODUCTION(false),
        /// Sessions, connections, and what they remember.
        SESSIONS(false),
        /// The key of the store for credentials.
        STORE(false);

        private final boolean onScreen;

        Part(boolean onScreen) {
            this.onScreen = onScreen;
        }
    }

    /// Wipes one part.
    @FunctionalInterface
    public interface Wiper {
        /// Wipes it, and tells `tally` what that came to.
        void wipe(LockTally tally);
    }

    /// That it is locked.
    ///
    /// @param report     what was done so far
    /// @param isComplete whether all parts were wiped; it cannot be unlocked before
    public record Locked(LockCause cause, Instant since, LockReport report, boolean isComplete) {}

    private final InstantSource clock;
    private final Consumer<JournalEntry> journal;
    private final Executor ui;
    private final Executor background;
    private final Map<Part, Wiper> wipers = new EnumMap<>(Part.class);
    private Consumer<Optional<Locked>> onChange = _ -> {
    };
    private @Nullable Locked locked;
    private long turn;

    /// Starts open, with nothing to wipe.
    ///
    /// @param journal    writes an entry; called in the background alone
    /// @param ui         runs on the JavaFX thread
    /// @param background runs elsewhere
    public Lock(InstantSource clock, Consumer<JournalEntry> journal, Executor ui, Executor background) {
        this.clock = clock;
        this.journal = journal;
        this.ui = ui;
        this.background = background;
    }

    /// How `part` is wiped.
    public synchronized void register(Part part, Wiper wiper) {
        wipers.put(part, wiper);
    }

    /// Told of each change, on the JavaFX thread: locked, all wiped, open again.
    public synchronized void setOnChange(Consumer<Optional<Locked>> listener) {
        onChange = listener;
    }

    /// Locks. Returns at once; if it is locked already, nobody who is just unlocking it will succeed.
    public void lock(LockCause cause) {
        synchronized (this) {
            turn++;
            if (locked != null) {
                return;
            }
            locked = new Locked(cause, clock.instant(), LockReport.NOTHING, false);
        }
        ui.execute(this::wipeScreen);
    }

    private void wipeScreen() {
        LockTally tally = new LockTally();
        wipe(true, tally);
        tell(progress(tally, false));
        background.execute(() -> {
            wipe(false, tally);
            note(tally);
            ui.execute(() -> tell(progress(tally, true)));
        });
    }

    private void wipe(boolean onScreen, LockTally tally) {
        for (Part part : Part.values()) {
            if (part.onScreen == onScreen) {
                attempt(part, () -> wiper(part).wipe(tally), tally);
            }
        }
    }

    private synchronized Wiper wiper(Part part) {
        return wipers.getOrDefault(part, _ -> {
        });
    }

    private static void attempt(Part part, Runnable work, LockTally tally) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) { // the parts after it must not suffer for it
            LOG.error("locking could not wipe {}", part, failure);
            tally.failed(part);
        }
    }

    private void note(LockTally tally) {
        Locked now = state().orElseThrow();
        try {
            journal.accept(new JournalEntry(now.since(), "lock.locked", "", "",
                    now.cause().words() + tally.report().words()));
        } catch (RuntimeException failure) { // it is locked all the same, which matters more
            LOG.error("that Keyrack was locked could not be written down", failure);
        }
    }

    private synchronized Optional<Locked> progress(LockTally tally, boolean complete) {
        Locked before = locked;
        if (before != null) {
            locked = new Locked(before.cause(), before.since(), tally.report(), complete);
        }
        return state();
    }

    private void tell(Optional<Locked> state) {
        listener().accept(state);
    }

    private synchronized Consumer<Optional<Locked>> listener() {
        return onChange;
    }

    /// That it is locked; empty if it is open.
    public synchronized Optional<Locked> state() {
        return Optional.ofNullable(locked);
    }

    /// Whether it is locked.
    public synchronized boolean isLocked() {
        return locked != null;
    }

    /// Changes with each [#lock]. Who is about to unlock takes it down first, see [#unlock].
    public synchronized long turn() {
        return turn;
    }

    /// Opens it again, after the store was opened.
    ///
    /// @param since [#turn] before the store was opened
    /// @return whether it is open now; if locking was asked for meanwhile it stays locked, and the store is locked again
    public boolean unlock(long since) {
        synchronized (this) {
            if (locked == null) {
                return true;
            }
            if (!locked.isComplete() || turn != since) {
                background.execute(() -> attempt(Part.STORE, () -> wiper(Part.STORE).wipe(new LockTally()),
                        new LockTally()));
                return false;
            }
            locked = null;
        }
        ui.execute(() -> tell(state()));
        return true;
    }
}
