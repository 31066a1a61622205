package dev.keyrack.credential.data;

import static dev.keyrack.credential.data.TestVault.GOOD;
import static dev.keyrack.credential.data.TestVault.problemOf;
import static dev.keyrack.credential.data.TestVault.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An encrypted file that somebody has changed")
class VaultDamageTest {
    private static final byte[] VALUE = "p4ss wörd".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestVault place;

    @BeforeEach
    void makeOneWithBothSlots() throws Exception {
        place = new TestVault(folder.resolve("vault.json"));
        fill(place, "a");
    }

    private static void fill(TestVault place, String name) throws Exception {
        try (ChosenKeychain made = place.control()) {
            made.store(name, VALUE);
            try (Secret passphrase = secret(GOOD)) {
                made.setPassphrase(passphrase);
            }
        }
    }

    private Problem refusal(byte[] bad, boolean byKeyring, String what) throws Exception {
        Files.write(place.file, bad);
        Problem problem;
        try (EncryptedFile vault = byKeyring
                ? place.byKeyring()
                : place.open(new VaultDisk(place.file), _ -> Optional.of(secret(GOOD)), false)) {
            problem = problemOf(() -> vault.load("a"));
            if (!what.startsWith("length") && !what.contains("mask")) { // thousands of them
                assertThat(problemOf(() -> vault.store("b", VALUE))).as(what).isEqualTo(problem);
            }
            assertThat(vault.isOpen()).as(what).isFalse();
        }
        assertThat(Files.readAllBytes(place.file)).as(what).isEqualTo(bad);
        return problem;
    }

