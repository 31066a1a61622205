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

/// A store that does what it is told and writes it down.
public final class FakeKeychainControl implements KeychainControl {
    public final List<String> calls = new ArrayList<>();
    public final Set<Opening> openings = EnumSet.of(Opening.KEYRING);
    public boolean isOpen = true;
    public Optional<Problem> refusal = Optional.empty();

    private void check(String call) throws KeychainException {
        calls.add(call);
        if (refusal.isPresent()) {
            throw new KeychainException(refusal.get(), "fake file", null);
        }
    }

    @Override
    public State state() {
        return new State(Keychain.Kind.ENCRYPTED_FILE, Reason.VAULT_EXISTS, Optional.empty(), Set.copyOf(openings),
                isOpen);
    }

    @Override
    public void openByKeyring() throws KeychainException {
        check("open by keyring");
        isOpen = true;
    }

    @Override
    public void openByPassphrase(Secret passphrase) throws KeychainException {
        check("open by passphrase");
        isOpen = true;
    }

    @Override
    public void lock() {
        calls.add("lock");
        isOpen = false;
    }

    @Override
    public void setPassphrase(Secret passphrase) throws KeychainException {
        check("set passphrase of " + passphrase.length() + " bytes");
        openings.add(Opening.PASSPHRASE);
    }

    @Override
    public void addKeyring() throws KeychainException {
        check("add keyring");
        openings.add(Opening.KEYRING);
    }

    @Override
    public void remove(Opening opening) throws KeychainException {
        check("remove " + opening);
        openings.remove(opening);
    }

    @Override
    public void rotateKey() throws KeychainException {
        check("rotate");
    }
}
