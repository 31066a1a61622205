package dev.keyrack.key.ui;

import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.key.ui.KeyTableViewModel.Phase;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.StatusBarViewModel.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Says in the status bar how the provider can be reached, how old the list is, and what is left of its limit.
final class ConnectionLine {
    private final StatusBarViewModel status;
    private final TimeText times;
    private final Messages messages;

    ConnectionLine(StatusBarViewModel status, TimeText times, Messages messages) {
        this.status = status;
        this.times = times;
        this.messages = messages;
    }

    /// No profile is open.
    void none() {
        say(Connection.NONE, "", "");
    }

    /// The keys are being read.
    void reading() {
        say(Connection.WORKING, messages.get("key.connection.reading"), "");
    }

    /// So many of them have been read.
    ///
    /// @param total keys in all; zero or less if not known
    /// @param left  how long it will still take
    void reading(long done, long total, Optional<Duration> left) {
        String rest = total <= 0
                ? messages.get("key.connection.reading.so-far", done)
                : left.map(time -> messages.get("key.connection.reading.left", done, total, TimeText.countdown(time)))
                        .orElseGet(() -> messages.get("key.connection.reading.of", done, total));
        say(Connection.WORKING, messages.get("key.connection.reading"), rest);
    }

    /// The keys were read, or not.
    ///
    /// @param readAt when the list on screen was read
    void describe(Phase phase, Optional<Instant> readAt) {
        switch (phase) {
            case LOADING -> say(Connection.NONE, "", "");
            case READY, EMPTY -> say(Connection.CONNECTED, messages.get("key.connection.connected"),
                    messages.get("key.connection.read", readAt.map(times::age).orElse("")));
            case OFFLINE -> say(Connection.OFFLINE, messages.get("key.connection.offline"),
                    readAt.map(at -> messages.get("key.connection.seen", times.time(at))).orElse(""));
            case REFUSED -> say(Connection.REFUSED, messages.get("key.connection.refused"),
                    readAt.map(at -> messages.get("key.connection.last-read", times.moment(at))).orElse(""));
        }
    }

    private void say(Connection connection, String lead, String rest) {
        status.connectionProperty().set(connection);
        status.connectionLeadProperty().set(lead);
        status.connectionRestProperty().set(rest);
    }

    /// What the provider said about its limit.
    void limit(Optional<RequestLimit> limit, String provider) {
        status.limitProperty().set(limit.map(this::words).orElseGet(() -> messages.get("key.limit.none", provider)));
    }

    /// Nothing is known of a limit.
    void noLimit() {
        status.limitProperty().set("");
    }

    /// The limit as it is on screen.
    String limit() {
        return status.limitProperty().get();
    }

    private String words(RequestLimit limit) {
        return limit.limit().map(most -> messages.get("key.limit.left-of", limit.remaining(), most))
                .orElseGet(() -> messages.get("key.limit.left", limit.remaining()));
    }
}
