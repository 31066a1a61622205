package dev.keyrack.credential.data;

import dev.keyrack.credential.data.VaultKeys.ByPassphrase;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.credential.domain.PassphraseSource.Purpose;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a vault by what the system's keyring holds, or by a passphrase, and makes keys for a new one.
final class VaultOpener {
    /// Fewest characters of a new passphrase.
    static final int MIN_PASSPHRASE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(VaultOpener.class);

    private final PassphraseSource passphrases;
    private final OsKeyring keyring;
    private final Tuning tuning;
    private final SecureRandom random;
    private final boolean asksKeyring;

    /// @param asksKeyring whether the keyring is asked before anybody is asked for a passphrase
    VaultOpener(PassphraseSource passphrases, OsKeyring keyring, Tuning tuning, SecureRandom random,
            boolean asksKeyring) {
        this.passphrases = passphrases;
        this.keyring = keyring;
        this.tuning = tuning;
        this.random = random;
        this.asksKeyring = asksKeyring;
    }

    boolean asksKeyring() {
        return asksKeyring;
    }

    /// Whether nobody would have to wait for minutes until a passphrase opens it, and no attacker for seconds.
    boolean accepts(VaultFile vault) {
        return vault.byPassphrase().map(VaultFile.PassphraseSlot::cost).filter(cost -> !tuning.accepts(cost))
                .isEmpty();
    }

    /// Opens `vault`; asks for the passphrase if the keyring is of no help.
    ///
    /// @throws KeychainException if neither opens it
    VaultKeys open(VaultFile vault) throws KeychainException {
        if (asksKeyring && vault.byKeyring().isPresent()) {
            try {
                return byKeyring(vault);
            } catch (KeychainException e) {
                if (vault.byPassphrase().isEmpty() || e.problem() == Problem.DAMAGED) {
                    throw e;
                }
                LOG.info("the keyring does not open the vault: {}", e.problem());
            }
        }
        if (vault.byPassphrase().isEmpty()) {
            throw KeychainException.of(Problem.NOT_BY_PASSPHRASE, EncryptedFile.LABEL, "");
        }
        try (Secret passphrase = ask(Purpose.OPEN)) {
            return byPassphrase(vault, passphrase);
        }
    }

    /// Opens it by a passphrase, which stays the caller's.
    ///
    /// @throws KeychainException `WRONG_PASSPHRASE` if the slot does not open, `DAMAGED` if the slot opens and the rest
    ///                           does not, `NOT_BY_PASSPHRASE` if there is no such slot
    VaultKeys byPassphrase(VaultFile vault, Secret passphrase) throws KeychainException {
        if (vault.byPassphrase().isEmpty()) {
            throw KeychainException.of(Problem.NOT_BY_PASSPHRASE, EncryptedFile.LABEL, "");
        }
        Argon2Cost cost = vault.byPassphrase().get().cost();
        try (Secret key = cost.derive(passphrase)) {
            return checked(vault, VaultKeys.open(vault, new ByPassphrase(cost, key)), Problem.WRONG_PASSPHRASE);
        }
    }

    /// Opens it by what the keyring holds.
    ///
    /// @throws KeychainException as the keyring says, `KEYRING_LOST` if it has nothing that opens the slot, `DAMAGED` if
    ///                           the slot opens and the rest does not, `NOT_BY_KEYRING` if there is no such slot
    VaultKeys byKeyring(VaultFile vault) throws KeychainException {
        if (vault.byKeyring().isEmpty()) {
            throw KeychainException.of(Problem.NOT_BY_KEYRING, EncryptedFile.LABEL, "");
        }
        Optional<Secret> key = item(vault.id());
        if (key.isEmpty()) {
            throw KeychainException.of(Problem.KEYRING_LOST, EncryptedFile.LABEL, "no item");
        }
        try (Secret known = key.get()) {
            return checked(vault, VaultKeys.open(vault, known), Problem.KEYRING_LOST);
        }
    }

    private static VaultKeys checked(VaultFile vault, Optional<VaultKeys> keys, Problem otherwise)
            throws KeychainException {
        if (keys.isEmpty()) {
            throw KeychainException.of(otherwise, EncryptedFile.LABEL, "slot");
        }
        try (VaultKeys opened = keys.get()) {
            opened.entries(vault).close(); // all of it or nothing
            return opened.copy();
        }
    }

    /// Keys for a new vault. The keyring holds its part when this returns.
    ///
    /// @throws KeychainException if there is nothing that would open it
    VaultKeys create() throws KeychainException {
        try (VaultKeys fresh = VaultKeys.fresh(random)) {
            if (asksKeyring) {
                return fresh.with(newItem(fresh.id()));
            }
            try (Secret passphrase = ask(Purpose.CREATE)) {
                return fresh.with(newKey(passphrase));
            }
        }
    }

    /// The key of a new passphrase, which stays the caller's.
    ///
    /// @throws KeychainException if it is too short
    ByPassphrase newKey(Secret passphrase) throws KeychainException {
        if (characters(passphrase) < MIN_PASSPHRASE) {
            throw KeychainException.of(Problem.PASSPHRASE_TOO_SHORT, EncryptedFile.LABEL, "");
        }
        Argon2Cost cost = tuning.choose(random);
        return new ByPassphrase(cost, cost.derive(passphrase));
    }

    /// Puts a new key into the keyring, which proves by reading back that it holds it.
    ///
    /// @throws KeychainException as the keyring says
    Secret newItem(String id) throws KeychainException {
        Secret key = Sealed.freshKey(random);
        boolean kept = false;
        byte[] text = key.use(bytes -> Base64.getEncoder().encode(bytes)); // text, as keyring programs like it
        try {
            keyring.store(name(id), text);
            kept = true;
            return key;
        } finally {
            Arrays.fill(text, (byte) 0);
            if (!kept) {
                key.close();
            }
        }
    }

    /// What the keyring holds for the vault; empty if it is nothing that we have put there.
    ///
    /// @throws KeychainException as the keyring says
    Optional<Secret> item(String id) throws KeychainException {
        Optional<byte[]> text = keyring.load(name(id));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.get())).filter(key -> key.length == Sealed.KEY_BYTES)
                    .map(Secret::wrap);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } finally {
            Arrays.fill(text.get(), (byte) 0);
        }
    }

    /// Deletes what the keyring holds for a vault that it does not open any more. It is of no use there, and harms
    /// nobody if it stays.
    void forgetItem(String id) {
        try {
            keyring.delete(name(id));
        } catch (KeychainException e) {
            LOG.warn("an item that opens nothing stays in the keyring: {}", e.problem());
        }
    }

    private static String name(String id) {
        return "vault/" + id;
    }

    private Secret ask(Purpose purpose) throws KeychainException {
        Optional<Secret> given = passphrases.ask(purpose);
        if (given.isEmpty()) {
            throw KeychainException.of(Problem.PASSPHRASE_NEEDED, EncryptedFile.LABEL, "");
        }
        return given.get();
    }

    // UTF-8: every byte that does not continue a character begins one
    static int characters(Secret passphrase) {
        return passphrase.use(bytes -> {
            int count = 0;
            for (byte one : bytes) {
                count += (one & 0xC0) == 0x80 ? 0 : 1;
            }
            return count;
        });
    }
}
