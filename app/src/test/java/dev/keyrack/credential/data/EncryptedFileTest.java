package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The encrypted file")
class EncryptedFileTest {
    private static final VaultHeader CHEAP = new VaultHeader(8, 1, 1, "");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] VALUE = "p4ss wörd".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;
    private final List<PassphraseSource.Purpose> asked = new ArrayList<>();

    @BeforeEach
    void place() {
        file = folder.resolve("data").resolve("vault.json");
    }

    private EncryptedFile vault(String passphrase) {
        return new EncryptedFile(file, purpose -> {
            asked.add(purpose);
            return Optional.of(Secret.wrap(passphrase.getBytes(StandardCharsets.UTF_8)));
        }, RANDOM, CHEAP);
    }

    private EncryptedFile vault() {
        return vault("correct horse");
    }

    private static Problem problemOf(KeychainCall call) {
        KeychainException e = catchThrowableOfType(KeychainException.class, call::run);
        assertThat(e).isNotNull();
        return e.problem();
    }

    @FunctionalInterface
    private interface KeychainCall {
        void run() throws KeychainException;
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
    void asksOnceAndKeepsTheKeyUntilItIsLocked() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            vault.store("b", VALUE);
            vault.load("a");
            assertThat(asked).containsExactly(PassphraseSource.Purpose.CREATE);
            assertThat(vault.isUnlocked()).isTrue();
            vault.lock();
            assertThat(vault.isUnlocked()).isFalse();
            assertThat(vault.load("a")).hasValue(VALUE);
            assertThat(asked).containsExactly(PassphraseSource.Purpose.CREATE, PassphraseSource.Purpose.OPEN);
        }
    }

    @Test
    void asksNobodyWhileThereIsNothingToOpen() throws Exception {
        try (EncryptedFile vault = vault()) {
            assertThat(vault.load("a")).isEmpty();
            vault.delete("a");
            vault.unlock();
            assertThat(asked).isEmpty();
            assertThat(file).doesNotExist();
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
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(file).content().doesNotContain("demo").doesNotContain("p4ss").doesNotContain("horse")
                .contains("argon2id", "aes-256-gcm");
    }

    @Test
    void usesAFreshNonceForEachWrite() throws Exception {
        Set<String> nonces = new HashSet<>();
        try (EncryptedFile vault = vault()) {
            for (int i = 0; i < 20; i++) {
                vault.store("a", VALUE);
                nonces.add(VaultFile.parse(Files.readAllBytes(file)).nonce());
            }
        }
        assertThat(nonces).hasSize(20);
    }

    @Test
    void tellsAWrongPassphraseAndLeavesTheFile() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        byte[] before = Files.readAllBytes(file);
        try (EncryptedFile vault = vault("wrong horse")) {
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(problemOf(vault::unlock)).isEqualTo(Problem.WRONG_PASSPHRASE);
            assertThat(vault.isUnlocked()).isFalse();
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void saysThatItNeedsAPassphraseWhenNobodyCanBeAsked() {
        try (EncryptedFile vault = new EncryptedFile(file, PassphraseSource.NONE, RANDOM, CHEAP)) {
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.PASSPHRASE_NEEDED);
        }
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "üüüüüüü"})
    void wantsEightCharactersForANewFile(String passphrase) {
        try (EncryptedFile vault = vault(passphrase)) {
            assertThat(problemOf(() -> vault.store("a", VALUE))).isEqualTo(Problem.PASSPHRASE_TOO_SHORT);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void noticesEveryFlippedByte() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        byte[] good = Files.readAllBytes(file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < good.length; i++) {
            for (int mask : new int[]{1, 2, 4, 8, 16, 32, 64, 128, 1 + random.nextInt(255)}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) mask;
                expectRefusal(bad, "seed " + seed + ", byte " + i + ", mask " + mask);
            }
        }
    }

    @Test
    void noticesEveryTruncation() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            expectRefusal(Arrays.copyOf(good, length), "length " + length);
        }
        expectRefusal(Arrays.copyOf(good, good.length + 1), "one byte more");
    }

    private void expectRefusal(byte[] bad, String what) throws Exception {
        Files.write(file, bad);
        try (EncryptedFile vault = vault()) {
            assertThatThrownBy(() -> vault.load("a")).as(what).isInstanceOf(KeychainException.class);
            assertThatThrownBy(() -> vault.store("b", VALUE)).as(what).isInstanceOf(KeychainException.class);
        }
        assertThat(Files.readAllBytes(file)).as(what).isEqualTo(bad);
    }

    @ParameterizedTest
    @CsvSource({"memory_kib, 8, 1048577", "memory_kib, 8, 2147483647", "memory_kib, 8, 99999999999",
            "memory_kib, 8, -8", "iterations, 1, 21", "iterations, 1, 0", "parallelism, 1, 17"})
    void refusesAbsurdCostsBeforeItSpendsThem(String member, String from, String to) throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
        }
        String member1 = "\"" + member + "\" : ";
        Files.writeString(file, Files.readString(file).replace(member1 + from, member1 + to));
        assertThat(file).content().contains(member1 + to);
        asked.clear();
        try (EncryptedFile vault = vault()) {
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.DAMAGED);
        }
        assertThat(asked).isEmpty();
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

    @Test
    void keepsTheEntriesOfProgramsThatWriteAtOnce() throws Exception {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "n" + i;
                Callable<Integer> work = () -> {
                    try (EncryptedFile mine = new EncryptedFile(file,
                            _ -> Optional.of(Secret.wrap("correct horse".getBytes(StandardCharsets.UTF_8))), RANDOM,
                            CHEAP)) {
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
        try (EncryptedFile vault = vault()) {
            for (int i = 0; i < 8; i++) {
                assertThat(vault.load("n" + i)).hasValue(VALUE);
            }
        }
    }

    @Test
    void asksAgainWhenTheFileWasMadeAnew() throws Exception {
        try (EncryptedFile vault = vault()) {
            vault.store("a", VALUE);
            Files.delete(file);
            try (EncryptedFile other = vault()) {
                other.store("b", VALUE);
            }
            vault.store("c", VALUE);
            assertThat(vault.load("b")).hasValue(VALUE);
            assertThat(vault.load("c")).hasValue(VALUE);
        }
    }

    @Test
    void costsWhatItPromises() throws Exception {
        try (EncryptedFile vault = new EncryptedFile(file,
                _ -> Optional.of(Secret.wrap("correct horse".getBytes(StandardCharsets.UTF_8))), RANDOM)) {
            vault.store("a", VALUE);
        }
        VaultHeader kdf = VaultFile.parse(Files.readAllBytes(file)).kdf();
        assertThat(kdf.memoryKib()).isEqualTo(64 * 1024);
        assertThat(kdf.iterations()).isEqualTo(3);
        assertThat(kdf.parallelism()).isEqualTo(1);
        assertThat(kdf.salt()).hasSize(24);
    }
}
