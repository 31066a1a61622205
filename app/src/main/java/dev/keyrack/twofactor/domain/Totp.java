package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// One-time codes as authenticator apps make them (RFC 4226, RFC 6238).
public final class Totp {
    private static final int TEN = 10;

    private Totp() {
    }

    /// The code of `key`, which is a time-based one, at `now`. The caller closes it.
    public static Secret at(OtpAuthUri key, Instant now) {
        return code(key, step(key, now));
    }

    /// The step that `now` lies in: how many periods have passed since 1970.
    ///
    /// @throws IllegalArgumentException if the key is not time-based
    public static long step(OtpAuthUri key, Instant now) {
        if (key.type() != OtpAuthUri.Type.TOTP) {
            throw new IllegalArgumentException("codes of this key do not depend on time");
        }
        return Math.floorDiv(now.getEpochSecond(), (long) key.period());
    }

    /// For how long the code at `now` holds.
    public static Duration left(OtpAuthUri key, Instant now) {
        Instant end = Instant.ofEpochSecond((step(key, now) + 1) * key.period());
        return Duration.between(now, end);
    }

    /// The code of a step or counter (RFC 4226 section 5.3). The caller closes it.
    public static Secret code(OtpAuthUri key, long counter) {
        byte[] hash = key.seed().use(seed -> hash(key.algorithm(), seed, counter));
        try {
            int offset = hash[hash.length - 1] & 0xF;
            long number = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFFL;
            byte[] code = new byte[key.digits()];
            for (int at = code.length - 1; at >= 0; at--) {
                code[at] = (byte) ('0' + number % TEN);
                number /= TEN;
            }
            return Secret.wrap(code);
        } finally {
            Arrays.fill(hash, (byte) 0);
        }
    }

    private static byte[] hash(OtpAuthUri.Algorithm algorithm, byte[] seed, long counter) {
        try {
            Mac mac = Mac.getInstance("Hmac" + algorithm);
            try (LentKey key = new LentKey(seed)) {
                mac.init(key);
            }
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Hmac" + algorithm, e);
        }
    }

    /// Unlike `SecretKeySpec` it leaves no copy behind: `Mac` wipes what [#getEncoded] gave it.
    private static final class LentKey implements SecretKey, AutoCloseable {
        private static final long serialVersionUID = 1L;
        private final transient byte[] bytes;

        LentKey(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public String getAlgorithm() {
            return "RAW";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }

        @Override
        public void close() {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
