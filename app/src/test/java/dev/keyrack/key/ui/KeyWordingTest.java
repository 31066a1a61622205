package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.SeenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The words for a key")
class KeyWordingTest {
    private final Bench bench = new Bench();
    private final KeyWording wording = new KeyWording(bench.provider, bench.messages, bench.times);

    private static Samples.Builder key(String... scopes) {
        return Samples.key("key_aaaaaa1", "one", List.of(scopes));
    }

    private KeyRow row(Samples.Builder key) {
        return wording.row(Samples.seen(key.build()), false);
    }

    @Test
    void tellNeverFromNotReportedFromNotFetched() {
        assertThat(row(key().used(new LastUsed.Never())).lastUsed().first()).isEqualTo("Never used");
        assertThat(row(key().used(new LastUsed.NotReported())).lastUsed().first()).isEqualTo("Not reported");
        assertThat(row(key().used(new LastUsed.Unknown())).lastUsed().first()).isEqualTo("Not fetched yet");
    }

    @Test
    void sortTheThreeEmptyStatesAfterAllDates() {
        List<KeyRow> rows = Stream.<LastUsed>of(new LastUsed.Unknown(), new LastUsed.NotReported(),
                new LastUsed.Never(), new LastUsed.At(Instant.EPOCH, LastUsed.Precision.DAY),
                new LastUsed.At(Samples.NOW, LastUsed.Precision.EXACT)).map(used -> row(key().used(used)))
                .sorted(KeyRow.BY_LAST_USE).toList();
        assertThat(rows).extracting(row -> row.lastUsed().tone()).containsExactly("plain", "plain", "never",
                "not-reported", "unknown");
        assertThat(rows.getFirst().lastUsed().first()).isEqualTo("just now");
    }

    @Test
    void sayHowExactTheLastUseIs() {
        KeyRow.Words words = row(key().used(new LastUsed.At(Samples.NOW.minus(Duration.ofHours(3)),
                LastUsed.Precision.TEN_MINUTES))).lastUsed();
        assertThat(words.first()).isEqualTo("3 h ago");
        assertThat(words.second()).isEqualTo("± 10 min");
    }

    @Test
    void areAbsoluteWhereTheListIsOld() {
        KeyRow row = wording.row(Samples.seen(key()
                .used(new LastUsed.At(Samples.NOW.minus(Duration.ofHours(3)), LastUsed.Precision.EXACT)).build()),
                true);
        assertThat(row.lastUsed().first()).isEqualTo("22 Nov, 09:00");
        assertThat(row.look()).isEqualTo(StatusLook.ACTIVE_WHEN_LAST_SEEN);
    }

    @ParameterizedTest(name = "{0} fk_ab reads {1}")
    @CsvSource({"PREFIX, fk_ab…", "LAST, …fk_ab", "ID, ID fk_ab", "NONE, ''"})
    void showWhichPartOfTheValueIsKnown(Hint.Kind kind, String words) {
        assertThat(row(key().hint(new Hint(kind, "fk_ab"))).hint()).isEqualTo(words);
    }

    @Test
    void joinTheVerbsOfOneResource() {
        assertThat(row(key("things:read", "things:write", "bills:read")).chips()).containsExactly(
                new KeyRow.ScopeChip("things", "rw", true), new KeyRow.ScopeChip("bills", "r", false));
    }

    @Test
    void treatAScopeOutsideTheCatalogueAsOneThatChanges() {
        assertThat(row(key("rockets:launch")).chips())
                .containsExactly(new KeyRow.ScopeChip("rockets", "launch", true));
        assertThat(row(key("admin")).chips()).extracting(KeyRow.ScopeChip::resource).containsExactly("admin");
    }

    @ParameterizedTest(name = "a key that expires in {0} days is: {1}")
    @CsvSource({"1, warning", "13, warning", "15, plain"})
    void warnTwoWeeksBeforeTheEnd(int days, String tone) {
        KeyRow row = row(key().expires(Optional.of(Samples.NOW.plus(Duration.ofDays(days)))));
        assertThat(row.expires().tone()).isEqualTo(tone);
    }

    @Test
    void callAKeyExpiredWhoseTimeIsOver() {
        KeyRow row = row(key().expires(Optional.of(Samples.NOW.minusSeconds(1))));
        assertThat(row.look()).isEqualTo(StatusLook.EXPIRED);
        assertThat(row.muted()).isTrue();
    }

    @Test
    void sayDeadOnlyOfAProvedDeath() {
        ApiKey revoked = key().status(KeyStatus.REVOKED).build();
        SeenKey seen = new SeenKey(revoked, Samples.NOW, Optional.empty(), Optional.of(Samples.NOW), Optional.empty(),
                Optional.empty());
        assertThat(wording.row(seen, false).status()).isEqualTo(new KeyRow.Words("Revoked", "since 22 Nov", "plain"));
        SeenKey dead = new SeenKey(revoked, Samples.NOW, Optional.empty(), Optional.of(Samples.NOW),
                Optional.of(Samples.NOW), Optional.empty());
        assertThat(wording.row(dead, false).status().first()).isEqualTo("Dead");
    }

    @Test
    void putKeysIntoTheirGroups() {
        assertThat(row(key()).groups()).contains(KeyGroup.ALL, KeyGroup.ACTIVE, KeyGroup.NO_EXPIRY);
        assertThat(row(key().expires(Optional.of(Samples.NOW.plus(Duration.ofDays(29))))).groups())
                .contains(KeyGroup.EXPIRING).doesNotContain(KeyGroup.NO_EXPIRY);
        assertThat(row(key().expires(Optional.of(Samples.NOW.plus(Duration.ofDays(31))))).groups())
                .doesNotContain(KeyGroup.EXPIRING);
        assertThat(row(key().status(KeyStatus.REVOKED)).groups()).containsExactly(KeyGroup.ALL, KeyGroup.GONE);
        assertThat(row(key().status(KeyStatus.DISABLED)).groups()).containsExactly(KeyGroup.ALL);
    }

    @Test
    void callAKeyIdleOnlyWhenThatIsCertain() {
        Instant longAgo = Samples.NOW.minus(Duration.ofDays(60));
        assertThat(row(key().used(new LastUsed.At(longAgo, LastUsed.Precision.EXACT))).groups())
                .contains(KeyGroup.IDLE);
        assertThat(row(key().used(new LastUsed.NotReported())).groups()).doesNotContain(KeyGroup.IDLE);
        assertThat(row(key().used(new LastUsed.Unknown())).groups()).doesNotContain(KeyGroup.IDLE);
    }

    @Test
    void giveANamelessKeyAWord() {
        assertThat(row(Samples.key("key_aaaaaa1", "", List.of())).name()).isEqualTo("(no name)");
    }
}