    @Test
    void isNoticedAtEveryByteWhicheverWayItIsOpened() throws Exception {
        byte[] good = Files.readAllBytes(place.file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Problem, Integer> told = new EnumMap<>(Problem.class);
        for (int i = 0; i < good.length; i++) {
            for (int mask : new int[]{1, 32, 128, 1 + random.nextInt(255)}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) mask;
                String what = "seed " + seed + ", byte " + i + ", mask " + mask;
                told.merge(refusal(bad, false, what), 1, Integer::sum);
            }
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << random.nextInt(8));
            told.merge(refusal(bad, true, "seed " + seed + ", byte " + i + " by keyring"), 1, Integer::sum);
        }
        // a changed slot looks like a wrong passphrase, or like a keyring that has lost its part
        assertThat(told).containsOnlyKeys(Problem.DAMAGED, Problem.WRONG_PASSPHRASE, Problem.PASSPHRASE_NEEDED,
                Problem.OTHER_VERSION);
    }

    @Test
    void isNoticedAtEveryLengthItIsCutTo() throws Exception {
        byte[] good = Files.readAllBytes(place.file);
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThat(refusal(bad, false, "length " + length)).isEqualTo(Problem.DAMAGED);
            assertThat(refusal(bad, true, "length " + length)).isEqualTo(Problem.DAMAGED);
        }
        assertThat(refusal(Arrays.copyOf(good, good.length + 1), false, "one byte more")).isEqualTo(Problem.DAMAGED);
        assertThat(refusal(new byte[VaultDisk.MAX_BYTES + 1], false, "too large")).isEqualTo(Problem.DAMAGED);
    }

    private VaultFile with(VaultFile from, Optional<VaultFile.PassphraseSlot> first, Optional<Sealed> second) {
        return new VaultFile(from.id(), first, second, from.dataKey(), from.content());
    }

    @Test
    void isNoticedWhenSlotsAreSwappedOrTaken() throws Exception {
        VaultFile good = place.parsed();
        VaultFile.PassphraseSlot first = good.byPassphrase().orElseThrow();
        Sealed second = good.byKeyring().orElseThrow();
        VaultFile swapped = with(good, Optional.of(new VaultFile.PassphraseSlot(first.cost(), second)),
                Optional.of(first.master()));
        assertThat(refusal(swapped.bytes(), false, "swapped")).isEqualTo(Problem.WRONG_PASSPHRASE);
        assertThat(refusal(with(good, Optional.of(first), Optional.of(first.master())).bytes(), true, "swapped"))
                .isEqualTo(Problem.PASSPHRASE_NEEDED); // the keyring's part opens nothing, so the other way is tried
        assertThat(refusal(with(good, Optional.of(first), Optional.empty()).bytes(), false, "one slot less"))
                .isEqualTo(Problem.DAMAGED);
        assertThat(refusal(with(good, Optional.empty(), Optional.of(second)).bytes(), true, "one slot less"))
                .isEqualTo(Problem.DAMAGED);
    }

    @Test
    void isNoticedWhenNoncesAreSwapped() throws Exception {
        VaultFile good = place.parsed();
        Sealed key = good.dataKey();
        Sealed content = good.content();
        VaultFile swapped = new VaultFile(good.id(), good.byPassphrase(), good.byKeyring(),
                new Sealed(content.nonce(), key.text()), new Sealed(key.nonce(), content.text()));
        assertThat(refusal(swapped.bytes(), false, "swapped")).isEqualTo(Problem.DAMAGED);
        assertThat(refusal(swapped.bytes(), true, "swapped")).isEqualTo(Problem.DAMAGED);
    }

    @Test
    void isNoticedWhenASlotComesFromAnotherVault() throws Exception {
        VaultFile good = place.parsed();
        TestVault elsewhere = new TestVault(folder.resolve("other").resolve("vault.json"));
        fill(elsewhere, "a");
        VaultFile other = elsewhere.parsed();
        assertThat(refusal(with(good, other.byPassphrase(), good.byKeyring()).bytes(), false, "foreign slot"))
                .isEqualTo(Problem.WRONG_PASSPHRASE);
        assertThat(refusal(with(good, good.byPassphrase(), other.byKeyring()).bytes(), false, "foreign slot"))
                .isEqualTo(Problem.DAMAGED);
        VaultFile renamed = new VaultFile(good.id(), other.byPassphrase(), other.byKeyring(), other.dataKey(),
                other.content());
        assertThat(refusal(renamed.bytes(), false, "another id")).isEqualTo(Problem.WRONG_PASSPHRASE);
    }

    @Test
    void isNoticedWhenItsHeaderIsAnOlderOne() throws Exception {
        VaultFile old = place.parsed();
        try (EncryptedFile vault = place.byKeyring()) {
            vault.store("b", VALUE);
        }
        VaultFile next = place.parsed();
        VaultFile mixed = new VaultFile(old.id(), old.byPassphrase(), old.byKeyring(), old.dataKey(),
                new Sealed(old.content().nonce(), next.content().text()));
        assertThat(refusal(mixed.bytes(), false, "older header")).isEqualTo(Problem.DAMAGED);
        try (ChosenKeychain control = place.control()) {
            Files.write(place.file, next.bytes());
            control.rotateKey();
        }
        VaultFile rotated = place.parsed();
        assertThat(refusal(new VaultFile(old.id(), old.byPassphrase(), old.byKeyring(), rotated.dataKey(),
                rotated.content()).bytes(), false, "older slots")).isEqualTo(Problem.DAMAGED);
    }

    @Test
    void isNoticedWhenItIsWrittenInAnotherWay() throws Exception {
        String good = Files.readString(place.file);
        for (String bad : Set.of(good.replace("  \"id\"", "   \"id\""), good.replace("\n", "\r\n"), good + "\n",
                good.replace("\"version\": 2", "\"version\": 2.0"),
                good.replace("\"iterations\": 1", "\"iterations\": 01"),
                good.replace("\"format\"", "\"more\": 1,\n  \"format\""), good.replace("argon2id", "argon2d"),
                good.replace("\"opening\": \"keyring\"", "\"opening\": \"other\""), "\ufeff" + good)) {
            assertThat(refusal(bad.getBytes(StandardCharsets.UTF_8), false, bad)).isEqualTo(Problem.DAMAGED);
        }
    }

    @ParameterizedTest
    @CsvSource({"memory_kib, 8, 262145", "memory_kib, 8, 2147483647", "memory_kib, 8, 99999999999", "memory_kib, 8, 7",
            "memory_kib, 8, 0", "memory_kib, 8, -8", "iterations, 1, 65", "iterations, 1, 0", "parallelism, 1, 5",
            "parallelism, 1, 0"})
    void isRefusedForAnAbsurdCostBeforeItIsSpent(String member, String from, String to) throws Exception {
        String before = "\"" + member + "\": ";
        Files.writeString(place.file, Files.readString(place.file).replace(before + from, before + to));
        assertThat(place.file).content().contains(before + to);
        try (EncryptedFile vault = place.byPassphrase(GOOD)) {
            assertThat(problemOf(() -> vault.load("a"))).isEqualTo(Problem.DAMAGED);
        }
        assertThat(place.asked).isEmpty();
    }

    @ParameterizedTest(name = "{0} KiB, {1} passes, {2} lanes: {3}")
    @CsvSource({"65536, 3, 1, true", "19456, 2, 1, true", "262144, 16, 4, true", "65536, 64, 1, true",
            "19455, 2, 1, false",
            "19456, 1, 1, false", "262145, 3, 1, false", "65536, 65, 1, false", "262144, 17, 1, false",
            "65536, 3, 5, false"})
    void isRefusedForACostThatKeyrackNeverSets(int memoryKib, int passes, int lanes, boolean isAccepted) {
        assertThat(Tuning.measured(System::nanoTime)
                .accepts(Argon2Cost.fresh(memoryKib, passes, lanes, TestVault.RANDOM))).isEqualTo(isAccepted);
    }

    @Test
    void asksForThePassphraseWhenTheKeyringsPartOpensNothing() throws Exception {
        VaultFile good = place.parsed();
        place.port.items.clear();
        try (EncryptedFile vault = place.open(new VaultDisk(place.file), place.typing(GOOD), true)) {
            assertThat(vault.load("a")).hasValue(VALUE);
        }
        assertThat(place.asked).containsExactly(PassphraseSource.Purpose.OPEN);
        assertThat(Files.readAllBytes(place.file)).isEqualTo(good.bytes());
    }
}
