package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import java.util.Optional;

/// How sessions come about, are renewed and end.
interface WayIn {
    /// Whether [#signIn] needs a person, so that only somebody who asked for it may start it.
    boolean needsPerson();

    /// Begins a session.
    ///
    /// @param code the second factor, if one was given
    Begun signIn(Optional<String> code) throws CallFailed;

    /// The session that follows `old`, which stays the caller's.
    ///
    /// @return empty if there is no way to renew it, or not any more
    Optional<Session> renew(Session old) throws CallFailed;

    /// Ends `session` at the provider; it stays the caller's.
    ///
    /// @return whether the provider was told
    boolean end(Session session) throws CallFailed;

    /// A session that has just begun, and the call that gave it. Whoever holds it closes the session.
    record Begun(Session session, Call call) {
    }
}
