package dev.keyrack.shared.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, with the instance dropped after each use: a kept one keeps its last input block.
public final class Digests {
    private Digests() {
    }

    /// SHA-256 of `input` (FIPS 180-4).
    public static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
