package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainControl.Reason;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/// Chooses how credentials are kept, so that the same computer always comes to the same answer.
public final class Keychains {
    private final VaultDisk disk;
    private final OsKeyring keyring;
    private final Tuning tuning;
    private final SecureRandom random;

    /// Chooses for `vault`.
    ///
    /// @param vault   where `vault.json` is or would be
    /// @param keyring opened only if it is asked
    public Keychains(Path vault, OsKeyring keyring, SecureRandom random) {
        this(new VaultDisk(vault), keyring, Tuning.measured(System::nanoTime), random);
    }

    Keychains(VaultDisk disk, OsKeyring keyring, Tuning tuning, SecureRandom random) {
        this.disk = disk;
        this.keyring = keyring;
        this.tuning = tuning;
        this.random = random;
    }

    /// Chooses. Takes up to a second if the system's keyring has to be asked; asks nobody for a passphrase.
    ///
    /// @param isPassphraseFileGiven whether the user named a file with the passphrase, which leaves the keyring alone
    /// @param passphrases           asked when the vault is first needed and the keyring does not open it
    public ChosenKeychain choose(boolean isPassphraseFileGiven, PassphraseSource passphrases) {
        if (isPassphraseFileGiven) {
            return chosen(passphrases, false, Reason.PASSPHRASE_FILE_GIVEN, Optional.empty());
        }
        Optional<Set<Opening>> openings = openings();
        if (openings.isPresent() && !openings.get().contains(Opening.KEYRING)) {
            return chosen(passphrases, false, Reason.VAULT_EXISTS, Optional.empty());
        }
        Optional<Problem> problem = keyring.probe();
        if (openings.isPresent()) {
            boolean isTheOnlyWay = !openings.get().contains(Opening.PASSPHRASE);
            return chosen(passphrases, problem.isEmpty() || isTheOnlyWay, Reason.VAULT_EXISTS, problem);
        }
        return chosen(passphrases, problem.isEmpty(), problem.isEmpty()
                ? Reason.KEYRING_ANSWERS
                : Reason.KEYRING_UNUSABLE, problem);
    }

    private ChosenKeychain chosen(PassphraseSource passphrases, boolean asksKeyring, Reason reason,
            Optional<Problem> problem) {
        VaultOpener opener = new VaultOpener(passphrases, keyring, tuning, random, asksKeyring);
        EncryptedFile file = new EncryptedFile(disk, opener, random);
        return new ChosenKeychain(new ChosenKeychain.Parts(opener, passphrases, keyring), file, reason, problem);
    }

    // One that cannot be read is there all the same: whoever uses it hears what is wrong with it.
    private Optional<Set<Opening>> openings() {
        EncryptedFile file = new EncryptedFile(disk,
                new VaultOpener(PassphraseSource.NONE, keyring, tuning, random, false), random);
        try {
            return file.read().map(VaultFile::openings);
        } catch (KeychainException _) {
            return Optional.of(Set.of());
        }
    }
}
