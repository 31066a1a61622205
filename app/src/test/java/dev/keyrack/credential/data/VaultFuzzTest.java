package dev.keyrack.credential.data;

import static dev.keyrack.credential.data.TestVault.GOOD;
import static dev.keyrack.credential.data.TestVault.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.data.VaultKeys.ByPassphrase;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `-Dkeyrack.fuzz=N` sets how many inputs there are, `-Dkeyrack.fuzz.seed=S` repeats a run.
@DisplayName("The reader of the encrypted file")
class VaultFuzzTest {
    private static final int INPUTS = Integer.getInteger("keyrack.fuzz", 20_000);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final long seed = Long.getLong("keyrack.fuzz.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final TestVault place = new TestVault(Path.of("nowhere"));
    private byte[] input = new byte[0];

    private VaultFile good(int entries) {
        VaultKeys keys = VaultKeys.fresh(TestVault.RANDOM);
        if (entries % 3 != 0) {
            Secret key = Sealed.freshKey(TestVault.RANDOM);
            place.port.items.put("keyrack/vault/" + keys.id(), key.use(Sealed::base64));
            keys = keys.with(key);
        }
        if (entries % 3 != 1) {
            Argon2Cost cost = TestVault.CHEAP.choose(TestVault.RANDOM);
            try (Secret passphrase = secret(GOOD)) {
                keys = keys.with(new ByPassphrase(cost, cost.derive(passphrase)));
            }
        }
        VaultEntries content = new VaultEntries();
        for (int i = 0; i < entries; i++) {
            content.put("name " + i, new byte[i]);
        }
        return keys.write(Optional.empty(), keys.known(), content, TestVault.RANDOM);
    }

    private EncryptedFile open(boolean byKeyring) {
        return place.open(new VaultDisk(place.file) {
            @Override
            Optional<byte[]> read() {
                return Optional.of(input);
            }
        }, byKeyring ? PassphraseSource.NONE : _ -> Optional.of(secret(GOOD)), byKeyring);
    }

    /// What came of it: empty for a value.
    private Optional<Problem> outcome(String what) {
        long start = System.nanoTime();
        try (EncryptedFile vault = open(random.nextInt(4) == 0)) {
            vault.load("name 1");
            return Optional.empty();
        } catch (KeychainException e) {
            return Optional.of(e.problem());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(LONGEST);
        }
    }

    @Test
    void endsInAValueOrOneClearErrorWhateverItReads() {
        List<byte[]> good = new ArrayList<>();
        for (int entries = 0; entries < 6; entries++) {
            good.add(good(entries).bytes());
        }
        VaultMutations mutations = new VaultMutations(random, good);
        Map<Problem, Integer> told = new EnumMap<>(Problem.class);
        int values = 0;
        for (int i = 0; i < INPUTS; i++) {
            input = i % 4 == 0 ? mutations.wellFormed() : mutations.next();
            String what = "seed " + seed + ", input " + i + ", " + input.length + " bytes";
            Optional<Problem> problem = outcome(what);
            if (problem.isEmpty()) {
                values++;
                assertThat(good).as(what + " is read though nobody has written it")
                        .anyMatch(each -> Arrays.equals(each, input));
            } else {
                told.merge(problem.get(), 1, Integer::sum);
            }
        }
        System.out.println("vault reader: " + INPUTS + " inputs, seed " + seed + ": " + values + " values, " + told);
        assertThat(told).containsKeys(Problem.DAMAGED, Problem.OTHER_VERSION);
        assertThat(values).isLessThan(INPUTS / 10);
    }

    @Test
    void endsInAValueOrOneClearErrorWhateverWasEncrypted() {
        List<byte[]> good = List.of("{}".getBytes(StandardCharsets.UTF_8),
                "{\"name 1\":\"AAAA\",\"b\":\"\"}".getBytes(StandardCharsets.UTF_8),
                "{\"name 1\":\"AA==\",\"slots\":\"AAAA\",\"c\": 8,\"d\":[\"x\"]}".getBytes(StandardCharsets.UTF_8));
        VaultMutations mutations = new VaultMutations(random, good);
        VaultKeys keys = VaultKeys.fresh(TestVault.RANDOM);
        Secret slot = Sealed.freshKey(TestVault.RANDOM);
        place.port.items.put("keyrack/vault/" + keys.id(), slot.use(Sealed::base64));
        VaultFile empty = keys.with(slot).write(Optional.empty(), java.util.EnumSet.of(Opening.KEYRING),
                new VaultEntries(), TestVault.RANDOM);
        int values = 0;
        for (int i = 0; i < INPUTS / 10; i++) {
            byte[] plain = mutations.next();
            input = sealed(keys, slot, empty, plain).bytes();
            if (input.length <= VaultDisk.MAX_BYTES) {
                values += outcomeByKeyring("seed " + seed + ", content " + i).isEmpty() ? 1 : 0;
            }
        }
        assertThat(values).isPositive();
    }

    private Optional<Problem> outcomeByKeyring(String what) {
        try (EncryptedFile vault = open(true)) {
            vault.load("name 1");
            return Optional.empty();
        } catch (KeychainException e) {
            assertThat(e.problem()).as(what).isEqualTo(Problem.DAMAGED);
            return Optional.of(e.problem());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }

    private static VaultFile sealed(VaultKeys keys, Secret slot, VaultFile empty, byte[] plain) {
        try (Secret master = empty.byKeyring().orElseThrow().open(slot, VaultFile.headerByKeyring(keys.id()));
                Secret key = empty.dataKey().open(master, VaultFile.headerOfDataKey(keys.id()));
                Secret content = Secret.wrap(plain)) {
            String nonce = Sealed.freshNonce(TestVault.RANDOM);
            return new VaultFile(empty.id(), empty.byPassphrase(), empty.byKeyring(), empty.dataKey(),
                    Sealed.seal(key, content, VaultFile.head(empty.id(), empty.byPassphrase(), empty.byKeyring(),
                            empty.dataKey(), nonce), nonce));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
