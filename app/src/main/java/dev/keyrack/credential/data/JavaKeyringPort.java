package dev.keyrack.credential.data;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.Optional;

/// [KeyringPort] by the library java-keyring: Secret Service, KWallet, macOS Keychain, Windows Credential Manager.
///
/// A locked Secret Service is found out before the library is asked: the library would have the desktop ask for the
/// keyring's password, and nobody at it has asked for that.
final class JavaKeyringPort implements KeyringPort {
    private static final String SERVICE = "dev.keyrack";
    private static final String SEVERAL = "Too many"; // the library's words are all that tells this from "not there"

    private final Keyring keyring;
    private final SecretServiceLock lock;

    private JavaKeyringPort(Keyring keyring, SecretServiceLock lock) {
        this.keyring = keyring;
        this.lock = lock;
    }

    static KeyringPort open() throws KeyringRefused {
        SecretServiceLock lock = SecretServiceLock.open();
        boolean opened = false;
        try {
            lock.check();
            KeyringPort port = new JavaKeyringPort(Keyring.create(), lock);
            opened = true;
            return port;
        } catch (BackendNotSupportedException e) {
            throw new KeyringRefused(Problem.UNAVAILABLE, e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    @Override
    public String name() {
        return switch (keyring.getKeyringStorageType()) {
            case GNOME_KEYRING -> "Secret Service"; // by its protocol; KeePassXC and others speak it too
            case KWALLET -> "KWallet";
            case OSX_KEYCHAIN, LEGACY_OSX_KEYCHAIN -> "Keychain";
            case WINDOWS_CREDENTIAL_STORE -> "Credential Manager";
        };
    }

    @Override
    public void set(String account, String text) throws KeyringRefused {
        lock.check();
        try {
            keyring.setPassword(SERVICE, account, text);
        } catch (PasswordAccessException e) {
            throw new KeyringRefused(Problem.NOT_WRITTEN, e);
        } catch (NullPointerException e) {
            throw new KeyringRefused(lock.afterStumble(), e);
        }
    }

    // What is locked or gone at this very moment is a NullPointerException of the library.
    @Override
    public Optional<String> get(String account) throws KeyringRefused {
        lock.check();
        try {
            return Optional.of(keyring.getPassword(SERVICE, account));
        } catch (PasswordAccessException e) {
            if (String.valueOf(e.getMessage()).startsWith(SEVERAL)) {
                throw new KeyringRefused(Problem.UNAVAILABLE, e); // which of them is ours, nobody can tell
            }
            return Optional.empty();
        } catch (NullPointerException e) {
            throw new KeyringRefused(lock.afterStumble(), e);
        }
    }

    @Override
    public void delete(String account) throws KeyringRefused {
        lock.check();
        try {
            keyring.deletePassword(SERVICE, account);
        } catch (PasswordAccessException e) {
            throw new KeyringRefused(Problem.NOT_WRITTEN, e);
        } catch (NullPointerException e) {
            throw new KeyringRefused(lock.afterStumble(), e);
        }
    }

    @Override
    public void close() throws Exception {
        try (lock) {
            keyring.close();
        }
    }
}
