package dev.keyrack.reveal.domain;

import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.time.Duration;
import java.util.Optional;

/// Whether the system's keyring takes a secret right now, as it was just tried.
///
/// @param name    what people call it, such as `Secret Service`
/// @param took    how long it took to answer
/// @param problem why it does not; empty if it does
public record KeyringAnswer(String name, Duration took, Optional<Problem> problem) {}
