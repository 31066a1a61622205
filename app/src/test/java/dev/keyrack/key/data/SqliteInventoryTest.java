package dev.keyrack.key.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.Inventory.SeenUsage;
import dev.keyrack.key.domain.Inventory.Snapshot;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.sql.Database;
import dev.keyrack.shared.sql.Migrator;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The inventory")
class SqliteInventoryTest {
    private static final ProfileName DEMO = new ProfileName("demo");
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00.123456Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));
    private static final Instant THURSDAY = MONDAY.plus(Duration.ofDays(3));

    @TempDir
    Path folder;

    private Database database;
    private SqliteInventory inventory;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("keyrack.db"));
        inventory = new SqliteInventory(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ApiKey key(String id) {
        return key(id, "name of " + id);
    }

    private static ApiKey key(String id, String name) {
        return new ApiKey(new KeyId(id), name, new Hint(Hint.Kind.LAST, "a1b2"),
                new LinkedHashSet<>(List.of(new Scope("databases:write"), new Scope("databases:read"))),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")), new LastUsed.Never(), Optional.empty(),
                KeyStatus.ACTIVE, Optional.of("ada@example.test"));
    }

    private static ApiKey withFacts(ApiKey key, Map<String, String> facts) {
        return new ApiKey(key.id(), key.name(), key.hint(), key.scopes(), key.createdAt(), key.lastUsed(),
                key.expiresAt(), key.status(), key.owner(), new LinkedHashMap<>(facts));
    }

    private static List<String> ids(Snapshot snapshot) {
        return snapshot.keys().stream().map(seen -> seen.key().id().value()).toList();
    }

    private SeenKey latest(String id) {
        return one(inventory.latest(DEMO), id);
    }

    private static SeenKey one(Snapshot snapshot, String id) {
        return snapshot.keys().stream().filter(seen -> seen.key().id().value().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void knowsNothingOfAProfileThatWasNeverRead() {
        assertThat(inventory.latest(DEMO)).isEqualTo(new Snapshot(Optional.empty(), List.of()));
    }

    @Test
    void keepsWhatElseIsToldAndWhatItWasBefore() {
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("uses left", "9");
        odd.put("odd\tname\\", "two\r\nlines\tand \\t");
        odd.put("none", "");
        inventory.recordListing(DEMO, MONDAY, List.of(withFacts(key("one"), odd), key("two")));
        assertThat(latest("one").key().facts()).containsExactlyEntriesOf(odd);
        assertThat(latest("two").key().facts()).isEmpty();
        inventory.recordListing(DEMO, TUESDAY, List.of(withFacts(key("one"), Map.of("uses left", "8")), key("two")));
        assertThat(latest("one").key().facts()).containsExactly(Map.entry("uses left", "8"));
        assertThat(one(inventory.asOf(DEMO, MONDAY), "one").key().facts()).containsExactlyEntriesOf(odd);
    }

    @Test
    void bringsAnInventoryWithoutFactsUpToDate() {
        try (Database old = Database.open(folder.resolve("old.db"))) {
            new Migrator("inventory", SqliteInventory.class, List.of("001-inventory.sql")).migrate(old);
            old.write("an old row", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("""
                            INSERT INTO profile VALUES (1, 'demo');
                            INSERT INTO api_key VALUES (1, 1, 'one');
                            INSERT INTO traits VALUES (1, 'NONE', 'ACTIVE', 'NEVER', '', NULL);
                            INSERT INTO key_version VALUES (1, 9223372036854775807, 1, 0, 'n', '', 0, 0, 0, 1);
                            """);
                }
                return 0;
            });
            Snapshot read = new SqliteInventory(old).latest(DEMO);
            assertThat(one(read, "one").key().facts()).isEmpty();
            assertThat(one(read, "one").key().name()).isEqualTo("n");
        }
    }

    @Test
    void givesBackEveryFactOfAKey() {
        List<ApiKey> keys = List.of(key("one"),
                new ApiKey(new KeyId("två\n"), "", new Hint(Hint.Kind.NONE, ""),
                        new LinkedHashSet<>(List.of(new Scope("odd\\n\nscope"), new Scope("x"))), Optional.empty(),
                        new LastUsed.At(MONDAY, LastUsed.Precision.HOUR), Optional.of(Instant.MAX),
                        KeyStatus.DISABLED, Optional.empty()),
                new ApiKey(new KeyId("three"), "Zürich 🔑", new Hint(Hint.Kind.PREFIX, "ch_live_"),
                        new LinkedHashSet<>(), Optional.of(Instant.EPOCH), new LastUsed.NotReported(),
                        Optional.of(Instant.EPOCH), KeyStatus.EXPIRED, Optional.of("")),
                new ApiKey(new KeyId("four"), "4", new Hint(Hint.Kind.ID, "four"), new LinkedHashSet<>(),
                        Optional.empty(), new LastUsed.Unknown(), Optional.empty(), KeyStatus.REVOKED,
                        Optional.empty()));
        inventory.recordListing(DEMO, MONDAY, keys);
        List<ApiKey> read = inventory.latest(DEMO).keys().stream().map(SeenKey::key).toList();
        assertThat(read).hasSize(4);
        assertThat(read.get(0)).isEqualTo(keys.get(0));
        assertThat(read.get(0).scopes()).containsExactlyElementsOf(keys.get(0).scopes());
        assertThat(read.get(1).scopes()).containsExactlyElementsOf(keys.get(1).scopes());
        assertThat(read.get(1).lastUsed()).isEqualTo(keys.get(1).lastUsed());
        assertThat(read.get(1).expiresAt().orElseThrow()).isAfter(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(read.get(2)).isEqualTo(keys.get(2));
        assertThat(read.get(3)).isEqualTo(keys.get(3));
    }

    @Test
    void tellsScopesInAnotherOrderApart() {
        ApiKey turned = new ApiKey(new KeyId("one"), "name of one", key("one").hint(),
                new LinkedHashSet<>(key("one").scopes().reversed()), key("one").createdAt(), key("one").lastUsed(),
                key("one").expiresAt(), key("one").status(), key("one").owner());
        inventory.recordListing(DEMO, MONDAY, List.of(key("one"), turned.withStatus(KeyStatus.ACTIVE)));
        inventory.recordListing(DEMO, TUESDAY, List.of(turned));
        assertThat(latest("one").key().scopes()).containsExactlyElementsOf(turned.scopes());
    }

    @Test
    void keepsTheProvidersOrder() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("b"), key("a"), key("c")));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("b", "a", "c");
        inventory.recordListing(DEMO, TUESDAY, List.of(key("d"), key("c"), key("b"), key("a")));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("d", "c", "b", "a");
        assertThat(ids(inventory.asOf(DEMO, MONDAY))).containsExactly("b", "a", "c");
    }

    @Test
    void keepsAKeyThatIsNotListedAnyMoreAsATombstone() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a"), key("b")));
        inventory.recordListing(DEMO, TUESDAY, List.of(key("b")));
        inventory.recordListing(DEMO, WEDNESDAY, List.of(key("b")));
        SeenKey gone = latest("a");
        assertThat(ids(inventory.latest(DEMO))).containsExactly("b", "a");
        assertThat(gone.key().status()).isEqualTo(KeyStatus.GONE);
        assertThat(gone.goneSince()).contains(TUESDAY);
        assertThat(gone.lastSeen()).isEqualTo(MONDAY);
        assertThat(latest("b").lastSeen()).isEqualTo(WEDNESDAY);
        assertThat(inventory.latest(DEMO).readAt()).contains(WEDNESDAY);
    }

    @Test
    void answersForAnyMomentOfThePast() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "old name")));
        inventory.recordListing(DEMO, TUESDAY, List.of(key("a", "new name"), key("b")));
        inventory.recordListing(DEMO, WEDNESDAY, List.of(key("b")));
        assertThat(inventory.asOf(DEMO, MONDAY.minusSeconds(1)))
                .isEqualTo(new Snapshot(Optional.empty(), List.of()));
        assertThat(one(inventory.asOf(DEMO, TUESDAY.minusSeconds(1)), "a").key().name()).isEqualTo("old name");
        Snapshot tuesday = inventory.asOf(DEMO, TUESDAY.plusSeconds(1));
        assertThat(tuesday.readAt()).contains(TUESDAY);
        assertThat(ids(tuesday)).containsExactly("a", "b");
        assertThat(one(tuesday, "a").key()).isEqualTo(key("a", "new name"));
        assertThat(one(tuesday, "a").goneSince()).isEmpty();
        assertThat(one(inventory.asOf(DEMO, WEDNESDAY), "a").goneSince()).contains(WEDNESDAY);
    }

    @Test
    void letsAKeyComeBack() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        inventory.recordListing(DEMO, TUESDAY, List.of());
        inventory.recordListing(DEMO, WEDNESDAY, List.of(key("a")));
        assertThat(latest("a").goneSince()).isEmpty();
        assertThat(latest("a").key().status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(one(inventory.asOf(DEMO, TUESDAY), "a").key().status()).isEqualTo(KeyStatus.GONE);
    }

    @Test
    void showsAKeyThatWasCreatedSinceTheListing() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        inventory.recordKey(DEMO, TUESDAY, key("b"));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("a", "b");
        assertThat(latest("b").lastSeen()).isEqualTo(TUESDAY);
        assertThat(inventory.latest(DEMO).readAt()).contains(MONDAY);
        assertThat(ids(inventory.asOf(DEMO, MONDAY))).containsExactly("a");
    }

    @Test
    void doesNotBuryAKeyThatWasCreatedWhileAListingWasUnderWay() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        inventory.recordKey(DEMO, WEDNESDAY, key("b"));
        inventory.recordListing(DEMO, TUESDAY, List.of(key("a")));
        assertThat(latest("b").goneSince()).isEmpty();
    }

    @Test
    void ignoresAListingThatComesAfterANewerOne() {
        inventory.recordListing(DEMO, TUESDAY, List.of(key("a", "new")));
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "old"), key("b")));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("a");
        assertThat(latest("a").key().name()).isEqualTo("new");
    }

    @Test
    void takesTheLastWordOfOneInstant() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "1"), key("b")));
        inventory.recordKey(DEMO, MONDAY, key("a", "2"));
        inventory.recordListing(DEMO, MONDAY, List.of(key("b"), key("a", "3"), key("c")));
        inventory.recordListing(DEMO, MONDAY, List.of(key("b"), key("a", "3"), key("c")));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("b", "a", "c");
        assertThat(latest("a").key().name()).isEqualTo("3");
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "3")));
        assertThat(latest("c").goneSince()).contains(MONDAY);
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "3"), key("c")));
        assertThat(latest("c").goneSince()).isEmpty();
        assertThat(ids(inventory.asOf(DEMO, MONDAY))).containsExactly("a", "c", "b");
    }

    @Test
    void countsARepeatedKeyOnce() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a", "first"), key("b"), key("a", "second")));
        assertThat(ids(inventory.latest(DEMO))).containsExactly("a", "b");
        assertThat(latest("a").key().name()).isEqualTo("first");
    }

    @Test
    void callsARevokedKeyRevokedWhetherItIsListedOrNot() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a"), key("b")));
        inventory.recordRevoked(DEMO, new KeyId("a"), TUESDAY);
        inventory.recordDead(DEMO, new KeyId("a"), TUESDAY.plusSeconds(2));
        assertThat(latest("a").key().status()).isEqualTo(KeyStatus.REVOKED);
        inventory.recordListing(DEMO, WEDNESDAY, List.of(key("b")));
        SeenKey revoked = latest("a");
        assertThat(revoked.key().status()).isEqualTo(KeyStatus.REVOKED);
        assertThat(revoked.revokedAt()).contains(TUESDAY);
        assertThat(revoked.deadSince()).contains(TUESDAY.plusSeconds(2));
        assertThat(revoked.goneSince()).contains(WEDNESDAY);
        SeenKey before = one(inventory.asOf(DEMO, MONDAY), "a");
        assertThat(before.key().status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(before.revokedAt()).isEmpty();
        assertThat(one(inventory.asOf(DEMO, TUESDAY), "a").deadSince()).isEmpty();
    }

    @Test
    void keepsTheFirstTimeAKeyWasRevokedAndRefused() {
        inventory.recordKey(DEMO, MONDAY, key("a"));
        inventory.recordDead(DEMO, new KeyId("a"), WEDNESDAY);
        inventory.recordRevoked(DEMO, new KeyId("a"), TUESDAY);
        inventory.recordRevoked(DEMO, new KeyId("a"), THURSDAY);
        inventory.recordDead(DEMO, new KeyId("a"), THURSDAY);
        assertThat(latest("a").revokedAt()).contains(TUESDAY);
        assertThat(latest("a").deadSince()).contains(WEDNESDAY);
    }

    @Test
    void remembersAKeyThatWasRevokedByItsIdAlone() {
        inventory.recordRevoked(DEMO, new KeyId("x"), MONDAY);
        assertThat(latest("x").key().status()).isEqualTo(KeyStatus.REVOKED);
        assertThat(latest("x").key().hint().kind()).isEqualTo(Hint.Kind.NONE);
        inventory.recordListing(DEMO, TUESDAY, List.of());
        assertThat(latest("x").key().status()).isEqualTo(KeyStatus.REVOKED);
    }

    @Test
    void recognisesAValueEvenIfItCameBeforeItsKey() {
        Fingerprint first = new Fingerprint("ab".repeat(32), 52, "ch_live_");
        Fingerprint second = new Fingerprint("cd".repeat(32), 52, "ch_live_");
        inventory.recordFingerprint(DEMO, new KeyId("a"), first);
        assertThat(inventory.latest(DEMO).keys()).isEmpty();
        inventory.recordListing(DEMO, MONDAY, List.of(key("b"), key("a")));
        assertThat(latest("a").fingerprint()).contains(first);
        assertThat(latest("b").fingerprint()).isEmpty();
        inventory.recordFingerprint(DEMO, new KeyId("a"), second);
        assertThat(latest("a").fingerprint()).contains(second);
    }

    @Test
    void keepsProfilesApart() {
        ProfileName other = new ProfileName("other");
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        inventory.recordListing(other, MONDAY, List.of(key("a", "theirs")));
        inventory.recordListing(other, TUESDAY, List.of());
        assertThat(latest("a").key()).isEqualTo(key("a"));
        assertThat(one(inventory.latest(other), "a").key().status()).isEqualTo(KeyStatus.GONE);
    }

    @Test
    void survivesBeingReopened() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        Snapshot before = inventory.latest(DEMO);
        database.close();
        open();
        assertThat(inventory.latest(DEMO)).isEqualTo(before);
    }

    @Test
    void replacesUsageBucketByBucket() {
        Instant day = Instant.parse("2026-11-16T00:00:00Z");
        Instant next = Bucket.DAY.next(day);
        KeyId id = new KeyId("a");
        assertThat(inventory.usage(DEMO, id, Bucket.DAY, day, next)).isEmpty();
        inventory.recordUsage(DEMO, id, MONDAY, new UsageSeries(Bucket.DAY,
                List.of(new UsageBucket(day, 1, 2, 3, 4), new UsageBucket(next, 5, 0, 0, 0))));
        inventory.recordUsage(DEMO, id, TUESDAY,
                new UsageSeries(Bucket.DAY, List.of(new UsageBucket(next, 9, 0, 1, 0))));
        SeenUsage usage = inventory.usage(DEMO, id, Bucket.DAY, MONDAY, THURSDAY).orElseThrow();
        assertThat(usage.readAt()).isEqualTo(TUESDAY);
        assertThat(usage.series().buckets()).containsExactly(new UsageBucket(day, 1, 2, 3, 4),
                new UsageBucket(next, 9, 0, 1, 0));
        assertThat(inventory.usage(DEMO, id, Bucket.DAY, day, next).orElseThrow().series().buckets()).hasSize(1);
        assertThat(inventory.usage(DEMO, id, Bucket.HOUR, day, next)).isEmpty();
    }

    @Test
    void agreesWithAFullCopyOfEveryListing() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeMap<Instant, List<ApiKey>> copies = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            Instant at = MONDAY.plus(Duration.ofMinutes(i));
            List<ApiKey> listing = IntStream.range(0, 12).filter(_ -> random.nextInt(4) > 0)
                    .mapToObj(n -> key("k" + n, "name " + random.nextInt(3))).collect(Collectors.toList());
            if (random.nextBoolean()) {
                Collections.shuffle(listing, random);
            }
            inventory.recordListing(DEMO, at, listing);
            copies.put(at, listing);
        }
        copies.forEach((at, listing) -> {
            List<ApiKey> listed = inventory.asOf(DEMO, at.plusSeconds(30)).keys().stream()
                    .filter(seen -> seen.goneSince().isEmpty()).map(SeenKey::key).toList();
            assertThat(listed).as("seed %d at %s", seed, at).isEqualTo(listing);
        });
    }

    @Test
    void holdsAHundredThousandKeys() {
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            keys.add(key("key_%020d".formatted(i), "service " + i));
        }
        long start = System.nanoTime();
        inventory.recordListing(DEMO, MONDAY, keys);
        Duration recorded = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        inventory.recordListing(DEMO, TUESDAY, keys);
        Duration again = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        Snapshot snapshot = inventory.latest(DEMO);
        Duration loaded = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("100,000 keys: recorded in %d ms, unchanged in %d ms, loaded in %d ms%n",
                recorded.toMillis(), again.toMillis(), loaded.toMillis());
        assertThat(snapshot.keys()).hasSize(100_000);
        assertThat(snapshot.keys().getLast().key()).isEqualTo(keys.getLast());
        // generous: other builds may share this computer
        assertThat(recorded).isLessThan(Duration.ofSeconds(20));
        assertThat(loaded).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void knowsTheKeysOfARenamedProfileUnderItsNewNameAlone() {
        ProfileName other = new ProfileName("other");
        inventory.recordListing(DEMO, MONDAY, List.of(key("a"), key("b")));
        inventory.recordListing(other, MONDAY, List.of(key("left-behind")));

        inventory.rename(DEMO, other);
        inventory.rename(DEMO, other);
        assertThat(ids(inventory.latest(other))).containsExactly("a", "b");
        assertThat(inventory.latest(DEMO).readAt()).isEmpty();
        inventory.recordListing(other, TUESDAY, List.of(key("a")));
        assertThat(ids(inventory.asOf(other, MONDAY))).containsExactly("a", "b");
    }

    @Test
    void renamesNothingToItself() {
        inventory.recordListing(DEMO, MONDAY, List.of(key("a")));
        inventory.rename(DEMO, DEMO);
        assertThat(ids(inventory.latest(DEMO))).containsExactly("a");
    }
}
