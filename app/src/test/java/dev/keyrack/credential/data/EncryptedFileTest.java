package dev.keyrack.credential.data;

import static dev.keyrack.credential.data.TestVault.GOOD;
import static dev.keyrack.credential.data.TestVault.problemOf;
import static dev.keyrack.credential.data.TestVault.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The encrypted file")
class EncryptedFileTest {
    private static final byte[] VALUE = "p4ss wörd".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestVault place;

    @BeforeEach
    void place() {
        place = new TestVault(folder.resolve("data").resolve("vault.json"));
    }

    private EncryptedFile vault() {
        return place.byPassphrase(GOOD);
    }

    @Test
    void givesBackWhatItTook() throws Exception {
        byte[] binary = new byte[5000];
        new Random(1).nextBytes(binary);
        try (EncryptedFile vault = vault()) {
            vault.store("a/b \"c\" ü", VALUE);
            vault.store("binary", binary);
            vault.store("empty", new byte[0]);
        }
        try (EncryptedFile vault = vault()) {
            assertThat(vault.load("a/b \"c\" ü")).hasValue(VALUE);
            assertThat(vault.load("binary")).hasValue(binary);
            assertThat(vault.load("empty")).hasValue(new byte[0]);
            assertThat(vault.load("other")).isEmpty();
        }
    }

    @Test
    void givesBackWhatItTookWhereTheKeyringOpensIt() throws Exception {
        try (EncryptedFile vault = place.byKeyring()) {
            vault.store("a", VALUE);
        }
        try (EncryptedFile vault = place.byKeyring()) {
            assertThat(vault.load("a")).hasValue(VALUE);
        }
        assertThat(place.port.items).hasSize(1);
        assertThat(place.port.items.keySet().iterator().next()).isEqualTo("keyrack/vault/" + place.parsed().id());
    }

