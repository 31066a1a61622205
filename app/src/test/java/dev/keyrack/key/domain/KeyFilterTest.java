package dev.keyrack.key.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.KeyFilter.Idleness;
import dev.keyrack.key.domain.LastUsed.Precision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The filter for keys")
class KeyFilterTest {
    private static final Instant NOW = Samples.NOW;
    private static final Samples.Builder KEY = Samples.key("key_aaaaaa1", "Nightly Backup", List.of("things:read"));

    private static KeyFilter words(String text) {
        return new KeyFilter(text, Set.of(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static KeyFilter idle(int days) {
        return new KeyFilter("", Set.of(), OptionalInt.of(days), OptionalInt.empty());
    }

    private static KeyFilter expiring(int days) {
        return new KeyFilter("", Set.of(), OptionalInt.empty(), OptionalInt.of(days));
    }

    private static LastUsed used(Duration ago, Precision precision) {
        return new LastUsed.At(NOW.minus(ago), precision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "nightly", "BACK", "key_aa", "fk_live_01", "ada@", "things:read",
            "backup nightly"})
    void wordsAreFoundInAnyCaseAndPlace(String text) {
        assertThat(words(text).matches(KEY.build(), NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weekly", "nightly weekly", "backupkey"})
    void everyWordMustBeThere(String text) {
        assertThat(words(text).matches(KEY.build(), NOW)).isFalse();
    }

    @Test
    void aStatusIsTheOneOfNow() {
        ApiKey over = KEY.expires(Optional.of(NOW.minusSeconds(1))).build();
        KeyFilter expired = new KeyFilter("", Set.of(KeyStatus.EXPIRED), OptionalInt.empty(), OptionalInt.empty());

        assertThat(expired.matches(over, NOW)).isTrue();
        assertThat(expired.matches(KEY.build(), NOW)).isFalse();
    }

    @Test
    void aKeyThatWasNotUsedForLongerIsIdle() {
        assertThat(idle(30).matches(KEY.used(used(Duration.ofDays(31), Precision.EXACT)).build(), NOW)).isTrue();
        assertThat(idle(30).matches(KEY.used(used(Duration.ofDays(30), Precision.EXACT)).build(), NOW)).isFalse();
    }

    @Test
    void aKeyThatWasNeverUsedIsIdleSinceItsCreation() {
        assertThat(idle(30).matches(KEY.build(), NOW)).isTrue();
        assertThat(idle(30).matches(KEY.created(Optional.of(NOW.minus(Duration.ofDays(3)))).build(), NOW)).isFalse();
        assertThat(KeyFilter.idleness(KEY.created(Optional.empty()).build(), NOW, 30)).isEqualTo(Idleness.UNKNOWN);
    }

    @Test
    void notReportedIsNotIdle() {
        ApiKey key = KEY.used(new LastUsed.NotReported()).build();

        assertThat(idle(1).matches(key, NOW)).isFalse();
        assertThat(KeyFilter.idleness(key, NOW, 1)).isEqualTo(Idleness.UNKNOWN);
        assertThat(KeyFilter.idleness(KEY.used(new LastUsed.Unknown()).build(), NOW, 1)).isEqualTo(Idleness.UNKNOWN);
    }

    @Test
    void coarseTimesMakeIdlenessPossibleOnly() {
        Duration justOver = Duration.ofDays(30).plusHours(2);

        assertThat(KeyFilter.idleness(KEY.used(used(justOver, Precision.DAY)).build(), NOW, 30))
                .isEqualTo(Idleness.POSSIBLE);
        assertThat(KeyFilter.idleness(KEY.used(used(justOver, Precision.HOUR)).build(), NOW, 30))
                .isEqualTo(Idleness.CERTAIN);
        assertThat(KeyFilter.idleness(KEY.used(used(Duration.ofDays(3), Precision.DAY)).build(), NOW, 30))
                .isEqualTo(Idleness.NO);
    }

    @Test
    void expiringKeysAreStillGood() {
        assertThat(expiring(7).matches(KEY.expires(Optional.of(NOW.plus(Duration.ofDays(7)))).build(), NOW)).isTrue();
        assertThat(expiring(7).matches(KEY.expires(Optional.of(NOW.plus(Duration.ofDays(8)))).build(), NOW)).isFalse();
        assertThat(expiring(7).matches(KEY.expires(Optional.of(NOW.minusSeconds(1))).build(), NOW)).isFalse();
        assertThat(expiring(7).matches(KEY.build(), NOW)).isFalse();
    }
}
