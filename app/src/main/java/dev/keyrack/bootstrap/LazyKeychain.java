package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import java.util.Optional;
import java.util.function.Supplier;

/// The keychain that is chosen when it is first used: choosing asks the operating system, which may take a second.
///
/// @param choice chooses
record LazyKeychain(Supplier<? extends Keychain> choice) implements Keychain {
    @Override
    public String label() {
        return choice.get().label();
    }

    @Override
    public Kind kind() {
        return choice.get().kind();
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        choice.get().store(name, value);
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        return choice.get().load(name);
    }

    @Override
    public void delete(String name) throws KeychainException {
        choice.get().delete(name);
    }
}
