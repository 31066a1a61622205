package dev.keyrack.credential.data;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// How a key is made from a passphrase: Argon2id, version 0x13 (RFC 9106).
///
/// @param memoryKib   memory in KiB
/// @param iterations  passes over it
/// @param parallelism lanes
/// @param salt        base64 of 16 bytes
record Argon2Cost(int memoryKib, int iterations, int parallelism, String salt) {
    private static final int SALT_BYTES = 16;

    /// @throws IllegalArgumentException if Argon2 has no such parameters, or `salt` is not base64 of 16 bytes
    Argon2Cost {
        if (parallelism < 1 || iterations < 1 || memoryKib < 8L * parallelism) { // RFC 9106, section 3.1
            throw new IllegalArgumentException("not a cost that Argon2 has");
        }
        Sealed.decode(salt, SALT_BYTES);
    }

    /// That cost with a salt of its own.
    static Argon2Cost fresh(int memoryKib, int iterations, int parallelism, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Argon2Cost(memoryKib, iterations, parallelism, Sealed.base64(salt));
    }

    /// Makes the key, which takes the time and memory that it says. The passphrase stays the caller's.
    Secret derive(Secret passphrase) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memoryKib).withIterations(iterations)
                .withParallelism(parallelism).withSalt(Base64.getDecoder().decode(salt)).build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] key = new byte[Sealed.KEY_BYTES];
        passphrase.use(text -> generator.generateBytes(text, key));
        return Secret.wrap(key);
    }

    @Override
    public String toString() {
        return "argon2id " + memoryKib + " " + iterations + " " + parallelism + " " + salt;
    }
}
