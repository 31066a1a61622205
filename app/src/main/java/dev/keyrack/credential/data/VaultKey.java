package dev.keyrack.credential.data;

import dev.keyrack.shared.secret.Digests;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The key of one vault, made from its passphrase. Wiped by `close`.
final class VaultKey implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int CHECK_BYTES = 8;
    private static final byte[] CHECK_LABEL = "keyrack-vault-check".getBytes(StandardCharsets.US_ASCII);

    private final VaultHeader kdf;
    private final Secret key;

    private VaultKey(VaultHeader kdf, Secret key) {
        this.kdf = kdf;
        this.key = key;
    }

    /// Makes the key, which takes a good part of a second.
    ///
    /// @throws IllegalArgumentException if the salt is not base64
    static VaultKey derive(VaultHeader kdf, Secret passphrase) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(kdf.memoryKib())
                .withIterations(kdf.iterations()).withParallelism(kdf.parallelism())
                .withSalt(Base64.getDecoder().decode(kdf.salt())).build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] bytes = new byte[KEY_BYTES];
        passphrase.use(text -> generator.generateBytes(text, bytes));
        return new VaultKey(kdf, Secret.wrap(bytes));
    }

    VaultHeader kdf() {
        return kdf;
    }

    /// Whether this is the key that `file` was written with.
    boolean fits(VaultFile file) {
        return file.kdf().equals(kdf) && MessageDigest.isEqual(check().getBytes(StandardCharsets.US_ASCII),
                file.check().getBytes(StandardCharsets.US_ASCII));
    }

    /// Encrypts `plain`, which stays the caller's, under a nonce of its own.
    VaultFile seal(byte[] plain, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        VaultFile head = new VaultFile(kdf, check(), VaultFile.base64(nonce), "");
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, head.associatedData()).doFinal(plain);
            return new VaultFile(kdf, head.check(), head.nonce(), VaultFile.base64(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// Decrypts; the caller wipes the result.
    ///
    /// @throws GeneralSecurityException if the file was changed
    byte[] open(VaultFile file) throws GeneralSecurityException {
        try {
            byte[] sealed = Base64.getDecoder().decode(file.ciphertext());
            if (!VaultFile.base64(sealed).equals(file.ciphertext())) { // bits that the decoder does not look at
                throw new GeneralSecurityException("not as Keyrack writes base64");
            }
            byte[] nonce = Base64.getDecoder().decode(file.nonce());
            return cipher(Cipher.DECRYPT_MODE, nonce, file.associatedData()).doFinal(sealed);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }

    @Override
    public void close() {
        key.close();
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.use(bytes -> new SecretKeySpec(bytes, "AES")), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    // Tells nobody more than the cipher's own tag does: either way a guess costs one Argon2id.
    private String check() {
        byte[] labelled = key.use(bytes -> {
            byte[] both = Arrays.copyOf(CHECK_LABEL, CHECK_LABEL.length + bytes.length);
            System.arraycopy(bytes, 0, both, CHECK_LABEL.length, bytes.length);
            return both;
        });
        String check = VaultFile.base64(Arrays.copyOf(Digests.sha256(labelled), CHECK_BYTES));
        Arrays.fill(labelled, (byte) 0);
        return check;
    }
}
