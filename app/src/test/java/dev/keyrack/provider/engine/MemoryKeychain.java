package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Keychain;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A keychain in memory.
final class MemoryKeychain implements Keychain {
    private final Map<String, byte[]> entries = new ConcurrentHashMap<>();

    @Override
    public String label() {
        return "memory";
    }

    @Override
    public Kind kind() {
        return Kind.MEMORY;
    }

    @Override
    public void store(String name, byte[] value) {
        entries.put(name, value.clone());
    }

    void put(String name, String value) {
        store(name, value.getBytes(StandardCharsets.UTF_8));
    }

    String text(String name) {
        return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> load(String name) {
        return Optional.ofNullable(entries.get(name)).map(byte[]::clone);
    }

    @Override
    public void delete(String name) {
        entries.remove(name);
    }
}
