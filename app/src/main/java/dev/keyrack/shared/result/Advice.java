package dev.keyrack.shared.result;

import java.util.List;

/// What the provider's documents say about an answer like this one.
///
/// @param causes what may have led to it, one sentence each without a full stop
/// @param help   what to do about it, one sentence each without a full stop
public record Advice(List<String> causes, List<String> help) {
    /// Keeps its own copies.
    public Advice {
        causes = List.copyOf(causes);
        help = List.copyOf(help);
    }
}
