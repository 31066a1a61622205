package dev.keyrack.authority.core;

import java.security.SecureRandom;
import java.time.InstantSource;

/// All that a system does, whatever it looks like from outside: issuing, checking, metering, revoking, accounts,
/// sessions, second factors. A dialect gives it paths and bodies.
public final class Core implements AutoCloseable {
    private final SystemTraits traits;
    private final AuthorityStore store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final KeyBook keys;
    private final Meter meter;
    private final SignIn signIn;
    private final SecondFactor secondFactor;

    private Core(SystemTraits traits, AuthorityStore store, PasswordHasher hasher, SecureRandom random,
            InstantSource clock) {
        this.traits = traits;
        this.store = store;
        this.clock = clock;
        this.random = random;
        Throttle throttle = new Throttle(clock);
        this.secondFactor = new SecondFactor(store.secondFactors(), traits.name(), random, clock, throttle);
        AccessTokens tokens = new AccessTokens(store.settings(), traits.id(), random, clock);
        this.signIn = new SignIn(store, hasher, tokens, secondFactor, throttle, random, clock);
        this.keys = new KeyBook(traits, store.keys(), random, clock);
        this.meter = new Meter(store.usage(), clock);
    }

    /// Opens a system on its storage, which it closes in the end.
    public static Core open(SystemTraits traits, AuthorityStore store, PasswordHasher hasher, SecureRandom random,
            InstantSource clock) {
        store.sessions().purge(clock.instant());
        return new Core(traits, store, hasher, random, clock);
    }

    /// What this system has that others do not.
    public SystemTraits traits() {
        return traits;
    }

    /// The time.
    public InstantSource clock() {
        return clock;
    }

    /// A fresh identifier.
    public String newId(String prefix) {
        return Base62.id(prefix, random);
    }

    /// The keys.
    public KeyBook keys() {
        return keys;
    }

    /// Counts requests.
    public Meter meter() {
        return meter;
    }

    /// Reports what was counted.
    public UsageReport usage() {
        return new UsageReport(meter, store.usage());
    }

    /// Sign-in and sessions.
    public SignIn signIn() {
        return signIn;
    }

    /// Second factors.
    public SecondFactor secondFactor() {
        return secondFactor;
    }

    /// Tells who sends a request.
    public Gatekeeper gatekeeper() {
        return new Gatekeeper(traits, keys, signIn, clock);
    }

    /// Accounts and the organisation.
    public AccountStore accounts() {
        return store.accounts();
    }

    /// What the scopes protect.
    public ResourceStore resources() {
        return store.resources();
    }

    /// Writes what is still to be written and ends all work.
    @Override
    public void close() {
        meter.close();
        store.close();
    }
}
