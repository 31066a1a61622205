package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// What the parts of one gateway share.
///
/// @param way       the name of the auth that the profile signs in with
/// @param profile   whose gateway it is
/// @param attendant asked and shown what only a person can do
/// @param address   the profile's
/// @param variables what is known about the profile, for templates and expressions
/// @param pause     waits for what takes its time at the provider
record Engine(Descriptor descriptor, String way, Exchanger exchanger, ErrorReader errors, Mapping mapping,
        EngineLimits limits,
        InstantSource clock, Profile profile, Attendant attendant, URI address, Map<String, Object> variables,
        Pause pause) {
    /// Waits on the calling thread.
    ///
    /// @throws CallFailed if it is to wait no longer
    void rest(Duration time) throws CallFailed {
        try {
            pause.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, address));
        }
    }
}
