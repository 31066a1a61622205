package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Gatekeeper;
import dev.keyrack.authority.core.RequestLimits;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Counts requests by sender and tells the limit in the headers of each answer, whatever the answer is.
///
/// @param limits the limits; empty if there are none
/// @param words  how the system tells them
record LimitGate(Optional<RequestLimits> limits, Words words) {
    /// Headers in which a system tells a limit.
    enum Words {
        /// `X-RateLimit-…`, the reset in epoch seconds.
        EPOCH("X-RateLimit-") {
            @Override
            String reset(RequestLimits.Standing standing, Duration wait) {
                return Long.toString(standing.resetEpochSecond());
            }
        },
        /// `RateLimit-…`, the reset in seconds to go, rounded up.
        TO_GO("RateLimit-") {
            @Override
            String reset(RequestLimits.Standing standing, Duration wait) {
                return Long.toString(wait.plusNanos(999_999_999).toSeconds());
            }
        };

        private final String prefix;

        Words(String prefix) {
            this.prefix = prefix;
        }

        abstract String reset(RequestLimits.Standing standing, Duration wait);

        private Answer tell(Answer answer, RequestLimits.Standing standing, Duration wait) {
            return answer.with(prefix + "Limit", Integer.toString(standing.limit()))
                    .with(prefix + "Remaining", Integer.toString(standing.remaining()))
                    .with(prefix + "Reset", reset(standing, wait));
        }
    }

    /// No limits and no headers.
    static final LimitGate NONE = new LimitGate(Optional.empty(), Words.EPOCH);

    /// Whose limit a request counts against: a key's, also when it is not accepted any more; the account's that is
    /// signed in; the application's; else that of the address the request came from.
    static String nameOf(Optional<Gatekeeper.Identity> sender, Request request) {
        return sender.flatMap(LimitGate::nameOf).orElseGet(() -> "address " + request.sender());
    }

    private static Optional<String> nameOf(Gatekeeper.Identity identity) {
        return identity.key().map(key -> "key " + key.facts().id())
                .or(() -> switch (identity.caller()) {
                    case Ruling.Granted<Caller>(Caller.Member(var account)) -> Optional.of("account " + account.id());
                    case Ruling.Granted<Caller>(Caller.Application(var client, _, _)) ->
                        Optional.of("client " + client.id());
                    case Ruling.Granted<Caller> _ -> Optional.empty();
                    case Ruling.Denied<Caller> _ -> Optional.empty();
                });
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
        Duration wait = limits.get().waitFor(standing);
        Answer answer = standing.allowed() ? work.get() : refused.apply(Denial.rateLimited(wait));
        return words.tell(answer, standing, wait);
    }
}
