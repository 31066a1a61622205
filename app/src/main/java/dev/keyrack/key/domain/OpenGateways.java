package dev.keyrack.key.domain;

import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The gateways that are open: one per profile, so that all of the program shares its session, connections and request
/// limit. Who wants to change something takes [#toChange], and gets nothing while the profile is read-only. Any thread.
public final class OpenGateways implements AutoCloseable {
    private final KeyGateways gateways;
    private final Function<Profile, Optional<Failure>> readOnly;
    private final Map<ProfileName, Entry> open = new HashMap<>();
    private final Map<ProfileName, Long> changes = new HashMap<>();
    private final Map<KeyGateway, Integer> changing = new HashMap<>();
    private final Set<KeyGateway> leaving = new HashSet<>();
    private boolean closed;

    /// None is open yet. Profiles that need arming are read-only for good.
    public OpenGateways(KeyGateways gateways) {
        this(gateways, profile -> Interlock.guards(profile)
                ? Optional.of(new Failure.NotArmed(profile.name().value()))
                : Optional.empty());
    }

    /// None is open yet. Profiles that need arming are read-only while `interlock` is closed.
    public OpenGateways(KeyGateways gateways, Interlock interlock) {
        this(gateways, interlock::closed);
    }

    private OpenGateways(KeyGateways gateways, Function<Profile, Optional<Failure>> readOnly) {
        this.gateways = gateways;
        this.readOnly = readOnly;
    }

    /// The gateway of `profile`, for who is about to change something.
    ///
    /// @return `NotArmed` if the profile is read-only now
    /// @throws IllegalStateException after [#close]
    /// @throws dev.keyrack.shared.result.StorageException if it has just become read-only and that cannot be written
    ///         down
    public Outcome<KeyGateway> toChange(Profile profile) {
        return readOnly.apply(profile).<Outcome<KeyGateway>>map(Outcome::failed).orElseGet(() -> of(profile));
    }

    /// The gateway of `profile`, opened if it is not, and opened anew if the profile has changed since. It stays this
    /// object's: nobody else closes it.
    ///
    /// @throws IllegalStateException after [#close]
    public synchronized Outcome<KeyGateway> of(Profile profile) {
        if (closed) {
            throw new IllegalStateException("the gateways are closed");
        }
        Entry entry = open.get(profile.name());
        if (entry != null && entry.profile.equals(profile)) {
            return Outcome.ok(entry.gateway);
        }
        forget(profile.name());
        return gateways.open(profile).peek(gateway -> open.put(profile.name(), new Entry(profile, gateway)));
    }

    /// Closes the gateway of that profile, if there is one: its credential has changed, or it is not needed any more.
    public synchronized void forget(ProfileName profile) {
        Entry entry = open.remove(profile);
        if (entry != null) {
            entry.gateway.close();
        }
    }

    /// Closes all gateways, with their sessions; the next use opens one anew. One that is just changing something at its
    /// provider goes on until its answer is there: nobody could tell otherwise what has become of the change.
    public synchronized void forgetAll() {
        for (Entry entry : List.copyOf(open.values())) {
            open.remove(entry.profile.name());
            if (changing.containsKey(entry.gateway)) {
                leaving.add(entry.gateway);
            } else {
                entry.gateway.close();
            }
        }
    }

    /// Sends a change through `gateway`, which stays open until its answer is there. A listing that is under way meanwhile may be of before or after; see
    /// [#changes].
    public <T> T changing(ProfileName profile, KeyGateway gateway, Supplier<T> change) {
        begin(profile, gateway);
        try {
            return change.get();
        } finally {
            end(profile, gateway);
        }
    }

    private synchronized void begin(ProfileName profile, KeyGateway gateway) {
        changes.merge(profile, 1L, Long::sum);
        changing.merge(gateway, 1, Integer::sum);
    }

    private synchronized void end(ProfileName profile, KeyGateway gateway) {
        changes.merge(profile, 1L, Long::sum);
        if (changing.computeIfPresent(gateway, (_, count) -> count == 1 ? null : count - 1) == null
                && leaving.remove(gateway)) {
            gateway.close();
        }
    }

    /// How often a change at that profile's provider has begun or ended.
    public synchronized long changes(ProfileName profile) {
        return changes.getOrDefault(profile, 0L);
    }

    /// Closes all of them.
    @Override
    public synchronized void close() {
        closed = true;
        for (Entry entry : List.copyOf(open.values())) {
            entry.gateway.close();
        }
        leaving.forEach(KeyGateway::close);
        leaving.clear();
        open.clear();
    }

    private record Entry(Profile profile, KeyGateway gateway) {}
}
