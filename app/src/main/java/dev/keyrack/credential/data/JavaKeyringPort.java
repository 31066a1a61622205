package dev.keyrack.credential.data;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;

/// [KeyringPort] by the library java-keyring: Secret Service, KWallet, macOS Keychain, Windows Credential Manager.
final class JavaKeyringPort implements KeyringPort {
    private static final String SERVICE = "dev.keyrack";

    private final Keyring keyring;

    private JavaKeyringPort(Keyring keyring) {
        this.keyring = keyring;
    }

    static KeyringPort open() throws KeyringRefused {
        try {
            return new JavaKeyringPort(Keyring.create());
        } catch (BackendNotSupportedException e) {
            throw new KeyringRefused(e);
        }
    }

    @Override
    public void set(String account, String text) throws KeyringRefused {
        try {
            keyring.setPassword(SERVICE, account, text);
        } catch (PasswordAccessException e) {
            throw new KeyringRefused(e);
        }
    }

    // The library tells "not there" from "not readable" nowhere; a locked keyring is a NullPointerException instead.
    @Override
    public Optional<String> get(String account) {
        try {
            return Optional.of(keyring.getPassword(SERVICE, account));
        } catch (PasswordAccessException _) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String account) throws KeyringRefused {
        try {
            keyring.deletePassword(SERVICE, account);
        } catch (PasswordAccessException e) {
            throw new KeyringRefused(e);
        }
    }

    @Override
    public void close() throws Exception {
        keyring.close();
    }
}
