package dev.keyrack.credential.data;

import static dev.keyrack.credential.data.TestVault.GOOD;
import static dev.keyrack.credential.data.TestVault.problemOf;
import static dev.keyrack.credential.data.TestVault.secret;
import static dev.keyrack.credential.data.TestVault.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What opens the encrypted file")
class VaultSlotsTest {
    private static final String NEXT = "battery staple";
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

    private static void setPassphrase(KeychainControl control, String text) throws KeychainException {
        try (Secret passphrase = secret(text)) {
            control.setPassphrase(passphrase);
        }
    }

    private static void openBy(KeychainControl control, String text) throws KeychainException {
        try (Secret passphrase = secret(text)) {
            control.openByPassphrase(passphrase);
        }
    }

    private boolean opens(String passphrase) {
        try (EncryptedFile vault = place.open(new VaultDisk(place.file), _ -> Optional.of(secret(passphrase)), false)) {
            return vault.load("a").filter(value -> java.util.Arrays.equals(value, VALUE)).isPresent();
        } catch (KeychainException _) {
            return false;
        }
    }

    private boolean opensByKeyring() {
        try (EncryptedFile vault = place.byKeyring()) {
            return vault.load("a").filter(value -> java.util.Arrays.equals(value, VALUE)).isPresent();
        } catch (KeychainException _) {
            return false;
        }
    }

