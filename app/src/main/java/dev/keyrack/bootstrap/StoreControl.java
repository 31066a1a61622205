package dev.keyrack.bootstrap;

import dev.keyrack.credential.data.EncryptedFile;
import dev.keyrack.credential.data.Keychains;
import dev.keyrack.credential.data.OsKeyring;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// [KeychainControl] on the store that [Keychains] chose: it opens and locks. Any thread.
final class StoreControl implements KeychainControl, Keychain {
    private final Path vault;
    private final Lazy<Keychains.Choice> choice;
    private @Nullable Secret given;
    private boolean locked;

    /// @param choose chooses, with whom to ask for a passphrase
    StoreControl(Path vault, PassphraseSource passphrases, Function<PassphraseSource, Keychains.Choice> choose) {
        this.vault = vault;
        this.choice = new Lazy<>(() -> choose.apply(purpose -> ask(passphrases, purpose)));
    }

    private Optional<Secret> ask(PassphraseSource passphrases, PassphraseSource.Purpose purpose) {
        Secret mine = handed();
        return mine == null ? passphrases.ask(purpose) : Optional.of(mine.copy());
    }

    private synchronized @Nullable Secret handed() {
        return given;
    }

    private synchronized void hand(@Nullable Secret passphrase) {
        given = passphrase;
    }

    private synchronized boolean isLocked() {
        return locked;
    }

    private synchronized void setLocked(boolean yes) {
        locked = yes;
    }

    private Keychain open() throws KeychainException {
        if (isLocked()) {
            throw new KeychainException(Problem.LOCKED, label(), null);
        }
        return choice.get().keychain();
    }

    @Override
    public String label() {
        return choice.get().keychain().label();
    }

    @Override
    public Kind kind() {
        return choice.get().keychain().kind();
    }

    @Override
    public void store(String name, byte[] value) throws KeychainException {
        open().store(name, value);
    }

    @Override
    public Optional<byte[]> load(String name) throws KeychainException {
        return open().load(name);
    }

    @Override
    public void delete(String name) throws KeychainException {
        open().delete(name);
    }

    @Override
    public State state() {
        Keychains.Choice chosen = choice.get();
        boolean file = chosen.keychain() instanceof EncryptedFile;
        Set<Opening> openings = file
                ? Files.exists(vault) ? Set.of(Opening.PASSPHRASE) : Set.of()
                : Set.of(Opening.KEYRING);
        boolean open = !isLocked()
                && (!(chosen.keychain() instanceof EncryptedFile its) || openings.isEmpty() || its.isUnlocked());
        return new State(chosen.keychain().kind(), Reason.valueOf(chosen.reason().name()), chosen.keyringProblem(),
                openings, open);
    }

    @Override
    public void openByKeyring() throws KeychainException {
        if (!(choice.get().keychain() instanceof OsKeyring keyring)) {
            throw new KeychainException(Problem.UNAVAILABLE, label(), null);
        }
        Optional<Problem> problem = keyring.probe();
        if (problem.isPresent()) {
            throw new KeychainException(problem.get(), label(), null);
        }
        setLocked(false);
    }

    @Override
    public void openByPassphrase(Secret passphrase) throws KeychainException {
        if (!(choice.get().keychain() instanceof EncryptedFile file)) {
            throw new KeychainException(Problem.UNAVAILABLE, label(), null);
        }
        file.lock();
        hand(passphrase);
        try {
            file.unlock();
            setLocked(false);
        } finally {
            hand(null);
        }
    }

    @Override
    public void lock() {
        setLocked(!choice.ifMade().map(_ -> state().openings()).orElseGet(Set::of).isEmpty());
        choice.ifMade().map(Keychains.Choice::keychain).ifPresent(keychain -> {
            switch (keychain) {
                case EncryptedFile file -> file.lock();
                case OsKeyring keyring -> keyring.close();
                default -> {
                    // nothing is open
                }
            }
        });
    }

    @Override
    public void setPassphrase(Secret passphrase) throws KeychainException {
        throw cannot();
    }

    @Override
    public void addKeyring() throws KeychainException {
        throw cannot();
    }

    @Override
    public void remove(Opening opening) throws KeychainException {
        throw cannot();
    }

    @Override
    public void rotateKey() throws KeychainException {
        throw cannot();
    }

    private KeychainException cannot() {
        return new KeychainException(Problem.NOT_WRITTEN, label(), null);
    }
}
