package dev.keyrack.key.domain;

import java.time.Instant;
import java.util.Optional;

/// A key and what this computer knows about it beyond its provider's word.
///
/// @param key         as last read; its status is `GONE` for a tombstone and `REVOKED` once its revocation was
///                    accepted
/// @param lastSeen    when the provider last told of it
/// @param goneSince   when it was first missing from a listing
/// @param revokedAt   when the provider accepted its revocation from here
/// @param deadSince   when its value was first refused
/// @param fingerprint of its value, if it was issued here
public record SeenKey(ApiKey key, Instant lastSeen, Optional<Instant> goneSince, Optional<Instant> revokedAt,
        Optional<Instant> deadSince, Optional<Fingerprint> fingerprint) {}
