package dev.keyrack.reveal.ui;

import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.StatusBarViewModel;
import java.time.Duration;
import java.util.Optional;

/// The clipboard lease as the window shows it: countdown, clear now, and how it ended. JavaFX thread.
public final class ClipboardViewModel {
    /// How long a secret stays on the clipboard.
    public static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final ClipboardLease lease;
    private final StatusBarViewModel status;
    private final TimeText times;
    private final Messages messages;

    /// Shows `lease` in the status bar.
    public ClipboardViewModel(ClipboardLease lease, StatusBarViewModel status, TimeText times, Messages messages) {
        this.lease = lease;
        this.status = status;
        this.times = times;
        this.messages = messages;
    }

    /// Puts a copy of `secret` on the clipboard; `secret` stays the caller's.
    public void copy(Secret secret) {
        lease.copy(secret, LEASE);
        status.clipboardNoteProperty().set("");
        describe();
    }

    /// Ends the lease now.
    public void clearNow() {
        tell(Optional.of(lease.end()));
    }

    /// Ends the lease because the program is locked; the status bar says nothing of it.
    public ClipboardLease.End lock() {
        ClipboardLease.End end = lease.end();
        status.clipboardNoteProperty().set("");
        describe();
        return end;
    }

    /// Counts down; called once a second.
    public void tick() {
        tell(lease.tick());
    }

    /// A copy of the secret on lease, which the caller closes.
    public Optional<Secret> held() {
        return lease.held();
    }

    /// Whether a secret is on lease.
    public boolean isRunning() {
        return lease.isRunning();
    }

    private void tell(Optional<ClipboardLease.End> end) {
        end.ifPresent(how -> {
            switch (how) {
                case CLEARED -> status.clipboardNoteProperty()
                        .set(messages.get("reveal.clipboard.cleared", times.time(times.now())));
                case LEFT_ALONE -> status.clipboardNoteProperty().set(messages.get("reveal.clipboard.left-alone"));
                case NOTHING -> {
                }
            }
        });
        describe();
    }

    private void describe() {
        Duration left = lease.timeLeft();
        status.clipboardLeasedProperty().set(lease.isRunning());
        status.clipboardLeftProperty().set(TimeText.countdown(left.plusMillis(999)));
        status.clipboardFractionProperty()
                .set(lease.length().isZero() ? 0 : (double) left.toMillis() / lease.length().toMillis());
        status.clipboardEndingProperty().set(left.compareTo(ENDING) < 0);
    }
}
