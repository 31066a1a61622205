package dev.keyrack.fake;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A journal in memory. Notes each entry in `log`.
public final class FakeJournal implements Journal {
    public final List<JournalEntry> entries = new ArrayList<>();
    public boolean isBroken;
    private final List<String> log;

    public FakeJournal(List<String> log) {
        this.log = log;
    }

    @Override
    public long append(JournalEntry entry) {
        if (isBroken) {
            throw new StorageException("writing the journal", new IOException("disk full"));
        }
        entries.add(entry);
        log.add("journal: " + entry.action() + " " + entry.subject());
        return entries.size();
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public List<JournalEntry> latest(int count) {
        return entries.reversed().stream().limit(count).toList();
    }

    @Override
    public Optional<Instant> lastWrittenAt() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().at());
    }
}
