package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of the vault while it is open. Locking waits for nobody: work that is under way has a copy of its own, which
/// it wipes when it ends.
final class HeldKeys {
    private @Nullable VaultKeys keys;
    private boolean locked;

    /// A copy for one piece of work, which closes it; empty if the vault was not opened yet.
    ///
    /// @throws KeychainException `LOCKED` after [#lock]
    synchronized Optional<VaultKeys> borrow() throws KeychainException {
        if (locked) {
            throw lockedNow();
        }
        return Optional.ofNullable(keys).map(VaultKeys::copy);
    }

    /// Keeps a copy of `fresh`, with which somebody has opened the vault without being told to.
    ///
    /// @throws KeychainException `LOCKED` if it was locked meanwhile; `fresh` is wiped then
    synchronized void keep(VaultKeys fresh) throws KeychainException {
        if (locked) {
            fresh.close();
            throw lockedNow();
        }
        replace(fresh.copy());
    }

    /// Keeps a copy of `fresh` in place of those that were held, unless it was locked meanwhile.
    synchronized void renew(VaultKeys fresh) {
        if (!locked) {
            replace(fresh.copy());
        }
    }

    /// Keeps a copy of `fresh`, also after it was locked: somebody unlocks it.
    synchronized void unlock(Optional<VaultKeys> fresh) {
        locked = false;
        replace(fresh.map(VaultKeys::copy).orElse(null));
    }

    /// Wipes the keys; whatever comes next fails.
    synchronized void lock() {
        locked = true;
        replace(null);
    }

    /// Wipes the keys; whatever comes next opens it again.
    synchronized void forget() {
        replace(null);
    }

    synchronized boolean isHeld() {
        return keys != null;
    }

    synchronized boolean isLocked() {
        return locked;
    }

    private static KeychainException lockedNow() {
        return KeychainException.of(Problem.LOCKED, EncryptedFile.LABEL, "");
    }

    private void replace(@Nullable VaultKeys fresh) {
        VaultKeys old = keys;
        keys = fresh;
        if (old != null) {
            old.close();
        }
    }
}
