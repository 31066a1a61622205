package dev.keyrack.profile.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps production profiles read-only until somebody types the profile's name, and closes again by itself. One profile
/// is open at most; arming, disarming and running out are in the journal. What is open ends with the process: nothing
/// of it is kept.
///
/// How long it has been open is the longer of two measures: a clock that only goes forward, which somebody who sets the
/// time cannot stretch, and the time of day, which also counts while the computer sleeps. Where the two part, the
/// computer slept or its time was set, and it closes at once.
///
/// Methods that write to the journal block on disk; make those calls off the JavaFX thread. Any thread.
public final class Interlock implements AutoCloseable {
    /// How long it stays open.
    public static final Duration OPEN_FOR = Duration.ofMinutes(10);
    private static final Duration DRIFT = Duration.ofSeconds(30);

    private final Journal journal;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final String user;
    private @Nullable Open open;

    /// Starts closed.
    ///
    /// @param nanos a clock that only goes forward, in nanoseconds, such as [System#nanoTime]
    /// @param user  who works at this computer, for profiles that have no account
    public Interlock(Journal journal, InstantSource clock, LongSupplier nanos, String user) {
        this.journal = journal;
        this.clock = clock;
        this.nanos = nanos;
        this.user = user;
    }

    /// A profile that is open to changes.
    ///
    /// @param by who opened it: the profile's account, else the user of this computer
    /// @param at when
    public record Armed(Profile profile, String by, Instant at) {}

    /// Why it closes.
    public enum Ending {
        /// Somebody asked for it.
        BY_HAND("by hand"),
        /// Another profile was opened or armed.
        SWITCHED("another profile was opened"),
        /// The program was locked.
        LOCKED("Keyrack was locked"),
        /// The program or the command ended.
        CLOSED("Keyrack ended"),
        /// The time was over.
        RAN_OUT("the time was over"),
        /// The computer slept, or its time was set.
        CLOCK_JUMPED("the computer slept, or its clock was set");

        private final String words;

        Ending(String words) {
            this.words = words;
        }
    }

    private record Open(Armed armed, long since) {}

    /// Whether changes of that profile need arming.
    public static boolean guards(Profile profile) {
        return profile.environment().isProduction();
    }

    /// Opens `profile` for [#OPEN_FOR] from now on; arming it again starts the time anew.
    ///
    /// @param typed what somebody typed, or gave with `--confirm`
    /// @return `NotArmed` if that is not the profile's name, letter for letter; `StorageFailed` if it could not be
    ///         written down: it stays closed then
    /// @throws IllegalArgumentException if the profile needs no arming; ask [#guards] first
    public synchronized Outcome<Armed> arm(Profile profile, String typed) {
        if (!guards(profile)) {
            throw new IllegalArgumentException(profile.name() + " needs no arming");
        }
        if (!typed.equals(profile.name().value())) {
            return Outcome.failed(new Failure.NotArmed(profile.name().value()));
        }
        try {
            if (open != null && !open.armed().profile().equals(profile)) {
                disarm(Ending.SWITCHED);
            }
            Armed armed = new Armed(profile, profile.account().orElse(user), clock.instant());
            long since = nanos.getAsLong();
            journal.append(new JournalEntry(armed.at(), "interlock.armed", profile.name().value(), armed.by(),
                    "for " + OPEN_FOR.toMinutes() + " minutes, by " + user + " at this computer"));
            open = new Open(armed, since);
            return Outcome.ok(armed);
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// Why `profile` cannot be changed now; empty if it can.
    ///
    /// @throws StorageException if it has just run out and that cannot be written down
    public synchronized Optional<Failure> closed(Profile profile) {
        if (!guards(profile) || armed(profile).isPresent()) {
            return Optional.empty();
        }
        sweep();
        return Optional.of(new Failure.NotArmed(profile.name().value()));
    }

    /// Who opened `profile`, if it is open: exactly this one, with nothing about it changed since. Writes nothing.
    public synchronized Optional<Armed> armed(Profile profile) {
        return Optional.ofNullable(open).filter(its -> ending(its).isEmpty()).map(Open::armed)
                .filter(armed -> armed.profile().equals(profile));
    }

    /// How long `profile` stays open; zero if it is closed. Writes nothing.
    public synchronized Duration left(Profile profile) {
        return open == null || armed(profile).isEmpty() ? Duration.ZERO : OPEN_FOR.minus(elapsed(open));
    }

    /// Writes down that the time is over, if it is; call about once a second.
    ///
    /// @return whether it has just closed
    /// @throws StorageException if it cannot be written down; it is closed all the same
    public synchronized boolean sweep() {
        Optional<Ending> ending = Optional.ofNullable(open).flatMap(this::ending);
        ending.ifPresent(this::disarm);
        return ending.isPresent();
    }

    /// Whether a profile is open to changes now. Writes nothing.
    public synchronized boolean isOpen() {
        return open != null && ending(open).isEmpty();
    }

    /// Closes it. Does nothing if it is closed.
    ///
    /// @throws StorageException if it cannot be written down; it is closed all the same
    public synchronized void disarm(Ending ending) {
        Open closing = open;
        if (closing == null) {
            return;
        }
        open = null;
        Armed armed = closing.armed();
        journal.append(new JournalEntry(clock.instant(), "interlock.disarmed", armed.profile().name().value(),
                armed.by(), ending.words + "; armed at " + armed.at()));
    }

    /// Closes it because the program ends.
    @Override
    public void close() {
        disarm(Ending.CLOSED);
    }

    private Optional<Ending> ending(Open its) {
        if (monotonic(its).minus(wall(its)).abs().compareTo(DRIFT) > 0) {
            return Optional.of(Ending.CLOCK_JUMPED);
        }
        return elapsed(its).compareTo(OPEN_FOR) >= 0 ? Optional.of(Ending.RAN_OUT) : Optional.empty();
    }

    private Duration elapsed(Open its) {
        Duration monotonic = monotonic(its);
        Duration wall = wall(its);
        return monotonic.compareTo(wall) > 0 ? monotonic : wall;
    }

    private Duration monotonic(Open its) {
        return Duration.ofNanos(nanos.getAsLong() - its.since());
    }

    private Duration wall(Open its) {
        return Duration.between(its.armed().at(), clock.instant());
    }
}
