package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.key.ui.ExpiryViewModel.Choice;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The choice of an expiry")
class ExpiryViewModelTest {
    private final Bench bench = new Bench();
    private final ExpiryViewModel expiry = new ExpiryViewModel(Choice.DAYS_90, bench.times, bench.messages);

    @ParameterizedTest(name = "{0} is {1} days, in words: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            DAYS_30 | 30  | 22 Dec 2026, 12:00 local time (12:00 UTC).
            DAYS_90 | 90  | 20 Feb 2027, 12:00 local time (12:00 UTC).
            YEAR    | 365 | 22 Nov 2027, 12:00 local time (12:00 UTC).
            """)
    void isASpanFromNow(Choice choice, int days, String words) {
        expiry.choiceProperty().set(choice);
        assertThat(expiry.duration()).contains(Duration.ofDays(days));
        assertThat(expiry.wordsProperty().get()).isEqualTo(words);
        assertThat(expiry.isComplete()).isTrue();
    }

    @Test
    void canBeNever() {
        expiry.choiceProperty().set(Choice.NEVER);
        assertThat(expiry.duration()).isEmpty();
        assertThat(expiry.isComplete()).isTrue();
        assertThat(expiry.wordsProperty().get()).isEqualTo("It works until somebody revokes it.");
    }

    @Test
    void isNotCompleteWithoutADate() {
        expiry.choiceProperty().set(Choice.DATE);
        assertThat(expiry.isComplete()).isFalse();
        assertThat(expiry.wordsProperty().get()).startsWith("Choose a day after today");
    }

    @Test
    void refusesADayThatIsOver() {
        expiry.choiceProperty().set(Choice.DATE);
        expiry.dateProperty().set(LocalDate.of(2026, 11, 22));
        assertThat(expiry.isComplete()).isFalse();
    }

    @Test
    void endsAtMidnightUtcOfTheDate() {
        expiry.choiceProperty().set(Choice.DATE);
        expiry.dateProperty().set(LocalDate.of(2026, 11, 23));
        assertThat(expiry.duration()).contains(Duration.ofHours(12));
        assertThat(expiry.wordsProperty().get()).isEqualTo("23 Nov 2026, 00:00 local time (00:00 UTC).");
    }
}
