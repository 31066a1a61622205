package dev.keyrack.shared.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.shared.i18n.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Words for times")
class TimeTextTest {
    private final FakeClock clock = new FakeClock(); // 22 November 2026, 12:00 UTC
    private final TimeText times = new TimeText(Messages.forLocale(Locale.ENGLISH), clock, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest(name = "{0} before now is {1}")
    @CsvSource({"PT0S, just now", "PT59S, just now", "PT1M, 1 min ago", "PT59M59S, 59 min ago", "PT1H, 1 h ago",
            "PT23H59M, 23 h ago", "P1D, 1 d ago", "P400D, 400 d ago"})
    void sayHowLongAgo(Duration past, String words) {
        assertThat(times.ago(clock.instant().minus(past))).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} from now is {1}")
    @CsvSource({"PT30M, within the hour", "PT1H, in 1 hour", "PT23H, in 23 hours", "P1D, in 1 day", "P10D, in 10 days",
            "PT-30M, within the hour", "PT-1H, 1 hour ago", "PT-5H, 5 hours ago", "P-1D, 1 day ago",
            "P-4D, 4 days ago"})
    void sayHowFar(Duration ahead, String words) {
        assertThat(times.distance(clock.instant().plus(ahead))).isEqualTo(words);
    }

    @Test
    void areLocalWithUtcBesideThem() {
        Instant end = Instant.parse("2026-12-04T00:00:00Z");
        assertThat(times.dateAndTime(end)).isEqualTo("4 Dec 2026, 01:00");
        assertThat(times.utcTime(end)).isEqualTo("00:00 UTC");
        assertThat(times.utc(end)).isEqualTo("4 Dec 2026, 00:00 UTC");
        assertThat(times.seconds(end)).isEqualTo("01:00:00");
    }

    @Test
    void nameTheYearWhereItIsAnother() {
        assertThat(times.day(Instant.parse("2026-11-18T12:00:00Z"))).isEqualTo("18 Nov");
        assertThat(times.day(Instant.parse("2025-11-18T12:00:00Z"))).isEqualTo("18 Nov 2025");
        assertThat(times.moment(Instant.parse("2026-12-31T23:30:00Z"))).as("it is next year in Berlin")
                .isEqualTo("1 Jan 2027, 00:30");
    }

    @Test
    void tellTheAgeOfWhatIsOnScreenInSeconds() {
        assertThat(times.age(clock.instant().minusSeconds(12))).isEqualTo("12 s ago");
        assertThat(times.age(clock.instant().minusSeconds(60))).isEqualTo("1 min ago");
        assertThat(times.age(clock.instant().plusSeconds(5))).as("a clock that went back").isEqualTo("just now");
    }

    @ParameterizedTest(name = "{0} left reads {1}")
    @CsvSource({"PT0S, 0:00", "PT9S, 0:09", "PT23.9S, 0:23", "PT61S, 1:01", "PT61M, 61:00"})
    void countDown(Duration left, String words) {
        assertThat(TimeText.countdown(left)).isEqualTo(words);
    }
}
