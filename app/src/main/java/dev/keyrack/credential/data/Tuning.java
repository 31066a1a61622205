package dev.keyrack.credential.data;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/// What a passphrase costs whoever tries it: about a second on the computer that it is set on.
///
/// The memory is that of RFC 9106's second recommended option (64 MiB), with at least its three passes; a faster
/// computer makes more passes. Memory stays as it is, since the desktop has to get by with little.
final class Tuning {
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int FEWEST_PASSES = 3;
    private static final long TARGET_NANOS = 1_000_000_000;

    // On reading. Less than the smallest cost that OWASP's password storage cheat sheet names was not set by Keyrack;
    // more than these would keep a computer busy for longer than anybody waits.
    private static final int MIN_MEMORY_KIB = 19 * 1024;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int MIN_PASSES = 2;
    private static final int MAX_PASSES = 64;
    private static final int MAX_LANES = 4;
    private static final long MAX_WORK = (long) MEMORY_KIB * MAX_PASSES;

    private final int memoryKib;
    private final int passes;
    private final LongSupplier nanoTime;

    private Tuning(int memoryKib, int passes, LongSupplier nanoTime) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.nanoTime = nanoTime;
    }

    /// Measures this computer each time a passphrase is set.
    static Tuning measured(LongSupplier nanoTime) {
        return new Tuning(0, 0, nanoTime);
    }

    /// Always that cost, and no other on reading.
    static Tuning fixed(int memoryKib, int passes) {
        return new Tuning(memoryKib, passes, System::nanoTime);
    }

    /// The cost for a new passphrase. Measuring takes about a second.
    Argon2Cost choose(SecureRandom random) {
        return memoryKib > 0
                ? Argon2Cost.fresh(memoryKib, passes, 1, random)
                : Argon2Cost.fresh(MEMORY_KIB, measuredPasses(random), 1, random);
    }

    /// Whether a cost that was read is one that somebody in their right mind would have set.
    boolean accepts(Argon2Cost cost) {
        if (memoryKib > 0) {
            return cost.memoryKib() == memoryKib && cost.iterations() == passes && cost.parallelism() == 1;
        }
        return cost.memoryKib() >= MIN_MEMORY_KIB && cost.memoryKib() <= MAX_MEMORY_KIB
                && cost.iterations() >= MIN_PASSES && cost.parallelism() <= MAX_LANES
                && (long) cost.memoryKib() * cost.iterations() <= MAX_WORK;
    }

    // The first round is there for the compiler: a virtual machine that has just started is several times slower.
    private int measuredPasses(SecureRandom random) {
        Argon2Cost sample = Argon2Cost.fresh(MEMORY_KIB, FEWEST_PASSES, 1, random);
        nanosFor(sample);
        long each = Math.max(1, nanosFor(sample) / FEWEST_PASSES);
        return Math.clamp(TARGET_NANOS / each, FEWEST_PASSES, MAX_PASSES);
    }

    private long nanosFor(Argon2Cost cost) {
        long start = nanoTime.getAsLong();
        try (Secret nothing = Secret.wrap(new byte[Sealed.KEY_BYTES])) {
            cost.derive(nothing).close();
        }
        return nanoTime.getAsLong() - start;
    }
}
