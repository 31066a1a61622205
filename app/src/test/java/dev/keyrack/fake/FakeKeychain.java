package dev.keyrack.fake;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A keychain in memory.
public final class FakeKeychain implements Keychain {
    public final Map<String, byte[]> held = new TreeMap<>();
    public boolean isBroken;
    public Runnable step = () -> {
    };

    private void check() throws KeychainException {
        if (isBroken) {
            throw new KeychainException(Failure.KeychainFailed.Problem.UNAVAILABLE, label(), null);
        }
    }

    @Override
    public String label() {
        return "fake keyring";
    }

    @Override
    public Kind kind() {
        return Kind.OS_KEYRING;
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        check();
        step.run();
        held.put(name, value.clone());
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        check();
        return Optional.ofNullable(held.get(name)).map(byte[]::clone);
    }

    @Override
    public void delete(String name) throws KeychainException {
        check();
        step.run();
        held.remove(name);
    }
}
