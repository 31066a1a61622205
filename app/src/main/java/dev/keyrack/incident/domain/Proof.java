package dev.keyrack.incident.domain;

import java.time.Instant;
import java.util.List;

/// What trying a revoked key's value came to.
public sealed interface Proof {
    /// All tries, oldest first.
    List<ProofStep> steps();

    /// The value itself was refused: the key is dead.
    ///
    /// @param deadSince when the refused request was sent
    record Refused(Instant deadSince, List<ProofStep> steps) implements Proof {
        /// Keeps its own copy.
        public Refused {
            steps = List.copyOf(steps);
        }
    }

    /// The value was still good when it was last answered: until it is refused, it is usable.
    ///
    /// @param asOf when the last accepted request was sent
    record StillAccepted(Instant asOf, List<ProofStep> steps) implements Proof {
        /// Keeps its own copy.
        public StillAccepted {
            steps = List.copyOf(steps);
        }
    }

    /// No answer said anything about the value.
    ///
    /// @param asOf when the last request was sent
    record Unclear(Instant asOf, List<ProofStep> steps) implements Proof {
        /// Keeps its own copy.
        public Unclear {
            steps = List.copyOf(steps);
        }
    }
}
