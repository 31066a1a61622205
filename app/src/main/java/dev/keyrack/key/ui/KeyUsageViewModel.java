package dev.keyrack.key.ui;

import dev.keyrack.key.domain.Inventory.SeenUsage;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.task.TaskHandle;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The requests of the last 30 days of the keys that are on screen. Asked for one key after the other, the latest
/// wish first, and only while somebody looks. JavaFX thread.
public final class KeyUsageViewModel {
    static final int DAYS = 30;
    private static final int MOST_WAITING = 60;

    private final KeyService service;
    private final BackgroundRunner runner;
    private final TimeText times;
    private final KeyTableViewModel table;
    private final Map<String, ReadOnlyObjectWrapper<Usage>> known = new HashMap<>();
    private final Set<String> outdated = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable TaskHandle running;

    /// Joins it with the use cases.
    public KeyUsageViewModel(KeyService service, BackgroundRunner runner, TimeText times, KeyTableViewModel table) {
        this.service = service;
        this.runner = runner;
        this.times = times;
        this.table = table;
    }

    /// What is known of a key's usage; asks for it if nothing is.
    ReadOnlyObjectProperty<Usage> of(String id) {
        ReadOnlyObjectWrapper<Usage> usage = known.get(id);
        if (usage == null) {
            usage = new ReadOnlyObjectWrapper<>(Usage.LOADING);
            known.put(id, usage);
            ask(id);
        } else if (outdated.remove(id)) {
            ask(id);
        }
        return usage.getReadOnlyProperty();
    }

    /// The keys were read again: what is known stays on screen, and is asked for anew when somebody looks.
    public void outdate() {
        outdated.addAll(known.keySet());
    }

    /// Forgets what is known: another profile.
    public void forget() {
        if (running != null) {
            running.cancel();
            running = null;
        }
        waiting.clear();
        known.clear();
        outdated.clear();
    }

    private void ask(String id) {
        waiting.remove(id);
        waiting.push(id);
        while (waiting.size() > MOST_WAITING) {
            known.remove(waiting.removeLast()); // scrolled past; asked for again when it comes back
        }
        next();
    }

    private void next() {
        Optional<Profile> profile = table.profile();
        if (running != null || waiting.isEmpty() || profile.isEmpty()) {
            return;
        }
        String id = waiting.pop();
        boolean stale = table.isStale();
        boolean offline = stale || !table.missing(Capability.USAGE).isEmpty();
        Instant to = times.now();
        Instant from = Bucket.DAY.startOf(to).minus(Duration.ofDays(DAYS - 1L));
        running = runner.start(_ -> load(profile.get(), new KeyId(id), from, to, offline, stale), outcome -> {
            running = null;
            switch (outcome) {
                case Outcome.Ok<Usage>(var value) -> tell(id, value);
                case Outcome.Failed<Usage> _ -> { // somebody would rather not wait: neither for this nor for the others
                    tell(id, Usage.NOT_FETCHED);
                    waiting.forEach(other -> tell(other, Usage.NOT_FETCHED));
                    waiting.clear();
                }
            }
            next();
        });
    }

    private void tell(String id, Usage found) {
        ReadOnlyObjectWrapper<Usage> usage = known.get(id);
        if (usage != null) {
            usage.set(found);
        }
    }

    private Outcome<Usage> load(Profile profile, KeyId id, Instant from, Instant to, boolean offline,
            boolean stale) {
        if (!offline) {
            switch (service.usage(profile, id, from, to, Bucket.DAY)) {
                case Outcome.Ok<UsageSeries>(var series) -> {
                    return Outcome.ok(usage(series, from, to, times.now()));
                }
                case Outcome.Failed<UsageSeries>(Failure.Unreachable why) when why.cause() == Cause.INTERRUPTED -> {
                    return Outcome.failed(why);
                }
                case Outcome.Failed<UsageSeries> _ -> {
                    // what was seen before has to do
                }
            }
        }
        Optional<SeenUsage> before = service.seenUsage(profile, id, from, to, Bucket.DAY);
        return Outcome.ok(before.map(seen -> usage(seen.series(), from, to, seen.readAt()))
                .orElse(stale ? Usage.NOT_FETCHED : Usage.NONE));
    }

    private Usage usage(UsageSeries series, Instant from, Instant to, Instant readAt) {
        List<UsageBucket> days = series.filled(from, to).buckets();
        List<long[]> bars = days.stream()
                .map(day -> new long[]{day.ok(), day.limited(), day.refused(), day.failed()}).toList();
        List<String> dates = List.of(date(days.getFirst()), date(days.get(days.size() / 2)), date(days.getLast()));
        return new Usage(State.KNOWN, bars, dates, series.total(), series.sum(UsageBucket::ok), readAt);
    }

    private String date(UsageBucket day) {
        return times.day(day.start().plus(Duration.ofHours(12))); // a day of UTC: its noon has that date nearly everywhere
    }

    /// How much is known.
    enum State {
        LOADING, KNOWN, NONE, NOT_FETCHED
    }

    /// A key's requests by day.
    ///
    /// @param bars  oldest first, one for each day, each with what was accepted, limited, refused and failed
    /// @param dates of the first, the middle and the last day
    record Usage(State state, List<long[]> bars, List<String> dates, long total, long ok, Instant readAt) {
        static final Usage LOADING = new Usage(State.LOADING, List.of(), List.of(), 0, 0, Instant.EPOCH);
        static final Usage NONE = new Usage(State.NONE, List.of(), List.of(), 0, 0, Instant.EPOCH);

        static final Usage NOT_FETCHED = new Usage(State.NOT_FETCHED, List.of(), List.of(), 0, 0, Instant.EPOCH);

        /// The last `days` days, each with what was accepted and what was not.
        List<long[]> last(int days) {
            return bars.subList(Math.max(0, bars.size() - days), bars.size()).stream()
                    .map(bar -> new long[]{bar[0], bar[1] + bar[2] + bar[3]}).toList();
        }
    }
}
