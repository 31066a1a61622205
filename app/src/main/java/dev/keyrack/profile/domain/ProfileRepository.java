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

    /// Puts `after` in the place of `before`, under its new name if it has one, and notes in the same step that what
    /// belongs to it elsewhere has to follow.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be written; nothing is changed then
    void change(Profile before, Profile after);

    /// Lets `rest` complete what was changed before, oldest first, one program at a time: the one that made a change may
    /// have ended in between.
    ///
    /// @throws dev.keyrack.shared.result.StorageException if the file cannot be read or written
    void settle(Rest rest);

    /// What has to follow a change of a profile.
    interface Rest {
        /// Makes everything follow. May be called again after it was broken off.
        ///
        /// @return whether all of it has followed; else it is tried another time
        boolean follow(PendingChange change);

        /// It has followed, and that is on record.
        void followed(PendingChange change);
    }
}
