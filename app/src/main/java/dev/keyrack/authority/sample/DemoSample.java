package dev.keyrack.authority.sample;

import dev.keyrack.authority.core.AuthorityStore;
import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.Organisation;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.StoredKey;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.core.UsageRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/// An invented company with keys of all kinds and 90 days of usage. Which keys there are is said by a table beside this
/// class, one per system. All facts come from a fixed seed and the time of filling; the values of the keys do not, and
/// nobody knows them.
public final class DemoSample {
    private static final long SEED = 20_261_122;
    private static final String COMPANY = "Quillhaven Logistics";
    private static final int EXPIRES_SOON_DAYS = 5;

    private final SystemTraits traits;
    private final Instant now;
    private final SecureRandom secureRandom;
    private final Random random = new Random(SEED);

    /// One line of the table.
    ///
    /// @param name        name of the key
    /// @param environment environment of the key
    /// @param scopes      its scopes
    /// @param kind        its story
    /// @param perDay      requests on a usual day
    /// @param by          local part of the creator's address
    /// @param ageDays     how long ago it was made
    private record Line(String name, String environment, List<String> scopes, KeyStory kind, int perDay, String by,
            int ageDays) {
        static Line parse(String text) {
            String[] part = text.split("\\|", -1);
            return new Line(part[0], part[1], List.of(part[2].split(" ", -1)), KeyStory.of(part[3]),
                    Integer.parseInt(part[4]), part[5], Integer.parseInt(part[6]));
        }
    }

    /// Makes the company as of `now`.
    public DemoSample(SystemTraits traits, Instant now, SecureRandom secureRandom) {
        this.traits = traits;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.secureRandom = secureRandom;
    }

    /// Adds the company to an empty storage.
    ///
    /// @param resources what it has beside its keys, made at a time from a fixed seed
    public void fill(AuthorityStore store, BiFunction<Instant, RandomGenerator, List<Resource>> resources) {
        store.accounts().organisation().map(Organisation::id).ifPresent(id -> store.accounts().rename(id, COMPANY));
        List<StoredKey> keys = new ArrayList<>();
        List<UsageRow> usage = new ArrayList<>();
        for (Line line : table()) {
            KeyFacts facts = facts(line);
            keys.add(new StoredKey(BulkSample.unknownValue(secureRandom), facts, Optional.empty(), 0));
            usage.addAll(new UsageStory(facts, line.kind(), line.perDay(), now, random).rows());
        }
        store.keys().add(keys);
        store.usage().add(usage);
        resources.apply(now, random).forEach(store.resources()::save);
    }

    private KeyFacts facts(Line line) {
        Instant created = ago(line.ageDays());
        Optional<Instant> expires = switch (line.kind()) {
            case EXPIRED, PROBED -> Optional.of(ago(4 + random.nextInt(20)));
            case SOON -> Optional.of(ago(-1 - random.nextInt(EXPIRES_SOON_DAYS)));
            default -> line.ageDays() % 3 == 0
                    ? Optional.empty()
                    : Optional.of(ago(-30 - random.nextInt(300)));
        };
        return new KeyFacts(Base62.id(traits.idPrefix(), random), BulkSample.hint(traits, line.environment(), random),
                line.name(),
                traits.scopes().stream().filter(line.scopes()::contains).toList(), line.environment(),
                line.kind() != KeyStory.DISABLED, created, line.by() + "@quillhaven.test", expires, Optional.empty());
    }

    /// So many days and up to ten hours ago; days below 0 are still to come.
    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days)).minus(Duration.ofSeconds(random.nextInt(36_000)))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private List<Line> table() {
        String name = traits.id() + ".txt";
        try (InputStream in = DemoSample.class.getResourceAsStream(name)) {
            if (in == null) {
                return List.of();
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(Line::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
