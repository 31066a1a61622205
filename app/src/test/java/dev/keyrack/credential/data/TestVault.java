package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Reason;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A vault with a cheap Argon2id on a keyring in memory; as many programs as a test wants may open it.
final class TestVault {
    static final SecureRandom RANDOM = new SecureRandom();
    static final Tuning CHEAP = Tuning.fixed(8, 1);
    static final String GOOD = "correct horse";

    final Path file;
    final FaultyPort port = new FaultyPort();
    final List<PassphraseSource.Purpose> asked = new ArrayList<>();

    /// How long the keyring may take: long where it does not hang, since the computer may have much to do.
    Duration limit = Duration.ofSeconds(10);

    TestVault(Path file) {
        this.file = file;
    }

    static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static Problem problemOf(Call call) {
        KeychainException e = catchThrowableOfType(KeychainException.class, call::run);
        assertThat(e).isNotNull();
        return e.problem();
    }

    @FunctionalInterface
    interface Call {
        void run() throws KeychainException;
    }

    OsKeyring keyring() {
        return new OsKeyring(() -> port, "keyrack/", RANDOM, limit, limit);
    }

    PassphraseSource typing(String passphrase) {
        return purpose -> {
            asked.add(purpose);
            return Optional.of(secret(passphrase));
        };
    }

    EncryptedFile open(VaultDisk disk, PassphraseSource passphrases, boolean asksKeyring) {
        return new EncryptedFile(disk, new VaultOpener(passphrases, keyring(), CHEAP, RANDOM, asksKeyring), RANDOM);
    }

    EncryptedFile byPassphrase(String passphrase) {
        return open(new VaultDisk(file), typing(passphrase), false);
    }

    EncryptedFile byKeyring() {
        return open(new VaultDisk(file), PassphraseSource.NONE, true);
    }

    Keychains choosing() {
        return choosing(new VaultDisk(file));
    }

    Keychains choosing(VaultDisk disk) {
        return new Keychains(disk, keyring(), CHEAP, RANDOM);
    }

    /// A store that asks for `passphrase` and leaves the keyring alone until it is told to use it.
    ChosenKeychain control(String passphrase) {
        return choosing().choose(true, typing(passphrase));
    }

    /// A store that uses the keyring if it answers, and asks nobody.
    ChosenKeychain control() {
        return choosing().choose(false, PassphraseSource.NONE);
    }

    VaultFile parsed() throws Exception {
        return VaultFile.parse(java.nio.file.Files.readAllBytes(file));
    }

    static KeychainControl.State state(KeychainControl control) {
        try {
            return control.state();
        } catch (KeychainException e) {
            throw new AssertionError(e);
        }
    }

    static Reason reason(KeychainControl control) {
        return state(control).reason();
    }
}
