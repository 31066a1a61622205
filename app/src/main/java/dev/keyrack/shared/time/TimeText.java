package dev.keyrack.shared.time;

import dev.keyrack.shared.i18n.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Words for moments and spans: local time, with UTC where it is asked for. Any thread.
public final class TimeText {
    private final Messages messages;
    private final InstantSource clock;
    private final ZoneId zone;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dayOfMonth;
    private final DateTimeFormatter dateAndTime;
    private final DateTimeFormatter dayAndTime;
    private final DateTimeFormatter time;
    private final DateTimeFormatter timeWithSeconds;

    /// Words in the language of `messages`.
    ///
    /// @param zone the zone that people live in
    public TimeText(Messages messages, InstantSource clock, ZoneId zone) {
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
        this.date = pattern("d MMM uuuu");
        this.dayOfMonth = pattern("d MMM");
        this.dateAndTime = pattern("d MMM uuuu, HH:mm");
        this.dayAndTime = pattern("d MMM, HH:mm");
        this.time = pattern("HH:mm");
        this.timeWithSeconds = pattern("HH:mm:ss");
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, messages.locale()).withZone(zone);
    }

    /// Now, by this object's clock.
    public Instant now() {
        return clock.instant();
    }

    /// Such as `2 min ago`.
    public String ago(Instant instant) {
        Duration past = Duration.between(instant, clock.instant());
        if (past.toMinutes() < 1) {
            return messages.get("shared.time.just-now");
        }
        if (past.toHours() < 1) {
            return messages.get("shared.time.minutes-ago", past.toMinutes());
        }
        return past.toDays() < 1
                ? messages.get("shared.time.hours-ago", past.toHours())
                : messages.get("shared.time.days-ago", past.toDays());
    }

    /// Such as `12 s ago`, for the age of what is on screen.
    public String age(Instant instant) {
        long seconds = Duration.between(instant, clock.instant()).toSeconds();
        return seconds >= 0 && seconds < 60 ? messages.get("shared.time.seconds-ago", seconds) : ago(instant);
    }

    /// Such as `in 10 days` or `4 days ago`.
    public String distance(Instant instant) {
        long days = ChronoUnit.DAYS.between(clock.instant(), instant);
        long hours = ChronoUnit.HOURS.between(clock.instant(), instant);
        if (days != 0) {
            return days > 0
                    ? messages.get("shared.time.in-days", days)
                    : messages.get("shared.time.full-days-ago", -days);
        }
        return hours >= 0
                ? messages.get("shared.time.in-hours", hours)
                : messages.get("shared.time.full-hours-ago", -hours);
    }

    /// Such as `4 Dec 2026`.
    public String date(Instant instant) {
        return date.format(instant);
    }

    /// Such as `18 Nov`, with the year where it is not this one.
    public String day(Instant instant) {
        return isThisYear(instant) ? dayOfMonth.format(instant) : date.format(instant);
    }

    /// Such as `4 Dec 2026, 01:00`.
    public String dateAndTime(Instant instant) {
        return dateAndTime.format(instant);
    }

    /// Such as `24 Nov, 14:05`, with the year where it is not this one.
    public String moment(Instant instant) {
        return isThisYear(instant) ? dayAndTime.format(instant) : dateAndTime.format(instant);
    }

    /// Such as `14:05`.
    public String time(Instant instant) {
        return time.format(instant);
    }

    /// Such as `14:05:33`.
    public String seconds(Instant instant) {
        return timeWithSeconds.format(instant);
    }

    /// Such as `00:00 UTC`.
    public String utcTime(Instant instant) {
        return messages.get("shared.time.utc", time.withZone(ZoneOffset.UTC).format(instant));
    }

    /// Such as `4 Dec 2026, 00:00 UTC`.
    public String utc(Instant instant) {
        return messages.get("shared.time.utc", dateAndTime.withZone(ZoneOffset.UTC).format(instant));
    }

    /// Minutes and seconds, such as `0:23`.
    public static String countdown(Duration left) {
        return "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }

    private boolean isThisYear(Instant instant) {
        return instant.atZone(zone).getYear() == clock.instant().atZone(zone).getYear();
    }
}
