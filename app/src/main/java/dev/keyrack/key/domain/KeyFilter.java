package dev.keyrack.key.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which keys somebody wants to see. What is empty does not restrict.
///
/// @param text         words that must all occur in a key's name, id, hint, owner or scopes, in any case
/// @param statuses     any of these
/// @param idleDays     not used for more than so many days
/// @param expiringDays still good, and expiring within so many days
public record KeyFilter(String text, Set<KeyStatus> statuses, OptionalInt idleDays, OptionalInt expiringDays) {
    /// Keeps its own copy.
    public KeyFilter {
        statuses = Set.copyOf(statuses);
    }

    /// Whether `key` is wanted, as things stand at `now`. A key whose last use is not reported does not count as idle.
    public boolean matches(ApiKey key, Instant now) {
        return (statuses.isEmpty() || statuses.contains(key.statusAt(now))) && isIdleEnough(key, now)
                && isExpiring(key, now) && containsAllWords(key);
    }

    private boolean containsAllWords(ApiKey key) {
        if (text.isBlank()) {
            return true;
        }
        String all = String.join("\n", key.name(), key.id().value(), key.hint().text(), key.owner().orElse(""),
                String.join("\n", key.scopes().stream().map(Scope::value).toList())).toLowerCase(Locale.ROOT);
        List<String> words = Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return words.stream().allMatch(all::contains);
    }

    private boolean isIdleEnough(ApiKey key, Instant now) {
        if (idleDays.isEmpty()) {
            return true;
        }
        Idleness idleness = idleness(key, now, idleDays.getAsInt());
        return idleness == Idleness.CERTAIN || idleness == Idleness.POSSIBLE;
    }

    private boolean isExpiring(ApiKey key, Instant now) {
        if (expiringDays.isEmpty()) {
            return true;
        }
        Instant until = now.plus(Duration.ofDays(expiringDays.getAsInt()));
        Optional<Instant> expiresAt = key.expiresAt();
        KeyStatus status = key.statusAt(now);
        return expiresAt.isPresent() && !expiresAt.get().isAfter(until)
                && (status == KeyStatus.ACTIVE || status == KeyStatus.DISABLED);
    }

    /// Whether `key` was not used for more than `days` days before `now`. A key that was never used counts from its
    /// creation.
    public static Idleness idleness(ApiKey key, Instant now, int days) {
        Instant limit = now.minus(Duration.ofDays(days));
        return switch (key.lastUsed()) {
            case LastUsed.At(var at, var precision) -> {
                if (!at.isBefore(limit)) {
                    yield Idleness.NO;
                }
                yield at.plus(slack(precision)).isBefore(limit) ? Idleness.CERTAIN : Idleness.POSSIBLE;
            }
            case LastUsed.Never() -> key.createdAt()
                    .map(created -> created.isBefore(limit) ? Idleness.CERTAIN : Idleness.NO).orElse(Idleness.UNKNOWN);
            case LastUsed.NotReported(),LastUsed.Unknown() -> Idleness.UNKNOWN;
        };
    }

    private static Duration slack(LastUsed.Precision precision) {
        return switch (precision) {
            case EXACT -> Duration.ZERO;
            case FIVE_MINUTES -> Duration.ofMinutes(5);
            case TEN_MINUTES -> Duration.ofMinutes(10);
            case HOUR -> Duration.ofHours(1);
            case DAY, UNSTATED -> Duration.ofDays(1);
        };
    }

    /// How sure it is that a key is idle.
    public enum Idleness {
        /// It was not used for longer, however coarse the provider's times are.
        CERTAIN,
        /// The provider's times are too coarse to be sure.
        POSSIBLE,
        /// It was used since, or is younger.
        NO,
        /// The provider does not tell.
        UNKNOWN
    }
}
