package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Where second factors are kept. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface SecondFactorStore {
    /// What the account has set up; empty if nothing.
    Optional<Enrolment> find(String accountId);

    /// Keeps a TOTP key that is not proved yet, in place of an earlier one.
    void stage(String accountId, byte[] totpKey);

    /// Switches the staged key on.
    void enable(String accountId, Instant at, Collection<Digest> backupCodes);

    /// Marks a time step as used; false if it, or a later one, was used before.
    boolean useStep(String accountId, long step);

    /// Marks a backup code as used; false if there is none such, or it was used before.
    boolean useBackupCode(String accountId, Digest code, Instant at);

    /// Forgets all of it.
    void remove(String accountId);
}
