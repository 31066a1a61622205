package dev.keyrack.key.domain;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;

/// Opens the way to a profile's provider.
@FunctionalInterface
public interface KeyGateways {
    /// A gateway for `profile`, which sends nothing yet. The caller closes it.
    ///
    /// @return `NotFound` if no descriptor has the profile's provider, `InvalidInput` if the address cannot be used
    Outcome<KeyGateway> open(Profile profile);
}
