package dev.keyrack.provider.engine;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.WayIn.Begun;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.secret.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps a profile signed in: renews its session before it runs out and when it is refused, by one at a time. Any
/// thread.
final class Sessions implements AutoCloseable {
    private final Auth auth;
    private final Profile profile;
    private final Engine engine;
    private final SessionStore store;
    private final ProfileLock lock;
    private final InstantSource clock;
    private final WayIn way;
    private final CodeFiller filler;
    private final Map<String, Sessions> others = new ConcurrentHashMap<>();
    private @Nullable Session held;

    /// Sessions of the way in which the profile signs in.
    Sessions(Auth auth, Profile profile, Engine engine, SessionStore store, ProfileLock lock) {
        this.auth = auth;
        this.profile = profile;
        this.engine = engine;
        this.store = store;
        this.lock = lock;
        this.clock = engine.clock();
        this.filler = new CodeFiller(engine, store);
        this.way = auth.oauth().isPresent()
                ? new OAuthWay(auth, engine, store)
                : new LoginWay(auth, engine, store);
    }

    /// The way in which the profile signs in.
    Auth auth() {
        return auth;
    }

    /// The sessions of another way, which an operation uses. They are not kept beyond this object.
    Sessions of(String name, Auth other) {
        return other.equals(auth)
                ? this
                : others.computeIfAbsent(name, _ -> new Sessions(other, profile, engine, store.of(name), lock));
    }

    /// A session that is good for a request; the caller closes it.
    Session current() throws CallFailed {
        synchronized (this) {
            if (held != null && held.isFresh(clock.instant())) {
                return held.copy();
            }
        }
        return locked(() -> {
            Optional<Session> stored = load();
            return stored.isPresent() && stored.get().isFresh(clock.instant())
                    ? hold(stored.get())
                    : hold(renewed(stored));
        });
    }

    /// A session with another token than `refused`, which the provider did not take; the caller closes it.
    Session after(Secret refused) throws CallFailed {
        return locked(() -> {
            Optional<Session> stored = load();
            boolean othersRenewed = stored.isPresent() && stored.get().isFresh(clock.instant())
                    && !stored.get().token().sameAs(refused);
            return othersRenewed ? hold(stored.orElseThrow()) : hold(renewed(stored));
        });
    }

    /// Signs in afresh. A person is waited for without the lock: what is there may be used and renewed meanwhile.
    Call signIn(Optional<String> code) throws CallFailed {
        if (!way.needsPerson()) {
            return locked(() -> begin(code));
        }
        Begun begun = way.signIn(code);
        return locked(() -> {
            keep(begun.session());
            hold(begun.session()).close();
            return begun.call();
        });
    }

    private Call begin(Optional<String> code) throws CallFailed {
        Begun begun = filler.signIn(way, code);
        keep(begun.session());
        hold(begun.session()).close();
        return begun.call();
    }

    /// Ends the session at the provider as far as that works, and forgets it.
    ///
    /// @return whether the provider was told
    boolean signOut() throws CallFailed {
        return locked(() -> {
            try (Session session = load().orElse(null)) {
                return session != null && way.end(session);
            } finally {
                store.forget();
                close();
            }
        });
    }

    private interface Step<T> {
        T run() throws CallFailed;
    }

    private <T> T locked(Step<T> step) throws CallFailed {
        try (ProfileLock.Held _ = lock.acquire(profile.name())) {
            return step.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, profile.baseUrl()));
        }
    }

    /// What is kept in the keychain; of a session that is not kept there, what is held here.
    private synchronized Optional<Session> load() throws CallFailed {
        return store.isKept() ? store.load() : Optional.ofNullable(held).map(Session::copy);
    }

    private synchronized Session hold(Session session) {
        if (held != null) {
            held.close(); // always another one: each is read or made anew
        }
        held = session;
        return session.copy();
    }

    private Session renewed(Optional<Session> stored) throws CallFailed {
        try (Session old = stored.orElse(null)) {
            Optional<Session> next = old == null ? Optional.empty() : way.renew(old);
            if (next.isPresent()) {
                keep(next.get());
                return next.get();
            }
        }
        if (way.needsPerson()) {
            throw new CallFailed(new Failure.SignInNeeded(profile.name().value()));
        }
        Session fresh = filler.signIn(way, Optional.empty()).session();
        keep(fresh);
        return fresh;
    }

    /// The old refresh token is dead now, so the new one must be there before anything else happens.
    private void keep(Session fresh) throws CallFailed {
        try {
            store.store(fresh);
        } catch (CallFailed failed) {
            fresh.close();
            throw failed;
        }
    }

    /// Wipes the sessions that are held in memory; the keychain's stays.
    @Override
    public synchronized void close() {
        if (held != null) {
            held.close();
            held = null;
        }
        others.values().forEach(Sessions::close);
    }
}
