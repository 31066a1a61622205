package dev.keyrack.credential.domain;

import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.util.Optional;
import java.util.Set;

/// The store of this installation as its owner manages it: where it is and why, what opens it, and whether it is open.
///
/// Calls may block for seconds: make them off the JavaFX thread. Safe for use by several threads. A change is complete
/// or did not happen, and no moment lies in between in which a credential is in no store.
public interface KeychainControl {
    /// Where things stand. Asks nobody for a passphrase.
    ///
    /// @throws KeychainException if the store cannot be read
    State state() throws KeychainException;

    /// Opens it with what the system's keyring holds.
    ///
    /// @throws KeychainException if the keyring does not answer, is locked, or has nothing for this store
    void openByKeyring() throws KeychainException;

    /// Opens it with a passphrase, which stays the caller's.
    ///
    /// @throws KeychainException if it is wrong, or the store is not opened by one
    void openByPassphrase(Secret passphrase) throws KeychainException;

    /// Wipes what opens it from memory; until it is opened again, each call on the store fails with `LOCKED`. One that
    /// nothing opens, which is in memory or holds nothing yet, is emptied and stays usable. Waits for nobody.
    void lock();

    /// Makes `passphrase` open it, in place of an earlier one. It must not be locked. What is in memory goes into the
    /// encrypted file.
    ///
    /// @throws KeychainException if the passphrase is too short, or the store cannot be written
    void setPassphrase(Secret passphrase) throws KeychainException;

    /// Makes the system's keyring open it. It must not be locked. What is in memory goes into the encrypted file.
    ///
    /// @throws KeychainException if the keyring did not take it, or the store cannot be written
    void addKeyring() throws KeychainException;

    /// Makes it open no more by `opening`; nothing happens if it does not now. It must not be locked.
    ///
    /// @throws KeychainException if nothing else would open it, or the store cannot be written
    void remove(Opening opening) throws KeychainException;

    /// Encrypts everything under a new key. It must not be locked.
    ///
    /// @throws KeychainException if the store cannot be written
    void rotateKey() throws KeychainException;

    /// What opens a store.
    enum Opening { KEYRING, PASSPHRASE }

    /// Why credentials are where they are.
    enum Reason {
        /// The user named a file with the passphrase.
        PASSPHRASE_FILE_GIVEN,
        /// There is an encrypted file already, or it was made meanwhile.
        VAULT_EXISTS,
        /// The system's keyring stored, gave back and deleted an item within a second.
        KEYRING_ANSWERS,
        /// The system's keyring did not.
        KEYRING_UNUSABLE,
        /// Nobody gave a passphrase, and the system's keyring did not answer.
        NOTHING_ELSE
    }

    /// Where things stand.
    ///
    /// @param kind           the kind of store
    /// @param reason         why it was chosen
    /// @param keyringProblem what is wrong with the system's keyring, if it was asked and failed
    /// @param openings       what opens it; empty for memory, and before anything was stored
    /// @param isOpen         whether it can be read without asking anybody
    record State(Keychain.Kind kind, Reason reason, Optional<Problem> keyringProblem, Set<Opening> openings,
            boolean isOpen) {}
}
