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

    /// E-mail of the account that answers for what is made: the one that is signed in, or the one the key was made for.
    ///
    /// @throws IllegalStateException if the endpoint is open to everybody
    String creator() {
        return switch (caller) {
            case Caller.Member(var account) -> account.email();
            case Caller.KeyHolder(var key) -> key.facts().createdBy();
            case Caller.Nobody() -> throw new IllegalStateException("nobody said who they are");
        };
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
