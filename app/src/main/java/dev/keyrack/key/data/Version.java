package dev.keyrack.key.data;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.LastUsed;
import java.util.LinkedHashSet;

/// One row of `key_version`.
///
/// @param apiKey row of the key
/// @param id     what the provider calls the key
/// @param facts  as [FactLines] writes them
record Version(long apiKey, String id, long seenFrom, String name, String hint, long createdAt, long lastUsedAt,
        long expiresAt, String facts, Traits traits) {
    static Version of(long apiKey, long seenFrom, ApiKey key) {
        long lastUsedAt = key.lastUsed() instanceof LastUsed.At(var at, _) ? Micros.of(at) : Micros.NONE;
        return new Version(apiKey, key.id().value(), seenFrom, key.name(), key.hint().text(),
                Micros.of(key.createdAt()), lastUsedAt, Micros.of(key.expiresAt()), FactLines.of(key.facts()),
                Traits.of(key));
    }

    /// Whether the provider tells the same.
    boolean sameFacts(Version other) {
        return name.equals(other.name) && hint.equals(other.hint) && createdAt == other.createdAt
                && lastUsedAt == other.lastUsedAt && expiresAt == other.expiresAt && facts.equals(other.facts)
                && traits.equals(other.traits);
    }

    ApiKey key() {
        return new ApiKey(new KeyId(id), name, new Hint(traits.hintKind(), hint), new LinkedHashSet<>(traits.scopes()),
                Micros.optional(createdAt), traits.lastUsed(lastUsedAt), Micros.optional(expiresAt), traits.status(),
                traits.owner(), FactLines.read(facts));
    }
}
