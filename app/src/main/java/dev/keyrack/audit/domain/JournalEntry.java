package dev.keyrack.audit.domain;

import java.time.Instant;

/// One action, or the intent to act that was written down before the provider was asked.
///
/// @param action  such as `key.create.requested` or `key.create.done`
/// @param profile name of the profile; empty for what concerns none
/// @param subject id or name of what was acted on
/// @param detail  facts for people; never a secret
public record JournalEntry(Instant at, String action, String profile, String subject, String detail) {}
