package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Call;
import java.util.OptionalInt;

/// A profile that was let in by its provider, and is kept only if somebody says so. Holds what it signed in with in
/// memory; whoever has it closes it.
public final class Trial implements AutoCloseable {
    private final Profile profile;
    private final DraftKeychain secrets;
    private final Call call;
    private final OptionalInt keys;

    private final boolean isOwn;

    Trial(Profile profile, DraftKeychain secrets, Call call, OptionalInt keys) {
        this(profile, secrets, call, keys, true);
    }

    private Trial(Profile profile, DraftKeychain secrets, Call call, OptionalInt keys, boolean isOwn) {
        this.profile = profile;
        this.secrets = secrets;
        this.call = call;
        this.keys = keys;
        this.isOwn = isOwn;
    }

    /// Of a profile that is kept, with what it has: there is nothing to take over.
    static Trial ofKept(Profile profile, Call call, OptionalInt keys) {
        return new Trial(profile, new DraftKeychain(), call, keys, false);
    }

    Profile profile() {
        return profile;
    }

    DraftKeychain secrets() {
        return secrets;
    }

    /// Whether `other` would sign in with what this did: only what people see of it may differ.
    boolean holdsFor(Profile other) {
        return isOwn && ProfileCheck.signInAlike(profile, other);
    }

    /// The call that tried it.
    public Call call() {
        return call;
    }

    /// How many keys its provider listed; empty if it was not asked.
    public OptionalInt keys() {
        return keys;
    }

    /// Wipes what it signed in with.
    @Override
    public void close() {
        secrets.close();
    }
}
