package dev.keyrack.authority.core;

import java.util.Optional;

/// Where the few values are kept that a system has once.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface SettingStore {
    /// The value under `name`.
    Optional<byte[]> get(String name);

    /// Replaces the value under `name`.
    void put(String name, byte[] value);
}
