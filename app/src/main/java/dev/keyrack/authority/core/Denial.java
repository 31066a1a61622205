package dev.keyrack.authority.core;

import java.time.Duration;
import java.util.Optional;

/// A request that was turned down. Nothing was changed, unless the message says so.
///
/// @param reason     why
/// @param message    a sentence or two for people: what is wrong and what helps; never a secret
/// @param subject    the field, scope or thing it is about
/// @param retryAfter how long to wait before another attempt makes sense
public record Denial(Reason reason, String message, Optional<String> subject, Optional<Duration> retryAfter) {
    /// The wait in whole seconds, rounded up, at least one; empty if waiting does not help.
    public Optional<Long> retryAfterSeconds() {
        return retryAfter.map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /// A denial about nothing in particular.
    public static Denial of(Reason reason, String message) {
        return new Denial(reason, message, Optional.empty(), Optional.empty());
    }

    /// A denial about a field, a scope or a thing.
    public static Denial about(Reason reason, String subject, String message) {
        return new Denial(reason, message, Optional.of(subject), Optional.empty());
    }

    /// A value that cannot be taken.
    public static Denial invalid(String field, String message) {
        return about(Reason.INVALID, field, message);
    }

    /// More requests than the plan allows.
    public static Denial rateLimited(Duration retryAfter) {
        return new Denial(Reason.RATE_LIMITED, "Rate limit exceeded", Optional.empty(), Optional.of(retryAfter));
    }

    /// A denial that time heals.
    public static Denial wait(Duration retryAfter, String message) {
        return new Denial(Reason.TOO_MANY_ATTEMPTS, message, Optional.empty(), Optional.of(retryAfter));
    }
}
