package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/// Makes the values of keys: a prefix, 43 random digits (256 bits), and six digits of checksum.
final class KeyMint {
    /// Random digits of a value: 43 × log₂ 62 is 256.03 bits.
    static final int RANDOM_LENGTH = 43;

    private final SystemTraits traits;
    private final SecureRandom random;

    /// Makes values of the one system.
    KeyMint(SystemTraits traits, SecureRandom random) {
        this.traits = traits;
        this.random = random;
    }

    /// A fresh value for the environment; the caller closes it.
    Secret mint(String environment) {
        String prefix = prefixOf(environment);
        byte[] body = Base62.random(random, RANDOM_LENGTH);
        byte[] tail = Base62.checksum(body, 0, body.length);
        byte[] value = Arrays.copyOf(prefix.getBytes(StandardCharsets.US_ASCII),
                prefix.length() + body.length + tail.length);
        System.arraycopy(body, 0, value, prefix.length(), body.length);
        System.arraycopy(tail, 0, value, prefix.length() + body.length, tail.length);
        Arrays.fill(body, (byte) 0);
        return Secret.wrap(value);
    }

    /// The first characters of a value, which may be shown.
    String hint(Secret value) {
        return value.use(bytes -> new String(bytes, 0, traits.hintLength(), StandardCharsets.US_ASCII));
    }

    /// Whether `text` begins like a key of this system.
    boolean looksLikeKey(String text) {
        return traits.prefixes().values().stream().anyMatch(text::startsWith);
    }

    /// Whether `text` is whole: right length, digits only, and its checksum fits.
    boolean isWhole(String text) {
        for (String prefix : traits.prefixes().values()) {
            if (text.startsWith(prefix) && text.length() == prefix.length() + RANDOM_LENGTH + Base62.CHECKSUM_LENGTH) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                int tail = prefix.length() + RANDOM_LENGTH;
                return text.chars().skip(prefix.length()).allMatch(Base62::isDigit)
                        && Arrays.equals(Base62.checksum(bytes, prefix.length(), RANDOM_LENGTH),
                                Arrays.copyOfRange(bytes, tail, bytes.length));
            }
        }
        return false;
    }

    private String prefixOf(String environment) {
        String prefix = traits.prefixes().get(environment);
        if (prefix == null) {
            throw new IllegalArgumentException("no prefix for environment " + environment);
        }
        return prefix;
    }
}
