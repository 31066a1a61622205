package dev.keyrack.twofactor.domain;

import dev.keyrack.provider.domain.ClockReading;
import java.util.Optional;

/// A second factor that is being switched on. Whoever receives it owns the shared key and closes it.
///
/// @param key   what the authenticator app needs
/// @param clock how this computer's clock stands beside the provider's
public record Enrolment(OtpAuthUri key, Optional<ClockReading> clock) implements AutoCloseable {
    @Override
    public void close() {
        key.close();
    }
}
