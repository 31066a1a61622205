package dev.keyrack.incident.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.time.Instant;
import java.time.InstantSource;

/// Ends keys. The intent is in the journal before the provider is asked, the outcome before [#revoke] returns.
///
/// Calls block on the network and on disk; make them off the JavaFX thread. Safe for use by several threads.
public final class Revocation {
    private final OpenGateways gateways;
    private final Inventory inventory;
    private final Journal journal;
    private final InstantSource clock;

    /// Joins the ports.
    public Revocation(OpenGateways gateways, Inventory inventory, Journal journal, InstantSource clock) {
        this.gateways = gateways;
        this.inventory = inventory;
        this.journal = journal;
        this.clock = clock;
    }

    /// Revokes `seen` for good. There is no way back; who calls this has asked the user. Revoking a key again is no
    /// error.
    ///
    /// @return `NotArmed` if the profile is closed to changes, and then nothing was sent or written; `StorageFailed` also
    ///         if the provider accepted it and that could not be written down
    public Outcome<Revoked> revoke(Profile profile, SeenKey seen) {
        try {
            return gateways.toChange(profile).then(gateway -> revoke(profile, seen.key(), gateway));
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private Outcome<Revoked> revoke(Profile profile, ApiKey key, KeyGateway gateway) {
        note(profile, "key.revoke.requested", key, key.name());
        Outcome<Call> outcome = gateways.changing(profile.name(), gateway, () -> gateway.revoke(key.id()));
        return switch (outcome) {
            case Outcome.Ok<Call>(var call) -> accepted(profile, key, call);
            case Outcome.Failed<Call>(var failure) -> {
                note(profile, "key.revoke.failed", key, failure.kind());
                yield Outcome.failed(failure);
            }
        };
    }

    private Outcome<Revoked> accepted(Profile profile, ApiKey key, Call call) {
        Instant acceptedAt = clock.instant();
        try {
            inventory.recordRevoked(profile.name(), key.id(), acceptedAt);
            note(profile, "key.revoke.accepted", key, key.name());
        } catch (StorageException e) {
            return Outcome.failed(new Failure.StorageFailed(
                    "noting that the provider accepted the revocation of " + key.id(), String.valueOf(e.getMessage())));
        }
        return Outcome.ok(new Revoked(acceptedAt, call));
    }

    private void note(Profile profile, String action, ApiKey key, String detail) {
        journal.append(
                new JournalEntry(clock.instant(), action, profile.name().value(), key.id().value(), detail));
    }
}
