package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The store of this installation: the encrypted file, or memory where nobody wanted to choose a passphrase for it.
public final class ChosenKeychain implements Keychain, KeychainControl, AutoCloseable {
    private final EncryptedFile file;
    private final VaultSlots slots;
    private final VaultOpener opener;
    private final PassphraseSource passphrases;
    private final OsKeyring keyring;
    private final Reason reason;
    private final Optional<Problem> keyringProblem;
    private final ReentrantLock turns = new ReentrantLock();
    private volatile @Nullable MemoryKeychain memory;
    private volatile boolean moved;

    /// What the choice is made of.
    ///
    /// @param opener      opens it
    /// @param passphrases whom the opener asks
    /// @param keyring     closed with it
    record Parts(VaultOpener opener, PassphraseSource passphrases, OsKeyring keyring) {}

    ChosenKeychain(Parts parts, EncryptedFile file, Reason reason, Optional<Problem> keyringProblem) {
        this.file = file;
        this.opener = parts.opener();
        this.slots = new VaultSlots(file, parts.opener());
        this.passphrases = parts.passphrases();
        this.keyring = parts.keyring();
        this.reason = reason;
        this.keyringProblem = keyringProblem;
    }

    @Override
    public String label() {
        return store().label();
    }

    @Override
    public Kind kind() {
        return store().kind();
    }

    private Keychain store() {
        MemoryKeychain inMemory = memory;
        return inMemory == null ? file : inMemory;
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        turns.lock();
        try {
            store().store(name, value);
        } catch (KeychainException e) {
            if (e.problem() != Problem.PASSPHRASE_NEEDED || !passphrases.isOptional() || file.read().isPresent()) {
                throw e;
            }
            MemoryKeychain fresh = new MemoryKeychain(); // whoever declined is not asked again with each credential
            fresh.store(name, value);
            memory = fresh;
        } finally {
            turns.unlock();
        }
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        turns.lock();
        try {
            return store().load(name);
        } finally {
            turns.unlock();
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        turns.lock();
        try {
            store().delete(name);
        } finally {
            turns.unlock();
        }
    }

    @Override
    public State state() throws KeychainException {
        if (memory != null) {
            return new State(Kind.MEMORY, Reason.NOTHING_ELSE, keyringProblem, Set.of(), true);
        }
        Optional<VaultFile> vault = file.read();
        Set<Opening> openings = vault.map(VaultFile::openings).orElseGet(() -> EnumSet.noneOf(Opening.class));
        return new State(Kind.ENCRYPTED_FILE, moved ? Reason.VAULT_EXISTS : reason, keyringProblem,
                Set.copyOf(openings), isOpen(vault));
    }

    private boolean isOpen(Optional<VaultFile> vault) {
        if (file.isLocked() || vault.isEmpty() || file.isOpen()) {
            return !file.isLocked();
        }
        if (!opener.asksKeyring()) {
            return false;
        }
        try (VaultKeys keys = opener.byKeyring(vault.get())) {
            return keys.fits(vault.get());
        } catch (KeychainException _) {
            return false;
        }
    }

    @Override
    public void openByKeyring() throws KeychainException {
        file.unlock(opener::byKeyring);
    }

    @Override
    public void openByPassphrase(Secret passphrase) throws KeychainException {
        file.unlock(vault -> opener.byPassphrase(vault, passphrase));
    }

    @Override
    public void lock() {
        MemoryKeychain inMemory = memory;
        if (inMemory != null) {
            inMemory.close();
        } else if (holdsNothing()) {
            file.close(); // nothing would open it again
        } else {
            file.lock();
        }
    }

    private boolean holdsNothing() {
        try {
            return file.read().isEmpty();
        } catch (KeychainException _) { // there is something, whatever it is
            return false;
        }
    }

    @Override
    public void setPassphrase(Secret passphrase) throws KeychainException {
        inTurn(() -> slots.setPassphrase(passphrase));
    }

    @Override
    public void addKeyring() throws KeychainException {
        inTurn(slots::addKeyring);
    }

    @Override
    public void remove(Opening opening) throws KeychainException {
        if (memory == null) {
            inTurn(() -> slots.remove(opening));
        }
    }

    @Override
    public void rotateKey() throws KeychainException {
        if (memory == null) {
            inTurn(slots::rotate);
        }
    }

    private void inTurn(Step step) throws KeychainException {
        turns.lock();
        try {
            step.run();
            leaveMemory();
        } finally {
            turns.unlock();
        }
    }

    // They are in the file before they are wiped in memory.
    private void leaveMemory() throws KeychainException {
        MemoryKeychain inMemory = memory;
        if (inMemory == null) {
            return;
        }
        Map<String, byte[]> all = inMemory.all();
        try {
            file.storeAll(all);
        } finally {
            all.values().forEach(value -> Arrays.fill(value, (byte) 0));
        }
        moved = true;
        memory = null;
        inMemory.close();
    }

    /// Wipes keys and what is in memory, and ends the connection to the keyring.
    @Override
    public void close() {
        file.close();
        MemoryKeychain inMemory = memory;
        if (inMemory != null) {
            inMemory.close();
        }
        keyring.close();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws KeychainException;
    }
}
