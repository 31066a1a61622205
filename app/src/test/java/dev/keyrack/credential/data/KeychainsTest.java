package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.data.Keychains.Choice;
import dev.keyrack.credential.data.Keychains.Reason;
import dev.keyrack.credential.data.KeyringPort.KeyringRefused;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The choice of a keychain")
class KeychainsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private Choice choose(KeyringPort.Opener opener, boolean isPassphraseFileGiven) {
        OsKeyring keyring = new OsKeyring(opener, "", RANDOM, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new Keychains(folder.resolve("vault.json"), keyring, RANDOM).choose(isPassphraseFileGiven,
                PassphraseSource.NONE);
    }

    private static KeyringPort none() throws KeyringRefused {
        throw new KeyringRefused(Problem.UNAVAILABLE, new IllegalStateException("no backend"));
    }

    private static KeyringPort working() {
        Map<String, String> items = new ConcurrentHashMap<>();
        return new KeyringPort() {
            @Override
            public void set(String account, String text) {
                items.put(account, text);
            }

            @Override
            public Optional<String> get(String account) {
                return Optional.ofNullable(items.get(account));
            }

            @Override
            public void delete(String account) {
                items.remove(account);
            }

            @Override
            public void close() {
                items.clear();
            }
        };
    }

    @Test
    void takesTheSystemsKeyringWhenItAnswers() {
        Choice choice = choose(KeychainsTest::working, false);
        assertThat(choice.keychain().kind()).isEqualTo(Keychain.Kind.OS_KEYRING);
        assertThat(choice.reason()).isEqualTo(Reason.KEYRING_ANSWERS);
    }

    @Test
    void takesTheFileWhenThePassphraseIsGiven() {
        Choice choice = choose(KeychainsTest::working, true);
        assertThat(choice.keychain().kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
        assertThat(choice.reason()).isEqualTo(Reason.PASSPHRASE_FILE_GIVEN);
    }

    @Test
    void takesTheFileThatIsThere() throws Exception {
        Files.writeString(folder.resolve("vault.json"), "whatever");
        Choice choice = choose(KeychainsTest::working, false);
        assertThat(choice.keychain().kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
        assertThat(choice.reason()).isEqualTo(Reason.VAULT_EXISTS);
    }

    @Test
    void fallsBackToTheFileAndSaysWhy() {
        Choice choice = choose(KeychainsTest::none, false);
        assertThat(choice.keychain().kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
        assertThat(choice.reason()).isEqualTo(Reason.KEYRING_UNUSABLE);
        assertThat(choice.keyringProblem()).contains(Problem.UNAVAILABLE);
    }

    @Test
    void keepsValuesInMemoryUntilItIsClosed() {
        byte[] value = "value".getBytes(StandardCharsets.UTF_8);
        MemoryKeychain memory = new MemoryKeychain();
        memory.store("a", value);
        assertThat(memory.load("a")).hasValue(value);
        memory.delete("a");
        assertThat(memory.load("a")).isEmpty();
        memory.store("b", value);
        memory.close();
        assertThat(memory.load("b")).isEmpty();
    }
}
