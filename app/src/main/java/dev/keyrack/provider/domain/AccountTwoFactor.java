package dev.keyrack.provider.domain;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The second factor of the account that a profile signs in with, at its provider: the account's, not the keys'.
///
/// Calls block on the network; make them off the JavaFX thread. What a provider does not offer is `Unsupported`.
public interface AccountTwoFactor {
    /// Asks for a new shared key. It counts only after [#verify].
    ///
    /// @return the caller closes it
    Outcome<Setup> setUp();

    /// Switches the second factor on, with a code that proves that the app has the key.
    ///
    /// @return the backup codes, which the caller closes; `Rejected` or `SecondFactorNeeded` if the code is wrong
    Outcome<Enabled> verify(String code);

    /// Where the account stands.
    Outcome<Status> status();

    /// Switches it off again.
    ///
    /// @param code of the app, or a backup code
    Outcome<Status> disable(String code);

    /// What an authenticator app needs.
    ///
    /// @param seed  the shared key in base32; empty if the provider sends the URI alone
    /// @param uri   `otpauth:` URI as the provider sent it; empty if it sends the key alone
    /// @param clock how the clocks stand
    record Setup(Optional<Secret> seed, Optional<Secret> uri, Optional<ClockReading> clock) implements AutoCloseable {
        @Override
        public void close() {
            seed.ifPresent(Secret::close);
            uri.ifPresent(Secret::close);
        }
    }

    /// It is on now.
    ///
    /// @param backupCodes each signs in once; none if the provider has none
    /// @param call        what the provider accepted
    record Enabled(List<Secret> backupCodes, Call call) implements AutoCloseable {
        @Override
        public void close() {
            backupCodes.forEach(Secret::close);
        }
    }

    /// Where an account stands.
    ///
    /// @param enabled         whether it is on
    /// @param pending         whether a key was handed out that is not proved yet; empty if the provider does not tell
    /// @param enabledAt       since when, if the provider tells
    /// @param backupCodesLeft how many are left, if the provider tells
    record Status(boolean enabled, Optional<Boolean> pending, Optional<Instant> enabledAt,
            OptionalInt backupCodesLeft) {}
}
