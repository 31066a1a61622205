package dev.keyrack.key.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.result.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The gateways that are open: one per profile, so that all of the program shares its session, connections and request
/// limit. Any thread.
public final class OpenGateways implements AutoCloseable {
    private final KeyGateways gateways;
    private final Map<ProfileName, Entry> open = new HashMap<>();
    private final Map<ProfileName, Long> changes = new HashMap<>();
    private boolean closed;

    /// None is open yet.
    public OpenGateways(KeyGateways gateways) {
        this.gateways = gateways;
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

    /// Tells that a key of that profile is about to change, or has just changed. A listing that was under way meanwhile
    /// may be of before or after.
    public synchronized void noteChange(ProfileName profile) {
        changes.merge(profile, 1L, Long::sum);
    }

    /// How often [#noteChange] was called for that profile.
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
        open.clear();
    }

    private record Entry(Profile profile, KeyGateway gateway) {}
}
