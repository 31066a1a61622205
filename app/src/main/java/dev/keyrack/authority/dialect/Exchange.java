package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.http.Request;
import java.util.Map;

/// A request that has passed the gate.
///
/// @param request    the request
/// @param parameters parts of the path, by name
/// @param caller     who sent it
record Exchange(Request request, Map<String, String> parameters, Caller caller) {
    /// A part of the path.
    String path(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// The account that is signed in.
    ///
    /// @throws IllegalStateException if the endpoint is not for [Access.Members]
    Account account() {
        if (caller instanceof Caller.Member(var account)) {
            return account;
        }
        throw new IllegalStateException("nobody is signed in");
    }
}
