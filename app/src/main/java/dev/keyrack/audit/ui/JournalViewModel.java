package dev.keyrack.audit.ui;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The latest entries of the journal, newest first. JavaFX thread.
public final class JournalViewModel {
    private static final int MOST = 2_000;

    /// An entry in words.
    ///
    /// @param action as the journal writes it, such as `key.create.done`
    record Row(String time, String action, String profile, String subject, String detail, String text) {}

    private final Journal journal;
    private final BackgroundRunner runner;
    private final TimeText times;
    private final Messages messages;
    private final ObservableList<Row> all = FXCollections.observableArrayList();
    private final FilteredList<Row> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private long size = -1;
    private boolean reading;

    /// Shows nothing before [#refresh].
    public JournalViewModel(Journal journal, BackgroundRunner runner, TimeText times, Messages messages) {
        this.journal = journal;
        this.runner = runner;
        this.times = times;
        this.messages = messages;
        filter.subscribe(() -> {
            String words = filter.get().strip().toLowerCase(Locale.ROOT);
            shown.setPredicate(row -> row.text().contains(words));
        });
    }

    /// Reads the entries, if there are new ones. Does nothing while that is under way. Called once a second.
    public void refresh() {
        if (reading) {
            return;
        }
        reading = true;
        long known = size;
        runner.start(_ -> {
            long now = journal.size();
            return Outcome.ok(new Latest(now, now == known ? List.of() : journal.latest(MOST)));
        }, outcome -> {
            reading = false;
            switch (outcome) {
                case Outcome.Ok<Latest>(var latest) -> show(latest);
                case Outcome.Failed<Latest> _ -> {
                    size = -1; // told anew once it can be read again
                    state.set(messages.get("audit.state.unreadable"));
                }
            }
        });
    }

    private record Latest(long size, List<JournalEntry> entries) {}

    private void show(Latest latest) {
        if (latest.size() != size) {
            size = latest.size();
            all.setAll(latest.entries().stream().map(this::row).toList());
            count.set(Long.toString(size));
            summary.set(messages.get("audit.summary", size));
            state.set(size == 0
                    ? messages.get("audit.state.empty")
                    : messages.get("audit.state", size, times.time(latest.entries().getFirst().at())));
        }
    }

    private Row row(JournalEntry entry) {
        String text = String.join("\n", entry.action(), entry.profile(), entry.subject(), entry.detail());
        return new Row(times.moment(entry.at()) + ":" + times.seconds(entry.at()).substring(6), entry.action(),
                entry.profile(), entry.subject(), entry.detail(), text.toLowerCase(Locale.ROOT));
    }

    ObservableList<Row> rows() {
        return shown;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// How many entries there are and when the newest was written, or that they cannot be read.
    public ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// How many entries there are, as text.
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }
}
