package dev.keyrack.credential.data;

import java.util.Optional;

/// A connection to the operating system's keyring. Calls may block for any time and throw whatever the library's depths
/// throw; [OsKeyring] deals with both. Used by one thread at a time.
interface KeyringPort {
    /// Opens a connection.
    @FunctionalInterface
    interface Opener {
        /// Opens it.
        ///
        /// @throws KeyringRefused if no keyring answers
        KeyringPort open() throws KeyringRefused;
    }

    void set(String account, String text) throws KeyringRefused;

    Optional<String> get(String account) throws KeyringRefused;

    void delete(String account) throws KeyringRefused;

    /// Ends the connection.
    ///
    /// @throws Exception as the library does
    void close() throws Exception;

    /// The keyring said no.
    final class KeyringRefused extends Exception {
        private static final long serialVersionUID = 1L;

        KeyringRefused(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause); // its text may name the item, which is nobody's business
        }
    }
}
