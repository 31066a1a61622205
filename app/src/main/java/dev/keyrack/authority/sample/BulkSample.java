package dev.keyrack.authority.sample;

import dev.keyrack.authority.core.AuthorityStore;
import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.StoredKey;
import dev.keyrack.authority.core.SystemTraits;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Many keys, to see how something behaves with many. All facts come from a fixed seed; the digests do not, since keys
/// with values that anybody can compute would be keys that anybody can use.
public final class BulkSample {
    private static final long SEED = 20_261_122;
    private static final List<String> SERVICES = List.of("checkout", "billing", "catalog", "search", "mailer",
            "reports",
            "importer", "exporter", "gateway", "ledger", "notifier", "scheduler", "webhooks", "archive", "metrics");
    private static final int OLDEST_DAYS = 900;

    private final SystemTraits traits;
    private final Instant now;
    private final SecureRandom secureRandom;
    private final Random random = new Random(SEED);

    /// Makes keys as of `now`.
    public BulkSample(SystemTraits traits, Instant now, SecureRandom secureRandom) {
        this.traits = traits;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.secureRandom = secureRandom;
    }

    /// Adds `count` keys in one go.
    public void fill(AuthorityStore store, int count) {
        List<StoredKey> keys = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            keys.add(key(i));
        }
        store.keys().add(keys);
    }

    private StoredKey key(int number) {
        String environment = random.nextInt(4) == 0 ? last(traits) : traits.defaultEnvironment();
        Instant created = now.minus(Duration.ofMinutes(1 + random.nextInt(OLDEST_DAYS * 24 * 60)));
        String name = SERVICES.get(random.nextInt(SERVICES.size())) + String.format(Locale.ROOT, "-%06d", number);
        Optional<Instant> expires = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(created.plus(Duration.ofDays(365L * (1 + random.nextInt(3)))));
        KeyFacts facts = new KeyFacts(Base62.id(traits.idPrefix(), random), hint(traits, environment, random), name,
                scopes(),
                environment, random.nextInt(12) != 0, created, "ops@quillhaven.test", expires, Optional.empty());
        long minutes = Duration.between(created, now).toMinutes();
        Optional<Instant> used = random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(now.minus(Duration.ofMinutes((long) (minutes * random.nextDouble()))))
                        .filter(at -> expires.isEmpty() || at.isBefore(expires.get()));
        return new StoredKey(unknownValue(secureRandom), facts, used, used.isEmpty() ? 0 : 1 + random.nextInt(90_000));
    }

    private List<String> scopes() {
        List<String> chosen = traits.scopes().stream().filter(_ -> random.nextInt(3) == 0).toList();
        return chosen.isEmpty() ? traits.scopes().subList(0, 1) : chosen;
    }

    /// The digest of a value that nobody knows.
    static Digest unknownValue(SecureRandom secureRandom) {
        byte[] bytes = new byte[32];
        secureRandom.nextBytes(bytes);
        return Digest.ofBytes(bytes);
    }

    /// The beginning of a value.
    static String hint(SystemTraits traits, String environment, Random random) {
        String prefix = traits.prefixes().getOrDefault(environment, "");
        return prefix + Base62.id("", random).substring(0, Math.max(0, traits.hintLength() - prefix.length()));
    }

    private static String last(SystemTraits traits) {
        return traits.prefixes().keySet().stream().reduce((_, later) -> later).orElseThrow();
    }
}
