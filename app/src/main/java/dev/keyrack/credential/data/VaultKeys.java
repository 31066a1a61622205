package dev.keyrack.credential.data;

import dev.keyrack.credential.data.VaultFile.PassphraseSlot;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// What opens one vault, in memory: its master key, and the keys of its slots as far as they are known. Wiped by
/// `close`.
///
/// A slot's key encrypts the master key, the master key the data key, and the data key the entries. So the data key can
/// be renewed by whoever has opened the vault, whichever way.
final class VaultKeys implements AutoCloseable {
    private final String id;
    private final Secret master;
    private final Optional<ByPassphrase> byPassphrase;
    private final Optional<Secret> byKeyring;

    /// The key that Argon2id made.
    ///
    /// @param cost how
    /// @param key  the key
    record ByPassphrase(Argon2Cost cost, Secret key) {
        ByPassphrase copy() {
            return new ByPassphrase(cost, key.copy());
        }
    }

    private VaultKeys(String id, Secret master, Optional<ByPassphrase> byPassphrase, Optional<Secret> byKeyring) {
        this.id = id;
        this.master = master;
        this.byPassphrase = byPassphrase;
        this.byKeyring = byKeyring;
    }

    /// Keys for a vault that is not there yet, and that nothing opens so far.
    static VaultKeys fresh(SecureRandom random) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new VaultKeys(HexFormat.of().formatHex(id), Sealed.freshKey(random), Optional.empty(),
                Optional.empty());
    }

    /// Opens the slot; `known` is the caller's.
    ///
    /// @return empty if the key is another one, or the slot was changed: nobody can tell these two apart
    static Optional<VaultKeys> open(VaultFile vault, ByPassphrase known) {
        return vault.byPassphrase().filter(slot -> slot.cost().equals(known.cost()))
                .flatMap(slot -> unwrap(slot.master(), known.key(),
                        VaultFile.headerByPassphrase(vault.id(), known.cost())))
                .map(key -> new VaultKeys(vault.id(), key, Optional.of(known.copy()), Optional.empty()));
    }

    /// Opens the slot; `known` is the caller's.
    ///
    /// @return empty if the key is another one, or the slot was changed
    static Optional<VaultKeys> open(VaultFile vault, Secret known) {
        return vault.byKeyring()
                .flatMap(slot -> unwrap(slot, known, VaultFile.headerByKeyring(vault.id())))
                .map(key -> new VaultKeys(vault.id(), key, Optional.empty(), Optional.of(known.copy())));
    }

    private static Optional<Secret> unwrap(Sealed wrapped, Secret key, String header) {
        try {
            return Optional.of(wrapped.open(key, header));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    String id() {
        return id;
    }

    /// The openings whose keys are known.
    Set<Opening> known() {
        Set<Opening> all = EnumSet.noneOf(Opening.class);
        byPassphrase.ifPresent(_ -> all.add(Opening.PASSPHRASE));
        byKeyring.ifPresent(_ -> all.add(Opening.KEYRING));
        return all;
    }

    VaultKeys copy() {
        return new VaultKeys(id, master.copy(), byPassphrase.map(ByPassphrase::copy), byKeyring.map(Secret::copy));
    }

    /// The same with that passphrase's key, which it takes over.
    VaultKeys with(ByPassphrase fresh) {
        return new VaultKeys(id, master.copy(), Optional.of(fresh), byKeyring.map(Secret::copy));
    }

    /// The same with that key of the keyring, which it takes over.
    VaultKeys with(Secret fresh) {
        return new VaultKeys(id, master.copy(), byPassphrase.map(ByPassphrase::copy), Optional.of(fresh));
    }

    /// The same with the key of the keyring that `other` keys of the same vault know.
    VaultKeys withKeyringOf(VaultKeys other) {
        return new VaultKeys(id, master.copy(), byPassphrase.map(ByPassphrase::copy),
                other.byKeyring.map(Secret::copy));
    }

    /// Whether they open `vault` as it stands.
    boolean fits(VaultFile vault) {
        Optional<Secret> dataKey = dataKey(vault);
        dataKey.ifPresent(Secret::close);
        return dataKey.isPresent();
    }

    /// These keys, or those that the known slots hold by now: somebody else may have renewed the master key.
    ///
    /// @return empty if somebody has to be asked
    Optional<VaultKeys> refit(VaultFile vault) {
        if (fits(vault)) {
            return Optional.of(copy());
        }
        return byPassphrase.flatMap(known -> open(vault, known))
                .or(() -> byKeyring.flatMap(known -> open(vault, known))).filter(keys -> keys.fits(vault));
    }

    /// These keys without those that open no slot of `vault` any more.
    VaultKeys proven(VaultFile vault) {
        return new VaultKeys(id, master.copy(), byPassphrase.filter(known -> isSame(open(vault, known)))
                .map(ByPassphrase::copy), byKeyring.filter(known -> isSame(open(vault, known))).map(Secret::copy));
    }

    private boolean isSame(Optional<VaultKeys> opened) {
        try {
            return opened.isPresent() && opened.get().master.sameAs(master);
        } finally {
            opened.ifPresent(VaultKeys::close);
        }
    }

    private Optional<Secret> dataKey(VaultFile vault) {
        return vault.id().equals(id)
                ? unwrap(vault.dataKey(), master, VaultFile.headerOfDataKey(id))
                : Optional.empty();
    }

    /// Decrypts the entries.
    ///
    /// @throws KeychainException `DAMAGED` if anything was changed
    VaultEntries entries(VaultFile vault) throws KeychainException {
        Optional<Secret> dataKey = dataKey(vault);
        if (dataKey.isEmpty()) {
            throw KeychainException.of(Problem.DAMAGED, EncryptedFile.LABEL, "data key");
        }
        try (Secret key = dataKey.get(); Secret plain = vault.content().open(key, vault.head())) {
            return VaultEntries.read(plain);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeychainException(Problem.DAMAGED, EncryptedFile.LABEL, e);
        }
    }

    /// `vault`, which they fit, with other entries.
    VaultFile write(VaultFile vault, VaultEntries entries, SecureRandom random) {
        try (Secret key = dataKey(vault).orElseThrow()) {
            return write(vault.byPassphrase(), vault.byKeyring(), key, vault.dataKey(), entries, random);
        }
    }

    /// A file with a new data key, that the known keys open, and beside them the slots of `kept` whose keys are not
    /// known.
    ///
    /// @param openings what shall open it
    VaultFile write(Optional<VaultFile> kept, Set<Opening> openings, VaultEntries entries, SecureRandom random) {
        Optional<PassphraseSlot> first = byPassphrase
                .map(known -> new PassphraseSlot(known.cost(),
                        Sealed.seal(known.key(), master, VaultFile.headerByPassphrase(id, known.cost()), random)))
                .or(() -> kept.flatMap(VaultFile::byPassphrase)).filter(_ -> openings.contains(Opening.PASSPHRASE));
        Optional<Sealed> second = byKeyring
                .map(known -> Sealed.seal(known, master, VaultFile.headerByKeyring(id), random))
                .or(() -> kept.flatMap(VaultFile::byKeyring)).filter(_ -> openings.contains(Opening.KEYRING));
        try (Secret key = Sealed.freshKey(random)) {
            return write(first, second, key, Sealed.seal(master, key, VaultFile.headerOfDataKey(id), random), entries,
                    random);
        }
    }

    /// The same keys with a new master key, if they know the keys of all `openings` and so can write it into each slot;
    /// else with the old one.
    VaultKeys renewed(Set<Opening> openings, SecureRandom random) {
        return new VaultKeys(id, known().containsAll(openings) ? Sealed.freshKey(random) : master.copy(),
                byPassphrase.filter(_ -> openings.contains(Opening.PASSPHRASE)).map(ByPassphrase::copy),
                byKeyring.filter(_ -> openings.contains(Opening.KEYRING)).map(Secret::copy));
    }

    private VaultFile write(Optional<PassphraseSlot> first, Optional<Sealed> second, Secret key, Sealed wrapped,
            VaultEntries entries, SecureRandom random) {
        String nonce = Sealed.freshNonce(random);
        try (Secret plain = entries.write()) {
            return new VaultFile(id, first, second, wrapped, Sealed.seal(key, plain,
                    VaultFile.head(id, first, second, wrapped, nonce), nonce));
        }
    }

    @Override
    public void close() {
        master.close();
        byPassphrase.ifPresent(known -> known.key().close());
        byKeyring.ifPresent(Secret::close);
    }
}
