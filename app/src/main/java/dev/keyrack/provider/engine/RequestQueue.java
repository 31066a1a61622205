package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.shared.result.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets a profile's requests out one after the other, and none that is known to be refused: those the window has no room
/// for wait until it begins anew. Shares what it knows with other processes through a file. Any thread.
final class RequestQueue {
    /// How long to wait for what other processes may write.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LimitFile file;
    private final InstantSource clock;
    private final Waits waits;
    private final URI address;
    private final Duration longestRequest;
    private final boolean told;
    private final ReentrantLock turnstile = new ReentrantLock(true);
    private final ReentrantLock knowledge = new ReentrantLock();
    private final Condition news = knowledge.newCondition();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();
    private final LimitState state = new LimitState();
    private boolean free;

    /// A queue to `address`.
    ///
    /// @param told           whether answers can tell of a limit at all
    /// @param longestRequest after which nobody counts on an answer any more
    RequestQueue(LimitFile file, InstantSource clock, Waits waits, URI address, Duration longestRequest,
            boolean told) {
        this.file = file;
        this.clock = clock;
        this.waits = waits;
        this.address = address;
        this.longestRequest = longestRequest;
        this.told = told;
        this.free = !told;
    }

    /// Waits for a place.
    ///
    /// @param about the request, for a failure
    /// @return a ticket, which is to be given back with [#answered] or [#lost]
    /// @throws CallFailed if the wait would be too long, or is not wanted any more
    String enter(Call about) throws CallFailed {
        int before = cancelled.get();
        try {
            turnstile.lockInterruptibly();
            try {
                if (cancelled.get() != before) {
                    throw Waits.givenUp(address, about);
                }
                return admitted(about);
            } finally {
                turnstile.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Waits.givenUp(address, about);
        }
    }

    private String admitted(Call about) throws CallFailed, InterruptedException {
        String ticket = UUID.randomUUID().toString();
        while (true) {
            long seen = answers.get();
            switch (turn(ticket)) {
                case LimitState.Turn.Go() -> {
                    return ticket;
                }
                case LimitState.Turn.Until(var moment) -> waits.until(moment, address, about,
                        cancelled::incrementAndGet);
                case LimitState.Turn.AfterAnswer() -> awaitAnswer(seen);
            }
        }
    }

    private LimitState.Turn turn(String ticket) throws InterruptedException {
        return change(known -> {
            Instant now = clock.instant();
            LimitState.Turn turn = known.turn(now, free);
            if (turn instanceof LimitState.Turn.Go) {
                known.sent(ticket, now.plus(longestRequest));
            }
            return turn;
        });
    }

    /// Waits for an answer after the first `seen` ones, or long enough to see what other processes have written.
    private void awaitAnswer(long seen) throws InterruptedException {
        knowledge.lock();
        try {
            long left = LOOK_AGAIN.toNanos();
            while (answers.get() == seen && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            knowledge.unlock();
        }
    }

    /// An answer came.
    ///
    /// @param read what it says about the limit
    void answered(String ticket, Optional<RequestLimit> read) {
        tell(known -> {
            free = read.isEmpty() && known.shown(clock.instant()).isEmpty();
            known.answered(ticket, read, clock.instant());
            return true;
        });
    }

    /// None came.
    ///
    /// @param counted whether the provider may have counted the request
    void lost(String ticket, boolean counted) {
        tell(known -> {
            known.lost(ticket, counted);
            return true;
        });
    }

    /// The provider refused a request for now.
    void refused(Duration wait) {
        tell(known -> {
            known.refused(clock.instant().plus(wait));
            return true;
        });
    }

    /// What is known; empty if the provider has told nothing that is still true.
    Optional<RequestLimit> latest() {
        knowledge.lock();
        try {
            return state.shown(clock.instant());
        } finally {
            knowledge.unlock();
        }
    }

    private void tell(LimitFile.Change<Boolean> change) {
        try {
            change(change);
        } catch (InterruptedException _) { // without the file: what came must not be forgotten here
            Thread.currentThread().interrupt();
            knowledge.lock();
            try {
                change.apply(state);
            } finally {
                knowledge.unlock();
            }
        }
        knowledge.lock();
        try {
            answers.incrementAndGet();
            news.signalAll();
        } finally {
            knowledge.unlock();
        }
    }

    private <T> T change(LimitFile.Change<T> change) throws InterruptedException {
        knowledge.lock();
        try {
            return told || file.exists() ? file.with(state, change) : change.apply(state);
        } finally {
            knowledge.unlock();
        }
    }
}