    @Test
    void locksAndIsOpenedAgainByEitherWay() throws Exception {
        try (ChosenKeychain control = place.control()) {
            control.store("a", VALUE);
            setPassphrase(control, GOOD);
            assertThat(state(control).openings()).containsExactlyInAnyOrder(Opening.KEYRING, Opening.PASSPHRASE);
            control.lock();
            assertThat(state(control).isOpen()).isFalse();
            assertThat(problemOf(() -> control.load("a"))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> control.store("a", VALUE))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> setPassphrase(control, NEXT))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(control::addKeyring)).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(control::rotateKey)).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> control.remove(Opening.KEYRING))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> openBy(control, "wrong horse"))).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(state(control).isOpen()).isFalse();
            openBy(control, GOOD);
            assertThat(control.load("a")).hasValue(VALUE);
            control.lock();
            control.openByKeyring();
            assertThat(control.load("a")).hasValue(VALUE);
            assertThat(state(control).isOpen()).isTrue();
        }
        assertThat(place.asked).isEmpty();
    }

    @Test
    void isNotOpenedInAWayItDoesNotHave() throws Exception {
        try (ChosenKeychain control = place.control()) {
            control.store("a", VALUE);
            control.lock();
            assertThat(problemOf(() -> openBy(control, GOOD))).isEqualTo(Problem.NOT_BY_PASSPHRASE);
            control.openByKeyring();
            setPassphrase(control, GOOD);
            control.remove(Opening.KEYRING);
            control.lock();
            assertThat(problemOf(control::openByKeyring)).isEqualTo(Problem.NOT_BY_KEYRING);
            openBy(control, GOOD);
            assertThat(control.load("a")).hasValue(VALUE);
        }
    }

    @Test
    void changesItsPassphrase() throws Exception {
        try (ChosenKeychain control = place.control(GOOD)) {
            control.store("a", VALUE);
            setPassphrase(control, NEXT);
            assertThat(control.load("a")).hasValue(VALUE);
            assertThat(problemOf(() -> setPassphrase(control, "short"))).isEqualTo(Problem.PASSPHRASE_TOO_SHORT);
        }
        assertThat(opens(NEXT)).isTrue();
        assertThat(opens(GOOD)).isFalse();
    }

    @Test
    void takesAPassphraseBeforeThereIsAnythingToKeep() throws Exception {
        try (ChosenKeychain control = place.control()) {
            setPassphrase(control, GOOD);
            assertThat(state(control).openings()).containsExactly(Opening.PASSPHRASE);
            control.store("a", VALUE);
        }
        assertThat(opens(GOOD)).isTrue();
        assertThat(place.asked).isEmpty();
        assertThat(place.port.items).isEmpty();
    }

    @Test
    void movesToTheKeyringAndBack() throws Exception {
        try (ChosenKeychain control = place.control(GOOD)) {
            control.store("a", VALUE);
            control.addKeyring();
            assertThat(opens(GOOD)).isTrue();
            assertThat(opensByKeyring()).isTrue();
            control.remove(Opening.PASSPHRASE);
            assertThat(opens(GOOD)).isFalse();
            assertThat(opensByKeyring()).isTrue();
            assertThat(problemOf(() -> control.remove(Opening.KEYRING))).isEqualTo(Problem.LAST_OPENING);
            assertThat(opensByKeyring()).isTrue();
            setPassphrase(control, NEXT);
            control.remove(Opening.KEYRING);
            assertThat(opens(NEXT)).isTrue();
            assertThat(place.port.items).isEmpty();
            control.remove(Opening.KEYRING); // it is gone already
            assertThat(control.load("a")).hasValue(VALUE);
        }
    }

    @Test
    void isNotAddedToAKeyringThatDoesNotKeepIt() throws Exception {
        try (ChosenKeychain control = place.control(GOOD)) {
            control.store("a", VALUE);
            byte[] before = Files.readAllBytes(place.file);
            place.port.forgets = true;
            assertThat(problemOf(control::addKeyring)).isEqualTo(Problem.NOT_WRITTEN);
            place.port.bug = new NullPointerException("locked");
            assertThat(problemOf(control::addKeyring)).isEqualTo(Problem.LOCKED);
            assertThat(place.file).hasBinaryContent(before);
        }
    }

    @Test
    void isAddedAgainWhenTheKeyringHasLostIt() throws Exception {
        try (ChosenKeychain control = place.control()) {
            control.store("a", VALUE);
            String item = place.port.items.values().iterator().next();
            control.addKeyring();
            assertThat(place.port.items.values()).containsExactly(item);
            place.port.items.clear();
            control.addKeyring();
            assertThat(opensByKeyring()).isTrue();
        }
    }

    @Test
    void getsNewKeysThroughout() throws Exception {
        try (ChosenKeychain control = place.control(GOOD)) {
            control.store("a", VALUE);
            control.addKeyring();
            VaultFile before = place.parsed();
            control.rotateKey();
            VaultFile after = place.parsed();
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.byPassphrase().orElseThrow().master())
                    .isNotEqualTo(before.byPassphrase().orElseThrow().master());
            assertThat(after.byKeyring()).isNotEqualTo(before.byKeyring());
            assertThat(after.dataKey()).isNotEqualTo(before.dataKey());
            assertThat(masterOf(after)).isNotEqualTo(masterOf(before));
            assertThat(control.load("a")).hasValue(VALUE);
        }
        assertThat(opens(GOOD)).isTrue();
        assertThat(opensByKeyring()).isTrue();
    }

    @Test
    void keepsTheSlotOfAPassphraseThatNobodyTyped() throws Exception {
        try (ChosenKeychain control = place.control()) {
            control.store("a", VALUE);
            setPassphrase(control, GOOD);
        }
        try (ChosenKeychain control = place.control()) {
            VaultFile before = place.parsed();
            control.rotateKey();
            VaultFile after = place.parsed();
            assertThat(after.byPassphrase()).isEqualTo(before.byPassphrase());
            assertThat(after.dataKey()).isNotEqualTo(before.dataKey());
            assertThat(masterOf(after)).isEqualTo(masterOf(before));
        }
        assertThat(opens(GOOD)).isTrue();
        assertThat(opensByKeyring()).isTrue();
        assertThat(place.asked).isEmpty();
    }

    private String masterOf(VaultFile vault) throws Exception {
        String item = place.port.items.get("keyrack/vault/" + vault.id());
        assertThat(item).isNotNull();
        try (Secret key = Secret.wrap(java.util.Base64.getDecoder().decode(item));
                Secret master = vault.byKeyring().orElseThrow().open(key, VaultFile.headerByKeyring(vault.id()))) {
            return master.use(Sealed::base64);
        }
    }

    @Test
    void anOlderCopyWithAnOpeningThatIsGoneOpensNothingNew() throws Exception {
        try (ChosenKeychain control = place.control(GOOD)) {
            control.store("a", VALUE);
            VaultFile old = place.parsed();
            setPassphrase(control, NEXT);
            VaultFile now = place.parsed();
            try (Secret passphrase = secret(GOOD);
                    Secret key = old.byPassphrase().orElseThrow().cost().derive(passphrase);
                    VaultKeys keys = VaultKeys.open(old, new VaultKeys.ByPassphrase(
                            old.byPassphrase().orElseThrow().cost(), key)).orElseThrow()) {
                assertThat(keys.fits(old)).isTrue();
                assertThat(keys.fits(now)).isFalse();
            }
        }
    }

    @Test
    void aProgramThatHasItOpenGoesOnAfterAnotherHasRotated() throws Exception {
        try (ChosenKeychain one = place.control(GOOD); ChosenKeychain two = place.control(GOOD)) {
            one.store("a", VALUE);
            assertThat(two.load("a")).hasValue(VALUE);
            int asked = place.asked.size();
            two.rotateKey();
            one.store("b", VALUE);
            assertThat(two.load("b")).hasValue(VALUE);
            assertThat(place.asked).hasSize(asked);
        }
    }

    @Test
    void aProgramThatKnowsOnlyTheOldPassphraseDoesNotBringItBack() throws Exception {
        try (ChosenKeychain one = place.control(GOOD)) {
            one.store("a", VALUE);
            one.addKeyring();
            try (ChosenKeychain two = place.control()) {
                setPassphrase(two, NEXT);
            }
            VaultFile before = place.parsed();
            one.rotateKey();
            assertThat(place.parsed().byPassphrase()).isEqualTo(before.byPassphrase());
        }
        assertThat(opens(NEXT)).isTrue();
        assertThat(opens(GOOD)).isFalse();
        assertThat(opensByKeyring()).isTrue();
    }

    /// The file, whose program is killed before or after one of the replacements.
    private static final class FaultyDisk extends VaultDisk {
        final int killAt;
        int steps;

        FaultyDisk(Path file, int killAt) {
            super(file);
            this.killAt = killAt;
        }

        @Override
        void replace(byte[] content) throws IOException {
            kill();
            super.replace(content);
            kill();
        }

        private void kill() {
            if (steps++ == killAt) {
                throw new FaultyPort.Killed();
            }
        }
    }

    enum Change {
        PASSPHRASE, KEYRING, TAKE_PASSPHRASE, TAKE_KEYRING, ROTATE;

        void on(ChosenKeychain control) throws KeychainException {
            switch (this) {
                case PASSPHRASE -> setPassphrase(control, NEXT);
                case KEYRING -> control.addKeyring();
                case TAKE_PASSPHRASE -> {
                    control.addKeyring();
                    control.remove(Opening.PASSPHRASE);
                }
                case TAKE_KEYRING -> {
                    setPassphrase(control, NEXT);
                    control.remove(Opening.KEYRING);
                }
                case ROTATE -> control.rotateKey();
            }
        }
    }

    @Nested
    @DisplayName("after the program was killed")
    class AfterTheProgramWasKilled {
        @ParameterizedTest
        @EnumSource(Change.class)
        void atAnyStepOfTheFileIsThere(Change change) throws Exception {
            boolean wasKilled = true;
            for (int step = 0; wasKilled; step++) {
                start(change);
                wasKilled = isKilled(place.choosing(new FaultyDisk(place.file, step)), change);
                assertStillThere(change + " step " + step);
                assertThat(step).isLessThan(20);
            }
        }

        @ParameterizedTest
        @EnumSource(Change.class)
        void atAnyCallOfTheKeyringIsThere(Change change) throws Exception {
            for (int calls = 0; calls < 16; calls++) {
                start(change);
                place.port.callsLeft.set(calls);
                isKilled(place.choosing(), change);
                place.port.callsLeft.set(-1);
                assertStillThere(change + " after " + calls + " calls");
            }
        }

        private void start(Change change) throws Exception {
            Files.deleteIfExists(place.file);
            place.port.items.clear();
            try (ChosenKeychain made = change == Change.TAKE_KEYRING ? place.control() : place.control(GOOD)) {
                made.store("a", VALUE);
            }
        }

        private boolean isKilled(Keychains keychains, Change change) {
            boolean byPassphrase = change != Change.TAKE_KEYRING;
            try (ChosenKeychain control = keychains.choose(byPassphrase, byPassphrase
                    ? place.typing(GOOD)
                    : PassphraseSource.NONE)) {
                change.on(control);
                return false;
            } catch (FaultyPort.Killed | KeychainException _) {
                return true; // a keyring that is gone in the middle is told from its own thread
            }
        }

        private void assertStillThere(String what) {
            assertThat(opens(GOOD) || opens(NEXT) || opensByKeyring()).as(what).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesOverWhatIsInMemory(boolean byKeyring) throws Exception {
        place.port.bug = new IllegalStateException("no backend");
        try (ChosenKeychain control = place.choosing(new VaultDisk(place.file) {
            private boolean isFull = true;

            @Override
            void replace(byte[] content) throws IOException {
                if (isFull) {
                    isFull = false;
                    throw new IOException("disk full");
                }
                super.replace(content);
            }
        }).choose(false, new PassphraseSource() {
            @Override
            public Optional<Secret> ask(Purpose purpose) {
                return Optional.empty();
            }

            @Override
            public boolean isOptional() {
                return true;
            }
        })) {
            control.store("a", VALUE);
            assertThat(state(control).openings()).isEmpty();
            place.port.bug = null;
            assertThat(problemOf(() -> take(control, byKeyring))).isEqualTo(Problem.NOT_WRITTEN);
            assertThat(control.load("a")).hasValue(VALUE); // still in memory
            take(control, byKeyring);
            assertThat(control.load("a")).hasValue(VALUE);
            control.rotateKey();
        }
        assertThat(byKeyring ? opensByKeyring() : opens(GOOD)).isTrue();
    }

    private static void take(ChosenKeychain control, boolean byKeyring) throws KeychainException {
        if (byKeyring) {
            control.addKeyring();
        } else {
            setPassphrase(control, GOOD);
        }
    }
}
