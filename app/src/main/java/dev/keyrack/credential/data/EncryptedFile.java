package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// [Keychain] in `vault.json`. The keys are kept from when it is first opened until [#lock].
///
/// Each change reads the file again while no other process can write it, so two programs do not lose each other's
/// entries. What opens it is changed by [VaultSlots].
final class EncryptedFile implements Keychain, AutoCloseable {
    static final String LABEL = "encrypted file";

    private final VaultDisk disk;
    private final VaultOpener opener;
    private final SecureRandom random;
    private final HeldKeys held = new HeldKeys();
    private final ReentrantLock turns = new ReentrantLock();

    /// A vault on `disk`, which is made when something is stored.
    EncryptedFile(VaultDisk disk, VaultOpener opener, SecureRandom random) {
        this.disk = disk;
        this.opener = opener;
        this.random = random;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public Kind kind() {
        return Kind.ENCRYPTED_FILE;
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        change(entries -> {
            entries.put(name, value);
            return true;
        });
    }

    /// Stores all of them, or none.
    ///
    /// @throws KeychainException if they were not stored
    void storeAll(Map<String, byte[]> values) throws KeychainException {
        change(entries -> {
            values.forEach(entries::put);
            return true;
        });
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        turns.lock();
        try {
            held.borrow().ifPresent(VaultKeys::close); // locked is locked, also where there is nothing yet
            Optional<VaultFile> vault = read();
            if (vault.isEmpty()) {
                return Optional.empty();
            }
            try (VaultKeys keys = keysFor(vault.get()); VaultEntries entries = keys.entries(vault.get())) {
                return entries.get(name);
            }
        } finally {
            turns.unlock();
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        held.borrow().ifPresent(VaultKeys::close);
        if (read().isPresent()) {
            change(entries -> entries.remove(name));
        }
    }

    /// Makes sure that it is open: asks unless the keys are there. Nothing is asked or made if there is no vault yet.
    ///
    /// @throws KeychainException if it does not open
    void open() throws KeychainException {
        load("");
    }

    /// Opens it in that way, also after [#lock].
    ///
    /// @throws KeychainException if it does not open
    void unlock(Way way) throws KeychainException {
        Optional<VaultFile> vault = read();
        if (vault.isEmpty()) {
            held.unlock(Optional.empty());
            return;
        }
        try (VaultKeys keys = way.open(vault.get())) {
            held.unlock(Optional.of(keys));
        }
    }

    /// Whether the keys are in memory.
    boolean isOpen() {
        return held.isHeld();
    }

    boolean isLocked() {
        return held.isLocked();
    }

    /// Wipes the keys; until [#unlock] everything fails. Waits for nobody.
    void lock() {
        held.lock();
    }

    /// Wipes the keys.
    @Override
    public void close() {
        held.forget();
    }

    // People are asked while nobody is kept waiting; if the vault was made anew meanwhile, they are asked again.
    private void change(Predicate<VaultEntries> change) throws KeychainException {
        turns.lock();
        try {
            boolean done = false;
            while (!done) {
                held.borrow().ifPresent(VaultKeys::close);
                Optional<VaultFile> seen = read();
                try (VaultKeys mine = seen.isPresent() ? keysFor(seen.get()) : keysForNew()) {
                    done = disk.alone(() -> changeWith(mine, change));
                    if (!done && seen.isEmpty()) {
                        discard(mine);
                    }
                }
            }
        } catch (IOException e) {
            throw new KeychainException(Problem.NOT_WRITTEN, LABEL, e);
        } finally {
            turns.unlock();
        }
    }

    private boolean changeWith(VaultKeys mine, Predicate<VaultEntries> change) throws IOException, KeychainException {
        Optional<VaultFile> now = read();
        if (now.isPresent() && !mine.fits(now.get())) {
            return false;
        }
        try (VaultEntries entries = now.isPresent() ? mine.entries(now.get()) : new VaultEntries()) {
            if (change.test(entries)) {
                disk.replace((now.isPresent()
                        ? mine.write(now.get(), entries, random)
                        : mine.write(now, mine.known(), entries, random)).bytes());
            }
            return true;
        }
    }

    /// Writes everything anew under a new data key, with the keys and openings that `change` wants.
    ///
    /// @throws KeychainException if it does not open, cannot be written, or `change` throws it
    void rewrite(SlotChange change) throws KeychainException {
        turns.lock();
        try {
            boolean done = false;
            while (!done) {
                held.borrow().ifPresent(VaultKeys::close);
                Optional<VaultFile> seen = read();
                try (VaultKeys mine = seen.isPresent() ? keysFor(seen.get()) : VaultKeys.fresh(random)) {
                    done = disk.alone(() -> rewriteWith(mine, change));
                }
            }
        } catch (IOException e) {
            throw new KeychainException(Problem.NOT_WRITTEN, LABEL, e);
        } finally {
            turns.unlock();
        }
    }

    private boolean rewriteWith(VaultKeys mine, SlotChange change) throws IOException, KeychainException {
        Optional<VaultFile> now = read();
        if (now.isPresent() && !mine.fits(now.get())) {
            return false;
        }
        Set<Opening> openings = now.map(VaultFile::openings).orElseGet(() -> EnumSet.noneOf(Opening.class));
        try (VaultKeys proven = now.isPresent() ? mine.proven(now.get()) : mine.copy();
                VaultEntries entries = now.isPresent() ? mine.entries(now.get()) : new VaultEntries();
                VaultKeys wanted = change.keys(now, proven, openings);
                VaultKeys next = wanted.renewed(openings, random)) {
            if (!openings.isEmpty()) {
                disk.replace(next.write(now, openings, entries, random).bytes());
                held.renew(next);
            }
            return true;
        }
    }

    private VaultKeys keysFor(VaultFile vault) throws KeychainException {
        Optional<VaultKeys> known = held.borrow();
        Optional<VaultKeys> fitting = known.flatMap(keys -> keys.refit(vault));
        known.ifPresent(VaultKeys::close);
        VaultKeys keys = fitting.isPresent() ? fitting.get() : opener.open(vault);
        held.keep(keys);
        return keys;
    }

    // A vault that somebody has deleted is made again under the keys that opened it.
    private VaultKeys keysForNew() throws KeychainException {
        Optional<VaultKeys> known = held.borrow();
        VaultKeys keys = known.isPresent() ? known.get() : opener.create();
        held.keep(keys);
        return keys;
    }

    // Somebody else was faster to make the vault.
    private void discard(VaultKeys mine) {
        held.forget();
        if (mine.known().contains(Opening.KEYRING)) {
            opener.forgetItem(mine.id());
        }
    }

    /// The file as it stands.
    ///
    /// @throws KeychainException if it cannot be read, or is not a vault that Keyrack has written
    Optional<VaultFile> read() throws KeychainException {
        Optional<byte[]> bytes;
        try {
            bytes = disk.read();
        } catch (IOException e) {
            throw new KeychainException(Problem.UNAVAILABLE, LABEL, e);
        }
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        if (bytes.get().length > VaultDisk.MAX_BYTES) {
            throw KeychainException.of(Problem.DAMAGED, LABEL, "too large");
        }
        VaultFile vault = VaultFile.parse(bytes.get());
        if (!opener.accepts(vault)) {
            throw KeychainException.of(Problem.DAMAGED, LABEL, "cost");
        }
        return Optional.of(vault);
    }

    /// A way to open a vault.
    @FunctionalInterface
    interface Way {
        VaultKeys open(VaultFile vault) throws KeychainException;
    }

    /// A change of what opens it.
    @FunctionalInterface
    interface SlotChange {
        /// Keys that the vault shall have.
        ///
        /// @param now      the vault as it stands
        /// @param proven   the keys that are known and open it
        /// @param openings what opens it; whatever is in it afterwards shall open it
        VaultKeys keys(Optional<VaultFile> now, VaultKeys proven, Set<Opening> openings) throws KeychainException;
    }
}
