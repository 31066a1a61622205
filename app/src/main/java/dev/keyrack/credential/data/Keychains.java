package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/// Chooses where credentials are kept, so that the same computer always comes to the same answer.
public final class Keychains {
    private final Path vault;
    private final OsKeyring keyring;
    private final SecureRandom random;

    /// Chooses between `vault` and `keyring`.
    ///
    /// @param vault   where `vault.json` is or would be
    /// @param keyring opened only if it is asked
    public Keychains(Path vault, OsKeyring keyring, SecureRandom random) {
        this.vault = vault;
        this.keyring = keyring;
        this.random = random;
    }

    /// Chooses. Takes up to a second if the system's keyring has to be asked.
    ///
    /// @param isPassphraseFileGiven whether the user named a file with the passphrase, which asks for the vault
    /// @param passphrases           asked when the vault is first needed
    public Choice choose(boolean isPassphraseFileGiven, PassphraseSource passphrases) {
        if (isPassphraseFileGiven) {
            return encrypted(Reason.PASSPHRASE_FILE_GIVEN, passphrases, Optional.empty());
        }
        if (Files.exists(vault)) {
            return encrypted(Reason.VAULT_EXISTS, passphrases, Optional.empty());
        }
        Optional<Problem> problem = keyring.probe();
        if (problem.isEmpty()) {
            return new Choice(keyring, Reason.KEYRING_ANSWERS, problem);
        }
        keyring.close();
        return encrypted(Reason.KEYRING_UNUSABLE, passphrases, problem);
    }

    private Choice encrypted(Reason reason, PassphraseSource passphrases, Optional<Problem> problem) {
        return new Choice(new EncryptedFile(vault, passphrases, random), reason, problem);
    }

    /// Why a store was chosen.
    public enum Reason {
        /// The user named a file with the passphrase.
        PASSPHRASE_FILE_GIVEN,
        /// There is an encrypted file already.
        VAULT_EXISTS,
        /// The system's keyring stored, gave back and deleted an item within a second.
        KEYRING_ANSWERS,
        /// The system's keyring did not.
        KEYRING_UNUSABLE
    }

    /// Where credentials are kept.
    ///
    /// @param keychain       the store
    /// @param keyringProblem what is wrong with the system's keyring, if it was asked and failed
    public record Choice(Keychain keychain, Reason reason, Optional<Problem> keyringProblem) {}
}
