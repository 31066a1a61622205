package dev.keyrack.profile.domain;

import java.util.List;
import java.util.Optional;

/// The profiles of this installation.
///
/// Calls block on disk; make them off the JavaFX thread. Implementations are safe for use by several threads.
public interface ProfileRepository {
    /// All profiles, by environment (production, staging, development, named) and name.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be read
    List<Profile> findAll();

    /// The profile of that name.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be read
    Optional<Profile> find(ProfileName name);

    /// Adds the profile, or replaces the one of the same name.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be written; nothing is changed then
    void save(Profile profile);

    /// Removes it; nothing happens if it is not there.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be written; nothing is changed then
    void remove(ProfileName name);
}
