package dev.keyrack.credential.data;

import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What was encrypted with AES-256-GCM (NIST SP 800-38D).
///
/// @param nonce base64 of 12 bytes, never used twice with one key
/// @param text  base64 of the encrypted bytes with the tag of 16 bytes at their end
record Sealed(String nonce, String text) {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /// @throws IllegalArgumentException if either is not base64 as we write it, or too short
    Sealed {
        decode(nonce, NONCE_BYTES);
        if (decode(text).length < TAG_BYTES) {
            throw new IllegalArgumentException("shorter than a tag");
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The bytes of `text`.
    ///
    /// @throws IllegalArgumentException unless [#base64] writes them exactly so, and they are `length`
    static byte[] decode(String text, int length) {
        byte[] bytes = decode(text);
        if (bytes.length != length) {
            throw new IllegalArgumentException("not " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!base64(bytes).equals(text)) { // bits that the decoder does not look at
            throw new IllegalArgumentException("not as Keyrack writes base64");
        }
        return bytes;
    }

    static String freshNonce(SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return base64(nonce);
    }

    /// A random key.
    static Secret freshKey(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Secret.wrap(key);
    }

    /// Encrypts `plain`, which stays the caller's.
    ///
    /// @param header what is not secret and must not be changed either
    static Sealed seal(Secret key, Secret plain, String header, SecureRandom random) {
        return seal(key, plain, header, freshNonce(random));
    }

    /// The same with a nonce that stands in the header, and is fresh.
    static Sealed seal(Secret key, Secret plain, String header, String freshNonce) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, freshNonce, header);
            byte[] room = new byte[cipher.getOutputSize(plain.length())];
            plain.use(bytes -> finish(cipher, bytes, room));
            return new Sealed(freshNonce, base64(room));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// Decrypts.
    ///
    /// @throws GeneralSecurityException if the key is another one, or anything was changed
    Secret open(Secret key, String header) throws GeneralSecurityException {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, header);
        return Secret.wrap(cipher.doFinal(Base64.getDecoder().decode(text)));
    }

    private static Cipher cipher(int mode, Secret key, String nonce, String header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.use(bytes -> new SecretKeySpec(bytes, "AES")),
                new GCMParameterSpec(8 * TAG_BYTES, Base64.getDecoder().decode(nonce)));
        cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static int finish(Cipher cipher, byte[] plain, byte[] room) {
        try {
            return cipher.doFinal(plain, 0, plain.length, room, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encrypting into enough room does not fail", e);
        }
    }
}
