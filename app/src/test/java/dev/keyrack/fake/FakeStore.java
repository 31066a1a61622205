package dev.keyrack.fake;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A store that opens by a passphrase, the keyring, both or nothing.
public final class FakeStore implements KeychainControl {
    public static final String PASSPHRASE = "correct horse battery";

    public final List<String> calls = new ArrayList<>();
    public final Set<Opening> openings = EnumSet.of(Opening.PASSPHRASE);
    public Keychain.Kind kind = Keychain.Kind.ENCRYPTED_FILE;
    public Optional<Problem> keyringProblem = Optional.empty();
    public Optional<Problem> changeProblem = Optional.empty();
    public boolean isOpen = true;

    @Override
    public synchronized State state() {
        return new State(kind, kind == Keychain.Kind.MEMORY ? Reason.NOTHING_ELSE : Reason.VAULT_EXISTS,
                keyringProblem, Set.copyOf(openings), isOpen);
    }

    @Override
    public synchronized void openByKeyring() throws KeychainException {
        calls.add("keyring");
        refuse(keyringProblem);
        isOpen = true;
    }

    @Override
    public synchronized void openByPassphrase(Secret passphrase) throws KeychainException {
        calls.add("passphrase");
        if (!passphrase.reveal().equals(PASSPHRASE)) {
            refuse(Optional.of(Problem.WRONG_PASSPHRASE));
        }
        isOpen = true;
    }

    @Override
    public synchronized void lock() {
        calls.add("lock");
        isOpen = openings.isEmpty();
    }

    @Override
    public synchronized void setPassphrase(Secret passphrase) throws KeychainException {
        calls.add("set " + passphrase.length());
        refuse(changeProblem);
        openings.add(Opening.PASSPHRASE);
    }

    @Override
    public synchronized void addKeyring() throws KeychainException {
        calls.add("add keyring");
        refuse(changeProblem);
        openings.add(Opening.KEYRING);
    }

    @Override
    public synchronized void remove(Opening opening) throws KeychainException {
        calls.add("remove " + opening);
        refuse(changeProblem);
        openings.remove(opening);
    }

    @Override
    public synchronized void rotateKey() throws KeychainException {
        calls.add("rotate");
        refuse(changeProblem);
    }

    private static void refuse(Optional<Problem> problem) throws KeychainException {
        if (problem.isPresent()) {
            throw new KeychainException(problem.get(), "encrypted file", null);
        }
    }
}
