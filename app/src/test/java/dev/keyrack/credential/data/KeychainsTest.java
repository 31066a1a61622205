package dev.keyrack.credential.data;

import static dev.keyrack.credential.data.TestVault.GOOD;
import static dev.keyrack.credential.data.TestVault.problemOf;
import static dev.keyrack.credential.data.TestVault.reason;
import static dev.keyrack.credential.data.TestVault.secret;
import static dev.keyrack.credential.data.TestVault.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainControl.Reason;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The choice of a keychain")
class KeychainsTest {
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestVault place;

    @BeforeEach
    void place() {
        place = new TestVault(folder.resolve("vault.json"));
    }

    @AfterEach
    void release() {
        place.port.release.countDown();
    }

    private void haveVault(boolean byKeyring, boolean byPassphrase) throws Exception {
        try (ChosenKeychain made = byKeyring ? place.control() : place.control(GOOD)) {
            made.store("a", VALUE);
            if (byKeyring && byPassphrase) {
                try (Secret passphrase = secret(GOOD)) {
                    made.setPassphrase(passphrase);
                }
            }
        }
        place.asked.clear();
    }

    @Test
    void isAFileThatTheKeyringOpensWhenItAnswers() throws Exception {
        try (ChosenKeychain chosen = place.control()) {
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
            assertThat(reason(chosen)).isEqualTo(Reason.KEYRING_ANSWERS);
            assertThat(state(chosen).openings()).isEmpty();
            assertThat(place.port.items).isEmpty();
            chosen.store("a", VALUE);
            assertThat(state(chosen).openings()).containsExactly(Opening.KEYRING);
            assertThat(state(chosen).isOpen()).isTrue();
        }
        assertThat(place.port.items).hasSize(1);
        try (ChosenKeychain again = place.control()) {
            assertThat(reason(again)).isEqualTo(Reason.VAULT_EXISTS);
            assertThat(state(again).isOpen()).isTrue();
            assertThat(again.load("a")).hasValue(VALUE);
        }
    }

    @Test
    void leavesTheKeyringAloneWhenThePassphraseIsGiven() throws Exception {
        place.port.bug = new IllegalStateException("nobody should ask");
        try (ChosenKeychain chosen = place.control(GOOD)) {
            chosen.store("a", VALUE);
            assertThat(reason(chosen)).isEqualTo(Reason.PASSPHRASE_FILE_GIVEN);
            assertThat(state(chosen).keyringProblem()).isEmpty();
            assertThat(state(chosen).openings()).containsExactly(Opening.PASSPHRASE);
        }
    }

    @Test
    void saysHowToGoOnWhenAPassphraseIsGivenForAFileThatHasNone() throws Exception {
        haveVault(true, false);
        byte[] before = Files.readAllBytes(place.file);
        try (ChosenKeychain chosen = place.control(GOOD)) {
            assertThat(problemOf(() -> chosen.load("a"))).isEqualTo(Problem.NOT_BY_PASSPHRASE);
            assertThat(problemOf(() -> chosen.store("a", VALUE))).isEqualTo(Problem.NOT_BY_PASSPHRASE);
        }
        assertThat(place.file).hasBinaryContent(before);
        assertThat(place.asked).isEmpty();
    }

