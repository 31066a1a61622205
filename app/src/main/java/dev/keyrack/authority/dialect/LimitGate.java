package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Gatekeeper;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Request;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Counts requests by sender and tells the limit in the headers of each answer, whatever the answer is.
///
/// @param limits the limits; empty if there are none
record LimitGate(Optional<RequestLimits> limits) {
    /// No limits and no headers.
    static final LimitGate NONE = new LimitGate(Optional.empty());

    /// Whose limit a request counts against: a key's, also when it is not accepted any more; the account's that is
    /// signed in; else that of the address the request came from.
    static String nameOf(Optional<Gatekeeper.Identity> sender, Request request) {
        return sender.flatMap(LimitGate::nameOf).orElseGet(() -> "address " + request.sender());
    }

    private static Optional<String> nameOf(Gatekeeper.Identity identity) {
        return identity.key().map(key -> "key " + key.facts().id())
                .or(() -> identity.caller() instanceof Ruling.Granted<Caller>(Caller.Member(var account))
                        ? Optional.of("account " + account.id())
                        : Optional.empty());
    }

    /// Lets a request through unless its sender has used up the limit.
    ///
    /// @param work    answers the request
    /// @param refused answers it when the limit is used up
    Answer pass(String sender, Supplier<Answer> work, Function<Denial, Answer> refused) {
        if (limits.isEmpty()) {
            return work.get();
        }
        RequestLimits.Standing standing = limits.get().take(sender);
        Answer answer = standing.allowed()
                ? work.get()
                : refused.apply(Denial.rateLimited(limits.get().waitFor(standing)));
        return answer.with("X-RateLimit-Limit", Integer.toString(standing.limit()))
                .with("X-RateLimit-Remaining", Integer.toString(standing.remaining()))
                .with("X-RateLimit-Reset", Long.toString(standing.resetEpochSecond()));
    }
}
