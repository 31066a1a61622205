package dev.keyrack.credential.domain;

/// Keeps [LockSettings]. Calls block on disk; make them off the JavaFX thread. Any thread.
public interface LockSettingsStore {
    /// What was chosen; what holds until then, if nothing was, or if it cannot be read.
    LockSettings load();

    /// Keeps `settings`.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if they cannot be written; the former ones stay then
    void save(LockSettings settings);
}
