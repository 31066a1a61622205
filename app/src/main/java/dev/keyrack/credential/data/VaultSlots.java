package dev.keyrack.credential.data;

import dev.keyrack.credential.data.VaultKeys.ByPassphrase;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.util.Optional;

/// Changes what opens an [EncryptedFile]. Each change gives it a new data key, and a new master key as well if the keys
/// of all slots are known; so an opening that was taken away opens no later content, even together with an older copy of
/// the file.
///
/// The keyring gets its key before the file is replaced, and loses it after: whenever the program is killed, the file
/// that is there opens.
final class VaultSlots {
    private final EncryptedFile file;
    private final VaultOpener opener;

    VaultSlots(EncryptedFile file, VaultOpener opener) {
        this.file = file;
        this.opener = opener;
    }

    /// Makes `passphrase`, which stays the caller's, open the vault in place of an earlier one. Makes the vault if there
    /// is none.
    ///
    /// @throws KeychainException if it is too short, or nothing was written
    void setPassphrase(Secret passphrase) throws KeychainException {
        file.open();
        ByPassphrase fresh = opener.newKey(passphrase);
        try (Secret key = fresh.key()) {
            file.rewrite((now, proven, openings) -> {
                openings.add(Opening.PASSPHRASE);
                try (VaultKeys complete = withItem(now, proven)) {
                    return complete.with(new ByPassphrase(fresh.cost(), key.copy()));
                }
            });
        }
    }

    /// Makes the keyring open it. Makes the vault if there is none.
    ///
    /// @throws KeychainException if the keyring did not take its key, or nothing was written
    void addKeyring() throws KeychainException {
        file.open();
        Optional<VaultFile> before = file.read();
        if (before.isPresent() && before.get().byKeyring().isPresent() && itemOpens(before.get())) {
            return; // a second key in the place of the first would be one that an older copy of the file lacks
        }
        file.rewrite((_, proven, openings) -> {
            openings.add(Opening.KEYRING);
            return proven.with(opener.newItem(proven.id()));
        });
    }

    /// Makes it open no more by `opening`.
    ///
    /// @throws KeychainException `LAST_OPENING` if nothing else opens it, or if nothing was written
    void remove(Opening opening) throws KeychainException {
        Optional<VaultFile> before = file.read();
        if (before.isEmpty() || !before.get().openings().contains(opening)) {
            return;
        }
        file.rewrite((now, proven, openings) -> {
            openings.remove(opening);
            if (openings.isEmpty()) {
                throw KeychainException.of(Problem.LAST_OPENING, EncryptedFile.LABEL, "");
            }
            return withItem(now, proven);
        });
        if (opening == Opening.KEYRING) {
            opener.forgetItem(before.get().id());
        }
    }

    /// Encrypts everything under a new key.
    ///
    /// @throws KeychainException if nothing was written
    void rotate() throws KeychainException {
        file.open();
        file.rewrite((now, proven, _) -> withItem(now, proven));
    }

    // Only an item that is known to open nothing may be replaced.
    private boolean itemOpens(VaultFile vault) throws KeychainException {
        try (VaultKeys keys = opener.byKeyring(vault)) {
            return keys.fits(vault);
        } catch (KeychainException e) {
            if (e.problem() == Problem.KEYRING_LOST) {
                return false;
            }
            throw e;
        }
    }

    // The more keys are known, the more can be renewed; a keyring that does not answer keeps nobody from going on.
    private VaultKeys withItem(Optional<VaultFile> now, VaultKeys proven) {
        if (now.flatMap(VaultFile::byKeyring).isEmpty() || proven.known().contains(Opening.KEYRING)) {
            return proven.copy();
        }
        try (VaultKeys keys = opener.byKeyring(now.get())) {
            return proven.withKeyringOf(keys);
        } catch (KeychainException _) {
            return proven.copy();
        }
    }
}
