package dev.keyrack.incident.domain;

import dev.keyrack.key.domain.Probe;
import dev.keyrack.shared.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/// One try of a revoked key's value.
///
/// @param at     when it was tried
/// @param answer what came of it; a failure, such as no connection, says nothing about the value
/// @param nextAt when it will be tried again; empty after the last try
/// @param settling whether the provider itself says that a revoked value may still be taken by then: that it is taken
///                 means only that its death is not yet confirmed
public record ProofStep(Instant at, Outcome<Probe> answer, Optional<Instant> nextAt, boolean settling) {
    /// Whether the value was still good; unclear if no answer said so.
    public Probe.Verdict verdict() {
        return switch (answer) {
            case Outcome.Ok<Probe>(var probe) -> probe.verdict();
            case Outcome.Failed<Probe> _ -> Probe.Verdict.UNCLEAR;
        };
    }
}
