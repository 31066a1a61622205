package dev.keyrack.credential.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `vault.json` as it stands on disk. There is one way to write each content, so a file that reads well and would be
/// written differently was changed by somebody.
///
/// @param kdf        how the key is made
/// @param check      base64, tells a wrong passphrase from a damaged file
/// @param nonce      base64, 12 bytes, fresh with each write
/// @param ciphertext base64, with the tag of 16 bytes at its end
record VaultFile(VaultHeader kdf, String check, String nonce, String ciphertext) {
    private static final String FORMAT = "keyrack-vault";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(SerializationFeature.INDENT_OUTPUT).build();

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Reads the file's bytes.
    ///
    /// @throws IOException if they are not exactly what [#bytes] writes
    static VaultFile parse(byte[] bytes) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (!root.path("format").asString("").equals(FORMAT) || root.path("version").asInt(0) != VERSION) {
                throw new IOException("not a vault of version " + VERSION);
            }
            JsonNode kdf = root.path("kdf");
            VaultFile file = new VaultFile(
                    new VaultHeader(kdf.path("memory_kib").asInt(0), kdf.path("iterations").asInt(0),
                            kdf.path("parallelism").asInt(0), kdf.path("salt").asString("")),
                    root.path("check").asString(""), root.path("cipher").path("nonce").asString(""),
                    root.path("ciphertext").asString(""));
            if (!Arrays.equals(file.bytes(), bytes)) {
                throw new IOException("not as Keyrack writes a vault");
            }
            return file;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("not a vault", e);
        }
    }

    /// The whole file.
    byte[] bytes() {
        ObjectNode root = head();
        root.put("ciphertext", ciphertext);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAPPER.writeValueAsBytes(root));
        out.write('\n');
        return out.toByteArray();
    }

    /// What is not secret and must not be changed either: the associated data of the cipher.
    byte[] associatedData() {
        return head().toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode head() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        ObjectNode kdfNode = root.putObject("kdf");
        kdfNode.put("name", "argon2id");
        kdfNode.put("memory_kib", kdf.memoryKib());
        kdfNode.put("iterations", kdf.iterations());
        kdfNode.put("parallelism", kdf.parallelism());
        kdfNode.put("salt", kdf.salt());
        root.put("check", check);
        ObjectNode cipher = root.putObject("cipher");
        cipher.put("name", "aes-256-gcm");
        cipher.put("nonce", nonce);
        return root;
    }
}