    @Test
    void asksOnceAndFailsWithoutAskingOnceItIsLocked() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            vault.store("b", VALUE);
            vault.load("a");
            assertThat(place.asked).containsExactly(PassphraseSource.Purpose.CREATE);
            assertThat(vault.isOpen()).isTrue();
            vault.lock();
            assertThat(vault.isOpen()).isFalse();
            byte[] before = Files.readAllBytes(place.file);
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.LOCKED);
            assertThat(problemOf(() -> vault.delete("a"))).isEqualTo(Problem.LOCKED);
            assertThat(place.file).hasBinaryContent(before);
            assertThat(place.asked).containsExactly(PassphraseSource.Purpose.CREATE);
        }
    }

    @Test
    void asksNobodyWhileThereIsNothingToOpen() throws Exception {
        try (EncryptedFile vault = vault()) {
            assertThat(vault.load("a")).isEmpty();
            vault.delete("a");
            vault.open();
            assertThat(place.asked).isEmpty();
            assertThat(place.file).doesNotExist();
            vault.lock();
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.LOCKED);
        }
    }

    @Test
    void isLockedWhileSomebodyIsAskedAndStaysSo() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        EncryptedFile[] self = new EncryptedFile[1];
        try (EncryptedFile vault = place.open(new VaultDisk(place.file), _ -> {
            self[0].lock(); // waits for nobody, though somebody else is in the middle
            return Optional.of(secret(GOOD));
        }, false)) {
            self[0] = vault;
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.LOCKED);
            assertThat(vault.isOpen()).isFalse();
        }
    }

    @Test
    void forgetsWhatIsDeleted() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            vault.delete("a");
            vault.delete("a");
            assertThat(vault.load("a")).isEmpty();
        }
    }

    @Test
    void belongsToTheUserAloneAndHoldsNothingReadable() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("profile/demo/credential", VALUE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.file))).isEqualTo("rw-------");
        assertThat(place.file).content().doesNotContain("demo").doesNotContain("p4ss").doesNotContain("horse")
                .contains("argon2id");
    }

    @Test
    void usesAFreshNonceForEachWriteAndKeepsItsKeys() throws Exception {
        Set<String> nonces = new HashSet<>();
        Set<Sealed> keys = new HashSet<>();
        try (EncryptedFile vault = vault()) {
            for (int i = 0; i < 20; i++) {
                vault.store("a", VALUE);
                nonces.add(place.parsed().content().nonce());
                keys.add(place.parsed().dataKey());
            }
        }
        assertThat(nonces).hasSize(20);
        assertThat(keys).hasSize(1);
    }

    @Test
    void tellsAWrongPassphraseAndLeavesTheFile() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        byte[] before = Files.readAllBytes(place.file);
        try (EncryptedFile vault = place.byPassphrase("wrong horse")) {
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(problemOf(vault::open)).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(vault.isOpen()).isFalse();
        }
        assertThat(place.file).hasBinaryContent(before);
    }

    @Test
    void saysThatItNeedsAPassphraseWhenNobodyCanBeAsked() {
        try (EncryptedFile vault = place.open(new VaultDisk(place.file), PassphraseSource.NONE, false)) {
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.PASSPHRASE_NEEDED);
        }
        assertThat(place.file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "üüüüüüü"})
    void wantsEightCharactersForANewFile(String passphrase) {
        try (EncryptedFile vault = place.byPassphrase(passphrase)) {
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.PASSPHRASE_TOO_SHORT);
        }
        assertThat(place.file).doesNotExist();
    }

    @Test
    void keepsTheEntriesOfTwoProgramsThatWriteInTurn() throws Exception {
        try (EncryptedFile one = vault(); EncryptedFile two = vault()) {
            for (int i = 0; i < 10; i++) {
                one.store("one" + i, VALUE);
                two.store("two" + i, VALUE);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(one.load("two" + i)).hasValue(VALUE);
                assertThat(two.load("one" + i)).hasValue(VALUE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheEntriesOfProgramsThatMakeItAtOnce(boolean byKeyring) throws Exception {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "n" + i;
                Callable<Integer> work = () -> {
                    try (EncryptedFile mine = byKeyring
                            ? place.byKeyring()
                            : place.open(new VaultDisk(place.file), _ -> Optional.of(secret(GOOD)), false)) {
                        mine.store(name, VALUE);
                        return 1;
                    }
                };
                all.add(pool.submit(work));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
        try (EncryptedFile vault = byKeyring ? place.byKeyring() : vault()) {
            for (int i = 0; i < 8; i++) {
                assertThat(vault.load("n" + i)).hasValue(VALUE);
            }
        }
        assertThat(place.port.items).hasSize(byKeyring ? 1 : 0);
    }

    @Test
    void asksAgainWhenTheFileWasMadeAnew() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            Files.delete(place.file);
            try (EncryptedFile other = vault()) {
                other.store("b", VALUE);
            }
            vault.store("c", VALUE);
            assertThat(vault.load("b")).hasValue(VALUE);
            assertThat(vault.load("c")).hasValue(VALUE);
        }
        assertThat(place.asked).hasSize(3);
    }

    @Test
    void isMadeAgainUnderTheSameKeysWhenItWasDeleted() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            Files.delete(place.file);
            vault.store("b", VALUE);
            assertThat(vault.load("a")).isEmpty();
        }
        assertThat(place.asked).hasSize(1);
        try (EncryptedFile vault = vault()) {
            assertThat(vault.load("b")).hasValue(VALUE);
        }
    }

    @Test
    void saysThatNothingWasKeptWhenItCannotBeWritten() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        byte[] before = Files.readAllBytes(place.file);
        try (EncryptedFile vault = place.open(new VaultDisk(place.file) {
            @Override
            void replace(byte[] content) throws IOException {
                throw new IOException("disk full");
            }
        }, place.typing(GOOD), false)) {
            assertThat(problemOf(() -> vault.store("a", new byte[1]))).isEqualTo(Problem.NOT_WRITTEN);
            assertThat(vault.load("a")).hasValue(VALUE);
        }
        assertThat(place.file).hasBinaryContent(before);
    }

    @Test
    void takesNothingThatItCouldNotReadAgain() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            assertThat(problemOf(() -> vault.store("b", new byte[VaultDisk.MAX_BYTES])))
                    .isEqualTo(Problem.NOT_WRITTEN);
            assertThat(vault.load("a")).hasValue(VALUE);
        }
    }

    @Test
    void namesTheVersionThatItCannotRead() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(place.file, """
                {
                  "format" : "keyrack-vault",
                  "version" : 1,
                  "kdf" : {
                    "name" : "argon2id"
                  }
                }
                """);
        try (EncryptedFile vault = vault()) {
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.OTHER_VERSION);
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.OTHER_VERSION);
        }
        assertThat(place.asked).isEmpty();
        assertThat(place.file).content().contains("\"version\" : 1");
    }
}
