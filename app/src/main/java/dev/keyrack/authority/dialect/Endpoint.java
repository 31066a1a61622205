package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;

/// One operation.
///
/// @param access who may use it
/// @param action what it does
record Endpoint(Access access, Action action) {
    /// What an endpoint does.
    @FunctionalInterface
    interface Action {
        Ruling<Answer> on(Exchange exchange);
    }
}
