package dev.keyrack.key.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// A key as its provider describes it. Holds a visible fragment of the value, never the value.
///
/// @param name      the name it has at the provider; empty text if the provider knows none
/// @param scopes    granted permissions in the provider's order; empty means it can do nothing, or the provider has
///                  no scopes
/// @param createdAt when it was issued; empty if the provider does not tell
/// @param expiresAt when it stops working; empty for "never"
/// @param status    as the provider told it; [#statusAt] knows the time as well
/// @param owner     who made it, as the provider writes it
/// @param facts     what else the provider tells of it, by name, in the descriptor's order; never a secret
public record ApiKey(KeyId id, String name, Hint hint, SequencedSet<Scope> scopes, Optional<Instant> createdAt,
        LastUsed lastUsed, Optional<Instant> expiresAt, KeyStatus status, Optional<String> owner,
        SequencedMap<String, String> facts) {
    /// Keeps its own copies of scopes and facts.
    public ApiKey {
        scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
    }

    /// A key of which nothing else is told.
    public ApiKey(KeyId id, String name, Hint hint, SequencedSet<Scope> scopes, Optional<Instant> createdAt,
            LastUsed lastUsed, Optional<Instant> expiresAt, KeyStatus status, Optional<String> owner) {
        this(id, name, hint, scopes, createdAt, lastUsed, expiresAt, status, owner, new LinkedHashMap<>());
    }

    /// Where the key stands at `now`: a key whose time is over is expired even if it was still active when it was
    /// read.
    public KeyStatus statusAt(Instant now) {
        boolean over = expiresAt.isPresent() && !expiresAt.get().isAfter(now);
        return over && (status == KeyStatus.ACTIVE || status == KeyStatus.DISABLED) ? KeyStatus.EXPIRED : status;
    }

    /// The same key, standing elsewhere.
    public ApiKey withStatus(KeyStatus changed) {
        return new ApiKey(id, name, hint, scopes, createdAt, lastUsed, expiresAt, changed, owner, facts);
    }
}
