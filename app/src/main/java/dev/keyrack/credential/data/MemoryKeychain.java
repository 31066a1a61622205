package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.shared.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// [Keychain] that forgets everything when it is closed.
public final class MemoryKeychain implements Keychain, AutoCloseable {
    private final Map<String, Secret> entries = new HashMap<>();

    @Override
    public String label() {
        return "memory";
    }

    @Override
    public Kind kind() {
        return Kind.MEMORY;
    }

    @Override
    public synchronized void store(String name, byte[] value) {
        delete(name);
        entries.put(name, Secret.wrap(value.clone()));
    }

    @Override
    public synchronized Optional<byte[]> load(String name) {
        return Optional.ofNullable(entries.get(name)).map(secret -> secret.use(byte[]::clone));
    }

    @Override
    public synchronized void delete(String name) {
        Secret old = entries.remove(name);
        if (old != null) {
            old.close();
        }
    }

    /// Copies of all; the caller wipes them.
    synchronized Map<String, byte[]> all() {
        Map<String, byte[]> copies = new HashMap<>();
        entries.forEach((name, value) -> copies.put(name, value.use(byte[]::clone)));
        return copies;
    }

    @Override
    public synchronized void close() {
        entries.values().forEach(Secret::close);
        entries.clear();
    }
}
