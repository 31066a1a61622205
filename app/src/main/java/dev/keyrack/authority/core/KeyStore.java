package dev.keyrack.authority.core;

import java.util.Collection;
import java.util.function.Consumer;

/// Where keys are kept. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface KeyStore {
    /// Hands over every key.
    void forEach(Consumer<StoredKey> each);

    /// Adds keys, all or none.
    void add(Collection<StoredKey> keys);

    /// Replaces the facts of the key with the same id.
    void update(KeyFacts facts);
}
