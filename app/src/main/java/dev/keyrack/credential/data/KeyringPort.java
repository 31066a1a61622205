package dev.keyrack.credential.data;

import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// What people call the keyring.
    default String name() {
        return "system keyring";
    }

    void set(String account, String text) throws KeyringRefused;

    /// What is stored; empty only if the keyring said that there is nothing.
    Optional<String> get(String account) throws KeyringRefused;

    void delete(String account) throws KeyringRefused;

    /// Ends the connection.
    ///
    /// @throws Exception as the library does
    void close() throws Exception;

    /// The keyring said no.
    final class KeyringRefused extends Exception {
        private static final long serialVersionUID = 1L;
        private final Problem problem;

        KeyringRefused(Problem problem, @Nullable Throwable cause) {
            // its text may name the item, which is nobody's business
            super(cause == null ? problem.name() : cause.getClass().getSimpleName(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
