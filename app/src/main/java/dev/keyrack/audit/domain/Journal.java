package dev.keyrack.audit.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The append-only record of every action. An entry that [#append] has returned for survives a crash of the program
/// and of the machine.
///
/// Calls block on disk; make them off the JavaFX thread. Implementations are safe for use by several threads.
/// All methods throw [dev.keyrack.shared.result.StorageException] if the database cannot be read or written.
public interface Journal {
    /// Adds an entry.
    ///
    /// @return its number; the first is 1
    long append(JournalEntry entry);

    /// How many entries there are.
    long size();

    /// The latest entries, newest first.
    List<JournalEntry> latest(int count);

    /// When the newest entry was written.
    Optional<Instant> lastWrittenAt();
}
