package dev.keyrack.credential.domain;

import java.util.Optional;

/// A store for secrets. Calls may block and may show a system dialog: make them off the JavaFX thread.
///
/// Implementations are safe for use by several threads, and never hang: what the system does not answer in time is a
/// [KeychainException].
public interface Keychain {
    /// What people call it, such as `Secret Service` or `encrypted file`.
    String label();

    /// Which kind of store it is.
    Kind kind();

    /// Stores `value` under `name`, replacing what was there. `value` is not kept: the caller wipes it.
    ///
    /// @throws KeychainException if it was not stored; what was there before is still there
    void store(String name, byte[] value) throws KeychainException;

    /// Reads what is stored under `name`; the caller wipes the array.
    ///
    /// @throws KeychainException if the store cannot be read
    Optional<byte[]> load(String name) throws KeychainException;

    /// Forgets what is stored under `name`; nothing happens if there is nothing.
    ///
    /// @throws KeychainException if the store cannot be changed
    void delete(String name) throws KeychainException;

    /// The kinds of store.
    enum Kind {
        /// Run by the operating system.
        OS_KEYRING,
        /// `vault.json`, opened by a passphrase or by what the system's keyring holds.
        ENCRYPTED_FILE,
        /// Forgotten when the program ends.
        MEMORY
    }
}
