package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.credential.domain.PassphraseSource.Purpose;
import dev.keyrack.shared.file.FileGuard;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// [Keychain] in `vault.json`, encrypted with AES-256-GCM under a key that Argon2id makes from a passphrase.
///
/// The passphrase is asked for when it is first needed; the key is kept until [#lock]. Each change reads the file again
/// while no other process can write it, so two programs do not lose each other's entries.
public final class EncryptedFile implements Keychain, AutoCloseable {
    /// Fewest characters of the passphrase of a new vault.
    public static final int MIN_PASSPHRASE = 8;

    private static final VaultHeader COST = new VaultHeader(64 * 1024, 3, 1, "");
    private static final String LABEL = "encrypted file";
    private static final long MAX_BYTES = 16L << 20;

    private final Path file;
    private final FileGuard guard;
    private final PassphraseSource passphrases;
    private final SecureRandom random;
    private final VaultHeader cost;
    private @Nullable VaultKey key;

    /// A vault in `file`, which is made when something is stored.
    public EncryptedFile(Path file, PassphraseSource passphrases, SecureRandom random) {
        this(file, passphrases, random, COST);
    }

    EncryptedFile(Path file, PassphraseSource passphrases, SecureRandom random, VaultHeader cost) {
        this.file = file;
        this.guard = new FileGuard(file);
        this.passphrases = passphrases;
        this.random = random;
        this.cost = cost;
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

    @Override
    public synchronized Optional<byte[]> load(String name) throws KeychainException {
        Optional<VaultFile> vault = read();
        if (vault.isEmpty()) {
            return Optional.empty();
        }
        try (VaultEntries entries = entries(vault.get(), keyFor(vault))) {
            return entries.get(name);
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        if (Files.exists(file)) {
            change(entries -> entries.remove(name));
        }
    }

    /// Opens the vault now: asks for the passphrase unless the key is there. Nothing is asked or made if there is no
    /// vault yet.
    ///
    /// @throws KeychainException if it does not open
    public synchronized void unlock() throws KeychainException {
        Optional<VaultFile> vault = read();
        if (vault.isPresent()) {
            entries(vault.get(), keyFor(vault)).close();
        }
    }

    /// Whether the key is in memory.
    public synchronized boolean isUnlocked() {
        return key != null;
    }

    /// Wipes the key; the next call asks for the passphrase again.
    public synchronized void lock() {
        if (key != null) {
            key.close();
            key = null;
        }
    }

    @Override
    public void close() {
        lock();
    }

    // People are asked while nobody is kept waiting; if the vault was made anew meanwhile, they are asked again.
    private synchronized void change(Predicate<VaultEntries> change) throws KeychainException {
        try {
            boolean done = false;
            while (!done) {
                VaultKey mine = keyFor(read());
                PrivateFiles.createFolderOf(file);
                done = guard.alone(() -> changeWith(mine, change));
            }
        } catch (IOException e) {
            throw new KeychainException(Problem.NOT_WRITTEN, LABEL, e);
        }
    }

    private boolean changeWith(VaultKey mine, Predicate<VaultEntries> change) throws IOException, KeychainException {
        Optional<VaultFile> now = read();
        if (now.isPresent() && !mine.fits(now.get())) {
            return false;
        }
        try (VaultEntries entries = now.isPresent() ? entries(now.get(), mine) : new VaultEntries()) {
            if (change.test(entries)) {
                try (Secret plain = entries.write()) {
                    PrivateFiles.replace(file, plain.use(bytes -> mine.seal(bytes, random)).bytes());
                }
            }
            return true;
        }
    }

    private VaultKey keyFor(Optional<VaultFile> vault) throws KeychainException {
        VaultKey known = key;
        if (known != null && (vault.isEmpty() || known.fits(vault.get()))) {
            return known;
        }
        lock();
        VaultKey fresh = vault.isPresent() ? openingKey(vault.get()) : newKey();
        key = fresh;
        return fresh;
    }

    private VaultKey openingKey(VaultFile vault) throws KeychainException {
        VaultKey candidate = null;
        try (Secret passphrase = ask(Purpose.OPEN)) {
            candidate = VaultKey.derive(vault.kdf(), passphrase);
        } catch (IllegalArgumentException e) {
            throw new KeychainException(Problem.DAMAGED, LABEL, e);
        }
        if (!candidate.fits(vault)) {
            candidate.close();
            throw new KeychainException(Problem.WRONG_PASSPHRASE, LABEL, null);
        }
        return candidate;
    }

    private VaultKey newKey() throws KeychainException {
        try (Secret passphrase = ask(Purpose.CREATE)) {
            if (characters(passphrase) < MIN_PASSPHRASE) {
                throw new KeychainException(Problem.PASSPHRASE_TOO_SHORT, LABEL, null);
            }
            return VaultKey.derive(cost.withFreshSalt(random), passphrase);
        }
    }

    private Secret ask(Purpose purpose) throws KeychainException {
        return passphrases.ask(purpose)
                .orElseThrow(() -> new KeychainException(Problem.PASSPHRASE_NEEDED, LABEL, null));
    }

    private static VaultEntries entries(VaultFile vault, VaultKey key) throws KeychainException {
        byte[] plain = new byte[0];
        try {
            plain = key.open(vault);
            return VaultEntries.read(plain);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeychainException(Problem.DAMAGED, LABEL, e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Optional<VaultFile> read() throws KeychainException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new KeychainException(Problem.DAMAGED, LABEL, null);
            }
            return Optional.of(VaultFile.parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeychainException(Files.isReadable(file) ? Problem.DAMAGED : Problem.UNAVAILABLE, LABEL, e);
        }
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
