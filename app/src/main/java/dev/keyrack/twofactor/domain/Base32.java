package dev.keyrack.twofactor.domain;

import java.util.Arrays;

/// Base32 (RFC 4648 section 6) on bytes alone, so that no shared key becomes text.
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int OCTET = 8;

    private Base32() {
    }

    /// Reads it as people write it: capital or small letters, with blanks and dashes between groups, with or without
    /// padding. The caller wipes the result.
    ///
    /// @throws Malformed with the place of the first character that does not belong there
    static byte[] decode(byte[] text) throws Malformed {
        byte[] room = new byte[text.length];
        try {
            int digits = 0;
            boolean padded = false;
            for (int at = 0; at < text.length; at++) {
                int character = text[at] & 0xFF;
                if (character == ' ' || character == '-') {
                    continue;
                }
                int digit = ALPHABET.indexOf(Character.toUpperCase((char) character));
                boolean isPadding = character == '=' && digits > 0;
                if (!isPadding && (padded || digit < 0 || character > 'z')) {
                    throw new Malformed("character " + (at + 1)
                            + " of the secret does not belong there: base32 has the letters A to Z and the digits 2 to 7");
                }
                padded |= isPadding;
                if (!isPadding) {
                    room[digits++] = (byte) digit;
                }
            }
            return joined(room, digits);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    private static byte[] joined(byte[] digits, int count) throws Malformed {
        int left = count % OCTET;
        if (left == 1 || left == 3 || left == 6) {
            throw new Malformed("the secret is cut off: base32 never has " + count + " characters");
        }
        byte[] bytes = new byte[count * BITS / OCTET];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            held = (held << BITS) | digits[i];
            bits += BITS;
            if (bits >= OCTET) {
                bits -= OCTET;
                bytes[at++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    /// Writes `bytes` in capital letters without padding. The caller wipes the result.
    static byte[] encode(byte[] bytes) {
        byte[] text = new byte[(bytes.length * OCTET + BITS - 1) / BITS];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (byte each : bytes) {
            held = (held << OCTET) | (each & 0xFF);
            bits += OCTET;
            while (bits >= BITS) {
                bits -= BITS;
                text[at++] = (byte) ALPHABET.charAt(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text[at] = (byte) ALPHABET.charAt(held << (BITS - bits));
        }
        return text;
    }
}
