package dev.keyrack.provider.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a provider replaces the value of a key, as its descriptor tells it.
///
/// @param operation     the descriptor's operation that does it; empty if the provider has none and keys are copied
/// @param grace         how the time is told in which both values work, such as `duration_ms`; `none` if there is none
/// @param isGraceOfNew  whether that tells the end of the new key, and the old one dies at once
/// @param shortestGrace the shortest that the provider takes
/// @param longestGrace  the longest that the provider takes
/// @param usualGrace    what it is if nobody says
/// @param graceChoices  the only ones that it takes; empty if any will do
/// @param old           what becomes of the old key: `dies`, `expires`, `stays`, `second_value`; empty if unstated
/// @param copies        what a copy can take over: `name`, `scopes`, `expiry`
/// @param uniqueNames   whether a copy needs another name
/// @param note          the descriptor's own words; may be empty
public record RotationWay(Model model, String operation, String grace, boolean isGraceOfNew,
        Optional<Duration> shortestGrace, Optional<Duration> longestGrace, Optional<Duration> usualGrace,
        List<Duration> graceChoices, String old, List<String> copies, boolean uniqueNames, String note) {
    /// Keeps its own copies.
    public RotationWay {
        graceChoices = List.copyOf(graceChoices);
        copies = List.copyOf(copies);
    }

    /// Ways to replace a value.
    public enum Model {
        /// The provider has none: a copy is made, handed over and checked, then the old key is revoked.
        NONE,
        /// In place; the old value dies at once.
        ROLL,
        /// The old key is revoked first, and the new one comes in the answer.
        REVOKE_FIRST,
        /// A new value, and the old one works for a chosen time.
        GRACE,
        /// A new value, and the old one works for a time from the first use of the new.
        GRACE_FROM_FIRST_USE,
        /// Two values at once, each made and removed by itself.
        TWO_SLOTS,
        /// The provider does it by its own clock.
        SCHEDULED,
        /// The new key must be made in the provider's console.
        CONSOLE_CREATE
    }
}
