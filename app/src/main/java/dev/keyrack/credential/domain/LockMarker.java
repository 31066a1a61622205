package dev.keyrack.credential.domain;

import java.time.Instant;
import java.util.Optional;

/// The mark that `keyrack lock` leaves: as long as it is there, commands refuse to work, and a running desktop locks.
/// Calls block on disk; make them off the JavaFX thread. Any thread, several processes.
public interface LockMarker {
    /// Since when it is there; empty if it is not.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if that cannot be told
    Optional<Instant> since();

    /// Leaves it; one that is there stays as it is.
    ///
    /// @return since when it is there
    /// @throws dev.keyrack.shared.result.StorageException if it cannot be written
    Instant leave(Instant now);

    /// Takes it away.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if it is still there
    void remove();
}
