package dev.keyrack.key.ui;

import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// When a key shall expire. JavaFX thread.
final class ExpiryViewModel {
    /// What can be chosen.
    enum Choice {
        KEEP, DAYS_30, DAYS_90, YEAR, DATE, NEVER
    }

    private final TimeText times;
    private final Messages messages;
    private final ObjectProperty<Choice> choice;
    private final ObjectProperty<@Nullable LocalDate> date = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

    ExpiryViewModel(Choice first, TimeText times, Messages messages) {
        this.times = times;
        this.messages = messages;
        this.choice = new SimpleObjectProperty<>(first);
        choice.subscribe(() -> describe());
        date.subscribe(() -> describe());
        describe();
    }

    /// What the provider says about the end of its keys, if it cannot be changed.
    static Optional<String> reason(Provider provider) {
        return provider.support(Capability.EDIT_EXPIRY) instanceof Support.No(var reason) && !reason.isEmpty()
                ? Optional.of(reason)
                : Optional.empty();
    }

    /// How long from now on; empty for no expiry, and while no date is chosen.
    Optional<Duration> duration() {
        return switch (choice.get()) {
            case DAYS_30 -> Optional.of(Duration.ofDays(30));
            case DAYS_90 -> Optional.of(Duration.ofDays(90));
            case YEAR -> Optional.of(Duration.ofDays(365));
            case DATE -> end().map(end -> Duration.ofMinutes(Duration.between(times.now(), end).toMinutes()))
                    .filter(Duration::isPositive);
            case NEVER, KEEP -> Optional.empty();
        };
    }

    /// Whether the choice can be used.
    boolean isComplete() {
        return choice.get() != Choice.DATE || duration().isPresent();
    }

    private Optional<Instant> end() {
        LocalDate chosen = date.get();
        return chosen == null ? Optional.empty() : Optional.of(chosen.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private void describe() {
        words.set(switch (choice.get()) {
            case KEEP -> messages.get("key.expiry.keep.words");
            case NEVER -> messages.get("key.expiry.never.words");
            case DATE -> duration().isEmpty() ? messages.get("key.expiry.date.words") : moment();
            case DAYS_30, DAYS_90, YEAR -> moment();
        });
    }

    private String moment() {
        Instant end = choice.get() == Choice.DATE
                ? end().orElseThrow()
                : times.now().plus(duration().orElseThrow());
        return messages.get("key.expiry.words", times.dateAndTime(end), times.utcTime(end));
    }

    ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    ObjectProperty<@Nullable LocalDate> dateProperty() {
        return date;
    }

    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }
}
