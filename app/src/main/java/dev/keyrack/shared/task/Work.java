package dev.keyrack.shared.task;

import dev.keyrack.shared.result.Outcome;

/// Blocking work, run off the JavaFX thread.
///
/// @param <T> what it gives
@FunctionalInterface
public interface Work<T> {
    /// Does the work.
    ///
    /// @param progress told how far it is
    /// @throws InterruptedException if it was cancelled
    Outcome<T> run(Progress progress) throws InterruptedException;
}
