package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.AuthKind;
import dev.keyrack.shared.secret.Secret;
import org.jspecify.annotations.Nullable;

/// The secret that one request is sent with. Closing it wipes this copy.
///
/// @param token   a session's token, or the profile's key itself; null where nothing is sent
/// @param renewable whether another one can be had if this is refused
record Credentials(@Nullable Secret token, boolean renewable) implements AutoCloseable {
    /// What `auth` sends.
    ///
    /// @param refused a token that the provider did not take; null at first
    static Credentials of(Auth auth, Sessions sessions, SessionStore store, @Nullable Secret refused)
            throws CallFailed {
        if (auth.kind() == AuthKind.NONE) {
            return new Credentials(null, false);
        }
        if (auth.kind() != AuthKind.PASSWORD) {
            return new Credentials(store.credential(), false);
        }
        return new Credentials(refused == null ? sessions.token() : sessions.tokenAfter(refused), true);
    }

    /// The variables that stand for it.
    SecretSlots slots(Auth auth) {
        SecretSlots slots = new SecretSlots();
        if (token != null) {
            slots.with(auth.kind() == AuthKind.PASSWORD ? "token" : "credential", token);
        }
        return slots;
    }

    @Override
    public void close() {
        if (token != null) {
            token.close();
        }
    }
}
