package dev.keyrack.credential.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holds what a profile signs in with while it is only tried: nothing of it reaches a disk. Whoever made it closes it.
/// Any thread.
final class DraftKeychain implements Keychain, AutoCloseable {
    private final Map<String, byte[]> held = new HashMap<>();

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
        wipe(held.put(name, value.clone()));
    }

    @Override
    public synchronized Optional<byte[]> load(String name) {
        return Optional.ofNullable(held.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized void delete(String name) {
        wipe(held.remove(name));
    }

    synchronized boolean has(String name) {
        return held.containsKey(name);
    }

    /// Wipes everything.
    @Override
    public synchronized void close() {
        held.values().forEach(DraftKeychain::wipe);
        held.clear();
    }

    private static void wipe(byte @org.jspecify.annotations.Nullable [] value) {
        if (value != null) {
            Arrays.fill(value, (byte) 0);
        }
    }
}
