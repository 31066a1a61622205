package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known about a provider's request limit, and whose turn it is by that. Counts requests that are under way as
/// used: the provider has counted them, or will. Not safe for several threads.
final class LimitState {
    /// Two moments this near name the same window: most providers tell whole seconds.
    private static final Duration SAME_WINDOW = Duration.ofSeconds(2);
    /// A window that ends later than this is a mistake of somebody's clock, and would lock the user out.
    private static final Duration LONGEST_WINDOW = Duration.ofHours(25);

    private Optional<Long> limit = Optional.empty();
    private OptionalLong told = OptionalLong.empty();
    private Optional<Instant> resetAt = Optional.empty();
    private Optional<Instant> closedUntil = Optional.empty();
    private final Map<String, Instant> underWay = new HashMap<>();

    /// What a request that wants to be sent has to do.
    sealed interface Turn {
        /// It may go.
        record Go() implements Turn {}

        /// The provider takes none before that moment.
        record Until(Instant moment) implements Turn {}

        /// Another one's answer will tell more.
        record AfterAnswer() implements Turn {}
    }

    /// Whose turn it is.
    ///
    /// @param free whether the provider tells of no limit, so that nothing is known until it refuses
    Turn turn(Instant now, boolean free) {
        underWay.values().removeIf(end -> !end.isAfter(now));
        if (closedUntil.isPresent() && closedUntil.get().isAfter(now)) {
            return new Turn.Until(closedUntil.get());
        }
        closedUntil = Optional.empty();
        if (resetAt.isPresent() && !resetAt.get().isAfter(now)) {
            told = OptionalLong.empty();
            resetAt = Optional.empty();
        }
        if (told.isEmpty()) { // the first one goes alone: its answer says how many may follow
            return free || underWay.isEmpty() ? new Turn.Go() : new Turn.AfterAnswer();
        }
        if (told.getAsLong() > underWay.size()) {
            return new Turn.Go();
        }
        if (told.getAsLong() <= 0 && resetAt.isPresent()) {
            return new Turn.Until(resetAt.get());
        }
        return underWay.isEmpty() ? new Turn.Go() : new Turn.AfterAnswer();
    }

    /// A request is sent.
    ///
    /// @param end when nobody counts on its answer any more
    void sent(String ticket, Instant end) {
        underWay.put(ticket, end);
    }

    /// Its answer came.
    ///
    /// @param read what it said about the limit
    void answered(String ticket, Optional<RequestLimit> read, Instant now) {
        underWay.remove(ticket);
        if (read.isEmpty()) {
            useOne();
            return;
        }
        RequestLimit fresh = read.get();
        Optional<Instant> end = fresh.resetAt().filter(moment -> moment.isBefore(now.plus(LONGEST_WINDOW)));
        if (end.isPresent() && resetAt.isPresent() && !end.get().isAfter(now) && resetAt.get().isAfter(now)) {
            return; // a late answer out of the window before
        }
        limit = fresh.limit().or(() -> limit);
        if (told.isPresent() && isSameWindow(end)) {
            told = OptionalLong.of(Math.min(told.getAsLong(), fresh.remaining()));
            resetAt = end.map(moment -> resetAt.filter(moment::isBefore).orElse(moment));
        } else {
            told = OptionalLong.of(fresh.remaining());
            resetAt = end;
        }
    }

    private boolean isSameWindow(Optional<Instant> end) {
        return end.isPresent() && resetAt.isPresent()
                && Duration.between(end.get(), resetAt.get()).abs().compareTo(SAME_WINDOW) <= 0;
    }

    /// No answer came.
    ///
    /// @param counted whether the provider may have counted it
    void lost(String ticket, boolean counted) {
        underWay.remove(ticket);
        if (counted) {
            useOne();
        }
    }

    private void useOne() {
        if (told.isPresent()) {
            told = OptionalLong.of(Math.max(0, told.getAsLong() - 1));
        }
    }

    /// The provider refused one, and takes none before `until`.
    void refused(Instant until) {
        closedUntil = Optional.of(closedUntil.filter(until::isBefore).orElse(until));
        told = OptionalLong.empty();
        resetAt = Optional.empty();
    }

    /// What may be shown; empty if the provider has told nothing that is still true.
    Optional<RequestLimit> shown(Instant now) {
        return told.isPresent() && resetAt.filter(end -> !end.isAfter(now)).isEmpty()
                ? Optional.of(new RequestLimit(limit, Math.max(0, told.getAsLong() - underWay.size()), resetAt))
                : Optional.empty();
    }

    /// What lasts, for other processes.
    ///
    /// @param limit       requests of a window
    /// @param remaining   requests left as told; empty if that is not known
    /// @param resetAt     when the window begins anew
    /// @param closedUntil when the provider takes requests again
    /// @param underWay    when nobody counts on an answer any more, by ticket
    record Kept(Optional<Long> limit, Optional<Long> remaining, Optional<Instant> resetAt,
            Optional<Instant> closedUntil, Map<String, Instant> underWay) {
        Kept {
            underWay = Map.copyOf(underWay);
        }
    }

    Kept kept() {
        return new Kept(limit, told.isPresent() ? Optional.of(told.getAsLong()) : Optional.empty(), resetAt,
                closedUntil, underWay);
    }

    /// Takes over what is kept.
    void restore(Kept kept) {
        limit = kept.limit();
        told = kept.remaining().map(OptionalLong::of).orElseGet(OptionalLong::empty);
        resetAt = kept.resetAt();
        closedUntil = kept.closedUntil();
        underWay.clear();
        underWay.putAll(kept.underWay());
    }
}