    @Test
    void asksForThePassphraseOfAFileThatHasOnlyThatWithoutTheKeyring() throws Exception {
        haveVault(false, true);
        place.port.bug = new IllegalStateException("nobody should ask");
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(reason(chosen)).isEqualTo(Reason.VAULT_EXISTS);
            assertThat(state(chosen).isOpen()).isFalse();
            assertThat(chosen.load("a")).hasValue(VALUE);
            assertThat(state(chosen).isOpen()).isTrue();
        }
        assertThat(place.asked).containsExactly(PassphraseSource.Purpose.OPEN);
    }

    @Test
    void opensByTheKeyringBeforeItAsks() throws Exception {
        haveVault(true, true);
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(chosen.load("a")).hasValue(VALUE);
        }
        assertThat(place.asked).isEmpty();
    }

    @Test
    void asksForThePassphraseWhenTheKeyringIsSilentLockedOrHasLostIt() throws Exception {
        haveVault(true, true);
        for (Runnable harm : new Runnable[]{() -> place.port.items.clear(),
                () -> place.port.bug = new NullPointerException("locked"),
                () -> place.port.bug = new IllegalStateException("gone")}) {
            harm.run();
            try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
                assertThat(chosen.load("a")).hasValue(VALUE);
            }
        }
        assertThat(place.asked).hasSize(3);
    }

    @Test
    void saysWhatIsWrongWithTheKeyringWhenNothingElseOpensTheFile() throws Exception {
        haveVault(true, false);
        byte[] before = Files.readAllBytes(place.file);
        place.port.bug = new NullPointerException("locked");
        assertProblem(Problem.LOCKED);
        place.port.bug = new IllegalStateException("gone");
        assertProblem(Problem.UNAVAILABLE);
        place.port.bug = null;
        place.port.items.clear();
        assertProblem(Problem.KEYRING_LOST);
        place.port.items.put("keyrack/vault/" + place.parsed().id(), "no key at all");
        assertProblem(Problem.KEYRING_LOST);
        place.port.items.put("keyrack/vault/" + place.parsed().id(), Sealed.base64(new byte[32]));
        assertProblem(Problem.KEYRING_LOST);
        assertThat(place.file).hasBinaryContent(before);
        assertThat(place.asked).isEmpty();
    }

    private void assertProblem(Problem expected) {
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(problemOf(() -> chosen.load("a"))).isEqualTo(expected);
            assertThat(problemOf(() -> chosen.store("b", VALUE))).isEqualTo(expected);
            assertThat(state(chosen).isOpen()).isFalse();
        }
    }

    @Test
    void neverHangsWithTheKeyring() throws Exception {
        haveVault(true, false);
        place.port.hangs = true;
        place.limit = Duration.ofMillis(300);
        long start = System.nanoTime();
        try (ChosenKeychain chosen = place.control()) {
            assertThat(problemOf(() -> chosen.load("a"))).isEqualTo(Problem.UNAVAILABLE);
            assertThat(state(chosen).keyringProblem()).contains(Problem.UNAVAILABLE);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void fallsBackToAPassphraseAndSaysWhy() throws Exception {
        place.port.bug = new IllegalStateException("no backend");
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
            assertThat(reason(chosen)).isEqualTo(Reason.KEYRING_UNUSABLE);
            assertThat(state(chosen).keyringProblem()).contains(Problem.UNAVAILABLE);
            chosen.store("a", VALUE);
        }
        assertThat(place.asked).containsExactly(PassphraseSource.Purpose.CREATE);
    }

    @Test
    void doesNotBelieveAKeyringThatForgets() throws Exception {
        place.port.forgets = true;
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(state(chosen).keyringProblem()).contains(Problem.NOT_WRITTEN);
            chosen.store("a", VALUE);
            assertThat(state(chosen).openings()).containsExactly(Opening.PASSPHRASE);
        }
    }

    @Test
    void failsWhereNobodyGivesAPassphraseOnTheCommandLine() {
        place.port.bug = new IllegalStateException("no backend");
        try (ChosenKeychain chosen = place.control()) {
            assertThat(problemOf(() -> chosen.store("a", VALUE))).isEqualTo(Problem.PASSPHRASE_NEEDED);
        }
        assertThat(place.file).doesNotExist();
    }

    /// Somebody at the desktop who wants no passphrase.
    private static final class Declining implements PassphraseSource {
        private int asked;

        @Override
        public Optional<Secret> ask(Purpose purpose) {
            asked++;
            return Optional.empty();
        }

        @Override
        public boolean isOptional() {
            return true;
        }
    }

    @Test
    void isEmptiedByLockingWhereNothingWouldOpenItAgain() throws Exception {
        place.port.bug = new IllegalStateException("no backend");
        try (ChosenKeychain chosen = place.choosing().choose(false, new Declining())) {
            chosen.store("a", VALUE);
            chosen.lock();
            assertThat(chosen.load("a")).isEmpty();
            chosen.store("b", VALUE);
            assertThat(chosen.load("b")).hasValue(VALUE);
        }
    }

    @Test
    void staysUsableWhenItIsLockedBeforeItHoldsAnything() throws Exception {
        try (ChosenKeychain chosen = place.control()) {
            chosen.lock();
            assertThat(state(chosen).isOpen()).isTrue();
            chosen.store("a", VALUE);
            assertThat(chosen.load("a")).hasValue(VALUE);
        }
    }

    @Test
    void staysInMemoryWhereSomebodyDeclinesAtTheDesktop() throws Exception {
        place.port.bug = new IllegalStateException("no backend");
        Declining declining = new Declining();
        try (ChosenKeychain chosen = place.choosing().choose(false, declining)) {
            chosen.store("a", VALUE);
            chosen.store("b", VALUE);
            assertThat(declining.asked).isEqualTo(1);
            assertThat(chosen.load("a")).hasValue(VALUE);
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.MEMORY);
            assertThat(reason(chosen)).isEqualTo(Reason.NOTHING_ELSE);
            assertThat(state(chosen).isOpen()).isTrue();
            assertThat(place.file).doesNotExist();

            try (Secret passphrase = secret(GOOD)) {
                chosen.setPassphrase(passphrase);
            }
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
            assertThat(reason(chosen)).isEqualTo(Reason.VAULT_EXISTS);
            assertThat(chosen.load("b")).hasValue(VALUE);
        }
        try (ChosenKeychain again = place.control(GOOD)) {
            assertThat(again.load("a")).hasValue(VALUE);
            assertThat(again.load("b")).hasValue(VALUE);
        }
    }

    @Test
    void doesNotTakeMemoryForAFileThatIsThere() throws Exception {
        haveVault(false, true);
        PassphraseSource declining = new PassphraseSource() {
            @Override
            public Optional<Secret> ask(Purpose purpose) {
                return Optional.empty();
            }

            @Override
            public boolean isOptional() {
                return true;
            }
        };
        try (ChosenKeychain chosen = place.choosing().choose(false, declining)) {
            assertThat(problemOf(() -> chosen.store("b", VALUE))).isEqualTo(Problem.PASSPHRASE_NEEDED);
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
        }
    }

    @Test
    void takesADamagedFileForWhatItIs() throws Exception {
        Files.writeString(place.file, "whatever");
        try (ChosenKeychain chosen = place.choosing().choose(false, place.typing(GOOD))) {
            assertThat(chosen.kind()).isEqualTo(Keychain.Kind.ENCRYPTED_FILE);
            assertThat(problemOf(chosen::state)).isEqualTo(Problem.DAMAGED);
            assertThat(problemOf(() -> chosen.store("a", VALUE))).isEqualTo(Problem.DAMAGED);
        }
        assertThat(place.file).hasContent("whatever");
        assertThat(place.asked).isEmpty();
    }

    @Test
    void keepsValuesInMemoryUntilItIsClosed() {
        MemoryKeychain memory = new MemoryKeychain();
        memory.store("a", VALUE);
        assertThat(memory.load("a")).hasValue(VALUE);
        memory.delete("a");
        assertThat(memory.load("a")).isEmpty();
        memory.store("b", VALUE);
        memory.close();
        assertThat(memory.load("b")).isEmpty();
    }
}
