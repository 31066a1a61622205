package dev.keyrack.authority.core;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) with 19 MiB, two passes and one lane, the first choice of the OWASP password storage cheat sheet
/// for servers; hashes are written in PHC text form.
public final class PasswordHasher {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;
    /// Each run takes 19 MiB; more at once would let a flood of logins take the memory.
    private static final int AT_ONCE = 4;
    private static final Pattern PHC = Pattern
            .compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([\\w+/-]+)\\$([\\w+/-]+)");

    private final SecureRandom random;
    private final Semaphore running = new Semaphore(AT_ONCE);

    /// Takes salts from `random`.
    public PasswordHasher(SecureRandom random) {
        this.random = random;
    }

    /// The hash of a password with a fresh salt, in PHC text form.
    public String hash(byte[] password) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, MEMORY_KIB, PASSES, LANES, HASH_LENGTH);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /// Whether `password` is the one that `phc` was made from.
    ///
    /// @throws IllegalArgumentException if `phc` is not of the form that [#hash] gives
    public boolean matches(byte[] password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("stored hash is not of the expected form");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = derive(password, Base64.getDecoder().decode(parts.group(4)), Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)), expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /// Takes as long as [#matches] and finds nothing: so that an unknown address cannot be told by the time it takes.
    public void pretend(byte[] password) {
        derive(password, new byte[SALT_LENGTH], MEMORY_KIB, PASSES, LANES, HASH_LENGTH);
    }

    private byte[] derive(byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memoryKib).withIterations(passes)
                .withParallelism(lanes).withSalt(salt).build();
        byte[] hash = new byte[length];
        running.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(password, hash);
        } finally {
            running.release();
        }
        return hash;
    }
}
