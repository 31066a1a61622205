package dev.keyrack.authority.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes as authenticator apps make them: RFC 6238 with HMAC-SHA-1, six digits, 30 seconds.
final class Totp {
    /// Length of a shared key: as long as the hash, as RFC 4226 section 4 recommends.
    static final int KEY_LENGTH = 20;
    static final int DIGITS = 6;
    private static final int PERIOD_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {
    }

    /// The step that `at` lies in.
    static long stepAt(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), PERIOD_SECONDS);
    }

    /// The code of a step (RFC 4226 section 5.3).
    static String code(byte[] key, long step) {
        byte[] mac = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac).getInt(offset) & 0x7fffffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /// The step whose code it is, of the step at `now` and its neighbours: a clock may be off by half a minute (RFC 6238
    /// section 5.2).
    static OptionalLong matchingStep(byte[] key, String code, Instant now) {
        long current = stepAt(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - 1; step <= current + 1; step++) {
            if (MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8),
                    code(key, step).getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
