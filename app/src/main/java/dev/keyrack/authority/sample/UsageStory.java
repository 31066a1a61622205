package dev.keyrack.authority.sample;

import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.core.UsageRow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Ninety days of one key: the last two weeks hour by hour, before that a few hours of each day.
final class UsageStory {
    private static final int DAYS = 90;
    private static final int HOURLY_DAYS = 14;
    private static final int IDLE_DAYS = 48;
    private static final int BURST_EVERY_DAYS = 9;
    private static final int NIGHT_HOUR = 2;
    private static final List<Integer> COARSE_HOURS = List.of(8, 11, 14, 17);
    /// Share of a working day in each hour, in thousandths.
    private static final int[] OFFICE = {0, 0, 0, 0, 0, 5, 20, 60, 105, 120, 115, 95, 70, 90, 105, 95, 65, 35, 15, 5, 0,
            0, 0, 0};
    /// Share of any day in each hour, in thousandths.
    private static final int[] STEADY = {30, 28, 26, 26, 28, 32, 38, 44, 50, 52, 52, 50, 48, 50, 52, 50, 48, 46, 44, 44,
            44, 42, 40, 36};

    private final KeyFacts facts;
    private final KeyStory story;
    private final int perDay;
    private final Instant now;
    private final Random random;
    private final ZonedDateTime today;
    private final Instant lastUse;

    UsageStory(KeyFacts facts, KeyStory story, int perDay, Instant now, Random random) {
        this.facts = facts;
        this.story = story;
        this.perDay = perDay;
        this.now = now;
        this.random = random;
        this.today = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        this.lastUse = switch (story) {
            case IDLE -> now.minus(Duration.ofDays(IDLE_DAYS + random.nextInt(30)));
            case DISABLED -> now.minus(Duration.ofDays(HOURLY_DAYS + random.nextInt(20)));
            case EXPIRED, PROBED -> facts.expiresAt().orElse(now);
            default -> now;
        };
    }

    List<UsageRow> rows() {
        List<UsageRow> rows = new ArrayList<>();
        if (story == KeyStory.UNUSED) {
            return rows;
        }
        for (int day = DAYS - 1; day >= 0; day--) {
            ZonedDateTime date = today.minusDays(day);
            long requests = Math.round(perDay * weight(date) * (0.8 + 0.4 * random.nextDouble()));
            boolean burst = story == KeyStory.BURSTS && (day + facts.name().length()) % BURST_EVERY_DAYS == 0;
            for (int hour : hours(day)) {
                add(rows, date.plusHours(hour).toInstant(), share(requests, hour, day) * (burst ? 6 : 1), burst);
            }
        }
        return rows;
    }

    private void add(List<UsageRow> rows, Instant hour, long requests, boolean burst) {
        Instant created = facts.createdAt();
        if (hour.isBefore(created) || !hour.isBefore(now)) {
            return;
        }
        boolean alive = hour.plus(1, ChronoUnit.HOURS).isBefore(lastUse) || lastUse.equals(now);
        Tally tally = alive ? outcome(requests, burst) : afterEnd(hour);
        if (tally.total() > 0) {
            rows.add(new UsageRow(facts.id(), hour, tally, alive ? Optional.of(within(hour)) : Optional.empty()));
        }
    }

    private Tally outcome(long requests, boolean burst) {
        long limited = burst ? requests / 4 : 0;
        long failed = burst ? requests / 12 : requests / 250 + (requests > 40 && random.nextInt(6) == 0 ? 1 : 0);
        long refused = story == KeyStory.NARROW ? requests / 5 : 0;
        return new Tally(requests - limited - failed - refused, limited, refused, failed);
    }

    /// Whoever did not notice that the key ended is refused.
    private Tally afterEnd(Instant hour) {
        boolean tries = story == KeyStory.PROBED && hour.isAfter(lastUse) && random.nextInt(3) == 0;
        return tries ? new Tally(0, 0, 1 + random.nextInt(6), 0) : Tally.NONE;
    }

    private double weight(ZonedDateTime date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return switch (story) {
            case NIGHTLY -> 1;
            case STEADY, PROBED, EXPIRED -> weekend ? 0.7 : 1;
            default -> weekend ? 0.12 : 1;
        };
    }

    private List<Integer> hours(int day) {
        if (story == KeyStory.NIGHTLY) {
            return List.of(NIGHT_HOUR);
        }
        return day < HOURLY_DAYS ? IntStream.range(0, 24).boxed().toList() : COARSE_HOURS;
    }

    private long share(long requests, int hour, int day) {
        if (story == KeyStory.NIGHTLY) {
            return requests;
        }
        if (day >= HOURLY_DAYS) {
            return requests / COARSE_HOURS.size();
        }
        int[] curve = story == KeyStory.STEADY || story == KeyStory.PROBED || story == KeyStory.EXPIRED
                ? STEADY
                : OFFICE;
        return Math.round(requests * curve[hour] / 1000.0);
    }

    /// A moment in the hour, and before now.
    private Instant within(Instant hour) {
        long seconds = Math.min(3_600, Duration.between(hour, now).toSeconds());
        return hour.plus(Duration.ofSeconds(seconds < 1 ? 0 : random.nextLong(seconds)));
    }
}
