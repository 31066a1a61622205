package dev.keyrack.reveal.data;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.Arrays;

/// An item in the system's keyring, called `dev.keyrack` with the given name as its account. Never replaces one.
final class KeyringTarget implements HandOver {
    private final Keychain keyring;
    private final String name;
    private final Messages messages;

    KeyringTarget(Keychain keyring, String name, Messages messages) {
        this.keyring = keyring;
        this.name = name;
        this.messages = messages;
    }

    @Override
    public Outcome<String> check() {
        byte[] there = new byte[0];
        try {
            // storing and deleting something is the only way to know that the keyring is open
            String probe = name + " (test)";
            keyring.store(probe, new byte[]{'t', 'e', 's', 't'});
            keyring.delete(probe);
            there = keyring.load(name).orElse(there);
            return there.length == 0
                    ? Outcome.ok(place())
                    : Outcome.failed(new Failure.AlreadyThere(messages.get("reveal.target.item"), name));
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        } finally {
            Arrays.fill(there, (byte) 0);
        }
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        byte[] value = secret.use(byte[]::clone);
        try {
            keyring.store(name, value);
            return Outcome.ok(place());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    private String place() {
        return messages.get("reveal.target.keyring", keyring.label(), name);
    }
}
