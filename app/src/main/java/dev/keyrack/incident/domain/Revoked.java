package dev.keyrack.incident.domain;

import dev.keyrack.shared.result.Call;
import java.time.Instant;

/// A revocation that the provider accepted. Whether the value is refused from then on is another matter.
///
/// @param acceptedAt when the provider's answer was there
/// @param call       the request
public record Revoked(Instant acceptedAt, Call call) {}
