package dev.keyrack.key.domain;

import java.time.Instant;

/// When a key was last used, and how well that is known.
public sealed interface LastUsed {
    /// The provider named a time.
    ///
    /// @param precision how exact the provider's times are
    record At(Instant at, Precision precision) implements LastUsed {}

    /// The provider says it was never used.
    record Never() implements LastUsed {}

    /// The provider does not tell.
    record NotReported() implements LastUsed {}

    /// Nobody has asked yet.
    record Unknown() implements LastUsed {}

    /// How exact a provider's times are.
    enum Precision {
        /// To the second or better.
        EXACT,
        /// To about five minutes.
        FIVE_MINUTES,
        /// To about ten minutes.
        TEN_MINUTES,
        /// To the hour.
        HOUR,
        /// To the day.
        DAY,
        /// The provider does not say.
        UNSTATED
    }
}
