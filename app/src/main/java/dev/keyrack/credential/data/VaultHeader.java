package dev.keyrack.credential.data;

import java.security.SecureRandom;

/// How the key of `vault.json` is made from the passphrase: Argon2id (RFC 9106).
///
/// @param memoryKib   memory in KiB
/// @param iterations  passes over it
/// @param parallelism lanes
/// @param salt        base64, 16 bytes when we make it
record VaultHeader(int memoryKib, int iterations, int parallelism, String salt) {
    private static final int MAX_MEMORY_KIB = 1 << 20;
    private static final int MAX_ITERATIONS = 20;
    private static final int MAX_PARALLELISM = 16;
    private static final int SALT_BYTES = 16;

    /// Refuses what would keep this computer busy for minutes, before any of it is spent. RFC 9106 wants at least 8 KiB
    /// a lane.
    VaultHeader {
        if (memoryKib < 8 * parallelism || memoryKib > MAX_MEMORY_KIB || iterations < 1 || iterations > MAX_ITERATIONS
                || parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException("not a cost anybody would choose");
        }
    }

    /// The same cost with a salt of its own.
    VaultHeader withFreshSalt(SecureRandom random) {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        return new VaultHeader(memoryKib, iterations, parallelism, VaultFile.base64(bytes));
    }
}
