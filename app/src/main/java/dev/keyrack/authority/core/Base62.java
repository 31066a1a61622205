package dev.keyrack.authority.core;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// Digits and letters: what a double click selects whole, and no URL or shell touches.
public final class Base62 {
    /// Length of a [#checksum].
    public static final int CHECKSUM_LENGTH = 6;

    private static final byte[] ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            .getBytes(StandardCharsets.US_ASCII);

    private Base62() {
    }

    /// As many random digits as `length`, each of 62 equally likely, as ASCII.
    public static byte[] random(RandomGenerator random, int length) {
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            digits[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return digits;
    }

    /// An identifier: `prefix` and 20 random digits.
    public static String id(String prefix, RandomGenerator random) {
        return prefix + new String(random(random, 20), StandardCharsets.US_ASCII);
    }

    /// CRC-32 of `text` in six digits, most significant first, padded with `0`: the tail that lets anybody tell a
    /// mistyped key from a foreign one without asking. The same as GitHub and npm do it.
    public static byte[] checksum(byte[] text, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(text, from, length);
        long rest = crc.getValue();
        byte[] digits = new byte[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET[(int) (rest % ALPHABET.length)];
            rest /= ALPHABET.length;
        }
        return digits;
    }

    /// Whether `c` is one of the 62.
    public static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
