package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.PassphraseSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The published vectors of the encrypted file")
class VaultVectorsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /// One vector under its name.
    record Vector(JsonNode node) {
        Optional<String> text(String name) {
            return node.has(name) ? Optional.of(node.get(name).asString()) : Optional.empty();
        }

        byte[] file() {
            return node.get("file").asString().getBytes(StandardCharsets.UTF_8);
        }

        Map<String, String> entries() {
            Map<String, String> all = new TreeMap<>();
            node.get("entries").properties().forEach(entry -> all.put(entry.getKey(), entry.getValue().asString()));
            return all;
        }

        @Override
        public String toString() {
            return node.get("name").asString();
        }
    }

    private static Stream<Vector> all() throws IOException {
        return JSON.readTree(Files.readString(Path.of("../docs/vault-vectors.json"))).valueStream().map(Vector::new);
    }

    static Stream<Vector> good() throws IOException {
        return all().filter(vector -> vector.node().has("entries"));
    }

    static Stream<Vector> bad() throws IOException {
        return all().filter(vector -> vector.node().has("error"));
    }

    private EncryptedFile open(Vector vector) throws Exception {
        TestVault place = new TestVault(folder.resolve("vault.json"));
        Files.write(place.file, vector.file());
        vector.text("keyring_key").ifPresent(key -> place.port.items.put("keyrack/vault/" + id(vector), key));
        PassphraseSource source = vector.text("passphrase").map(place::typing).orElse(PassphraseSource.NONE);
        return new EncryptedFile(new VaultDisk(place.file), new VaultOpener(source, place.keyring(),
                Tuning.measured(System::nanoTime), TestVault.RANDOM, vector.text("passphrase").isEmpty()),
                TestVault.RANDOM);
    }

    private static String id(Vector vector) {
        return JSON.readTree(vector.file()).get("id").asString();
    }

    @Test
    void areGoodAndBad() throws IOException {
        assertThat(good()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(all().map(Vector::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void openInEveryWayTheySay(Vector vector) throws Exception {
        for (String way : new String[]{"passphrase", "keyring_key"}) {
            if (vector.node().has(way)) {
                tools.jackson.databind.node.ObjectNode one = ((tools.jackson.databind.node.ObjectNode) vector.node())
                        .deepCopy();
                one.remove(way.equals("passphrase") ? "keyring_key" : "passphrase");
                try (EncryptedFile vault = open(new Vector(one))) {
                    for (Map.Entry<String, String> entry : vector.entries().entrySet()) {
                        assertThat(vault.load(entry.getKey()).map(Sealed::base64)).as(way).contains(entry.getValue());
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void areRefusedWithTheReasonTheyName(Vector vector) throws Exception {
        try (EncryptedFile vault = open(vector)) {
            KeychainException e = org.assertj.core.api.Assertions.catchThrowableOfType(KeychainException.class,
                    () -> vault.load("profile/demo/credential"));
            assertThat(e).isNotNull();
            assertThat(e.problem().name().toLowerCase(Locale.ROOT))
                    .isEqualTo(vector.text("error").orElseThrow());
        }
        assertThat(folder.resolve("vault.json")).hasBinaryContent(vector.file());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void openForAStrangerWhoHasReadTheDescription(Vector vector) throws Exception {
        for (String way : new String[]{"passphrase", "keyring_key"}) {
            Optional<String> what = vector.text(way);
            if (what.isPresent()) {
                assertThat(Stranger.read(vector.node().get("file").asString(), way, what.get())).as(way)
                        .isEqualTo(vector.entries());
            }
        }
    }

    /// Reads a vault as `docs/security.md` describes it, with nothing of Keyrack.
    private static final class Stranger {
        private Stranger() {
        }

        static Map<String, String> read(String file, String way, String what) throws GeneralSecurityException {
            JsonNode root = JSON.readTree(file);
            String prefix = "keyrack-vault 2 " + root.get("id").asString();
            byte[] master = new byte[0];
            for (JsonNode slot : root.get("slots")) {
                if (slot.get("opening").asString().equals("passphrase") && way.equals("passphrase")) {
                    master = decrypt(argon2id(slot, what), slot.get("nonce").asString(),
                            slot.get("wrapped").asString(), prefix + " slot passphrase argon2id "
                                    + slot.get("memory_kib").asInt() + " " + slot.get("iterations").asInt() + " "
                                    + slot.get("parallelism").asInt() + " " + slot.get("salt").asString());
                } else if (slot.get("opening").asString().equals("keyring") && way.equals("keyring_key")) {
                    master = decrypt(Base64.getDecoder().decode(what), slot.get("nonce").asString(),
                            slot.get("wrapped").asString(), prefix + " slot keyring");
                }
            }
            byte[] dataKey = decrypt(master, root.at("/data_key/nonce").asString(),
                    root.at("/data_key/wrapped").asString(), prefix + " data key");
            String beforeEntries = "\"ciphertext\": \"";
            byte[] entries = decrypt(dataKey, root.get("nonce").asString(), root.get("ciphertext").asString(),
                    file.substring(0, file.indexOf(beforeEntries) + beforeEntries.length()));
            Map<String, String> all = new TreeMap<>();
            JSON.readTree(entries).properties()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString()));
            return all;
        }

        private static byte[] argon2id(JsonNode slot, String passphrase) {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(0x13)
                    .withMemoryAsKB(slot.get("memory_kib").asInt()).withIterations(slot.get("iterations").asInt())
                    .withParallelism(slot.get("parallelism").asInt())
                    .withSalt(Base64.getDecoder().decode(slot.get("salt").asString())).build());
            byte[] key = new byte[32];
            argon2.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
            return key;
        }

        private static byte[] decrypt(byte[] key, String nonce, String text, String associatedData)
                throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, Base64.getDecoder().decode(nonce)));
            cipher.updateAAD(associatedData.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(Base64.getDecoder().decode(text));
        }
    }
}
