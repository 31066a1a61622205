package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `vault.json`, version 2, as it stands on disk; `docs/security.md` describes it. There is one way to write each
/// content, so a file that reads well and would be written differently was changed by somebody.
///
/// @param id         32 hexadecimal digits, the same as long as the vault lives
/// @param byPassphrase the slot that a passphrase opens
/// @param byKeyring    the slot that a key in the system's keyring opens: the master key, encrypted under it
/// @param dataKey    the data key, encrypted under the master key
/// @param content    the entries, encrypted under the data key
record VaultFile(String id, Optional<PassphraseSlot> byPassphrase, Optional<Sealed> byKeyring, Sealed dataKey,
        Sealed content) {
    private static final String FORMAT = "keyrack-vault";
    private static final int VERSION = 2;
    private static final String TAIL = "\"\n}\n";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int WRAPPED_CHARS = Sealed.base64(new byte[Sealed.KEY_BYTES + 16]).length();
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// The slot that a passphrase opens.
    ///
    /// @param cost   how its key is made from the passphrase
    /// @param master the master key, encrypted under it
    record PassphraseSlot(Argon2Cost cost, Sealed master) {
        PassphraseSlot {
            wrapped(master);
        }
    }

    /// @throws IllegalArgumentException if it is not a vault: nothing would open it, or a part has not its length
    VaultFile {
        if (!ID.matcher(id).matches() || (byPassphrase.isEmpty() && byKeyring.isEmpty())) {
            throw new IllegalArgumentException("not a vault");
        }
        byKeyring.ifPresent(VaultFile::wrapped);
        wrapped(dataKey);
    }

    private static void wrapped(Sealed key) {
        if (key.text().length() != WRAPPED_CHARS) {
            throw new IllegalArgumentException("not a wrapped key");
        }
    }

    /// Reads the file's bytes.
    ///
    /// @throws KeychainException `OTHER_VERSION` if it is a vault of another version, `DAMAGED` if the bytes are not
    ///                           exactly what [#bytes] writes
    static VaultFile parse(byte[] bytes) throws KeychainException {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            JsonNode version = root.path("version");
            if (root.path("format").asString("").equals(FORMAT) && version.isInt() && version.intValue() != VERSION) {
                throw KeychainException.of(Problem.OTHER_VERSION, EncryptedFile.LABEL,
                        Integer.toString(version.intValue()));
            }
            VaultFile file = read(root);
            if (!Arrays.equals(file.bytes(), bytes)) {
                throw KeychainException.of(Problem.DAMAGED, EncryptedFile.LABEL, "not as Keyrack writes it");
            }
            return file;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new KeychainException(Problem.DAMAGED, EncryptedFile.LABEL, e);
        }
    }

    // Only picks the parts; what is more or elsewhere shows when it is written again.
    private static VaultFile read(JsonNode root) {
        Optional<PassphraseSlot> byPassphrase = Optional.empty();
        Optional<Sealed> byKeyring = Optional.empty();
        for (JsonNode slot : root.path("slots")) {
            if (slot.path("opening").asString("").equals("passphrase")) {
                byPassphrase = Optional.of(new PassphraseSlot(cost(slot), wrapped(slot)));
            } else {
                byKeyring = Optional.of(wrapped(slot));
            }
        }
        return new VaultFile(root.path("id").asString(""), byPassphrase, byKeyring, wrapped(root.path("data_key")),
                new Sealed(root.path("nonce").asString(""), root.path("ciphertext").asString("")));
    }

    private static Argon2Cost cost(JsonNode slot) {
        return new Argon2Cost(slot.path("memory_kib").asInt(0), slot.path("iterations").asInt(0),
                slot.path("parallelism").asInt(0), slot.path("salt").asString(""));
    }

    private static Sealed wrapped(JsonNode node) {
        return new Sealed(node.path("nonce").asString(""), node.path("wrapped").asString(""));
    }

    /// What opens it.
    Set<Opening> openings() {
        Set<Opening> all = EnumSet.noneOf(Opening.class);
        byPassphrase.ifPresent(_ -> all.add(Opening.PASSPHRASE));
        byKeyring.ifPresent(_ -> all.add(Opening.KEYRING));
        return all;
    }

    /// The whole file.
    byte[] bytes() {
        return (head() + content.text() + TAIL).getBytes(StandardCharsets.US_ASCII);
    }

    /// All before the entries: their associated data.
    String head() {
        return head(id, byPassphrase, byKeyring, dataKey, content.nonce());
    }

    /// The same before there are entries.
    static String head(String id, Optional<PassphraseSlot> byPassphrase, Optional<Sealed> byKeyring, Sealed dataKey,
            String nonce) {
        StringJoiner slots = new StringJoiner(",\n    ", "\n    ", "\n  ");
        byPassphrase.ifPresent(slot -> slots.add("{\"opening\": \"passphrase\", \"kdf\": \"argon2id\", \"memory_kib\": "
                + slot.cost().memoryKib() + ", \"iterations\": " + slot.cost().iterations() + ", \"parallelism\": "
                + slot.cost().parallelism() + ", \"salt\": \"" + slot.cost().salt() + "\", " + key(slot.master())));
        byKeyring.ifPresent(slot -> slots.add("{\"opening\": \"keyring\", " + key(slot)));
        return "{\n  \"format\": \"" + FORMAT + "\",\n  \"version\": " + VERSION + ",\n  \"id\": \"" + id
                + "\",\n  \"slots\": [" + slots + "],\n  \"data_key\": {" + key(dataKey) + ",\n  \"nonce\": \"" + nonce
                + "\",\n  \"ciphertext\": \"";
    }

    private static String key(Sealed key) {
        return "\"nonce\": \"" + key.nonce() + "\", \"wrapped\": \"" + key.text() + "\"}";
    }

    /// Associated data of the slot that a passphrase opens.
    static String headerByPassphrase(String id, Argon2Cost cost) {
        return FORMAT + " " + VERSION + " " + id + " slot passphrase " + cost;
    }

    /// Associated data of the slot that the keyring opens.
    static String headerByKeyring(String id) {
        return FORMAT + " " + VERSION + " " + id + " slot keyring";
    }

    /// Associated data of the data key.
    static String headerOfDataKey(String id) {
        return FORMAT + " " + VERSION + " " + id + " data key";
    }
}
