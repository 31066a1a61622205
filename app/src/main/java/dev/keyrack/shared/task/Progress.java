package dev.keyrack.shared.task;

/// Told how far a piece of work is. Any thread.
@FunctionalInterface
public interface Progress {
    /// Nobody listens.
    Progress NONE = (done, total) -> {
    };

    /// Reports a step.
    ///
    /// @param done  units done
    /// @param total units in all; zero or less if not known
    void report(long done, long total);
}
