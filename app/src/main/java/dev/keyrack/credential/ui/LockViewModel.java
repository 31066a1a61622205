package dev.keyrack.credential.ui;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.Lock;
import dev.keyrack.credential.domain.Lock.Locked;
import dev.keyrack.credential.domain.LockReport;
import dev.keyrack.credential.domain.LockService;
import dev.keyrack.credential.domain.LockService.Opened;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The locked window: why, what was closed, and the ways to open it. Knows nothing of keys and profiles. JavaFX thread.
public final class LockViewModel {
    /// What it works with.
    ///
    /// @param idle how long nobody had to be there; for the words alone
    public record Parts(Lock lock, LockService service, BackgroundRunner runner, TimeText times, Messages messages,
            Optional<Duration> idle) {}

    /// How the store opens.
    enum Way {
        /// It is being looked at.
        LOOKING,
        /// A passphrase.
        PASSPHRASE,
        /// A passphrase, or the system's keyring.
        BOTH,
        /// The system's keyring.
        KEYRING,
        /// Nothing has to be opened.
        FREE
    }

    /// A line about what was done.
    ///
    /// @param tone `success` or `warning`
    record Line(String words, String tone) {}

    private static final int FREE_TRIES = 3;
    private static final int LONGEST_WAIT = 30;

    private final Parts parts;
    private final Messages messages;
    private final Locked locked;
    private final ReadOnlyObjectWrapper<Way> way = new ReadOnlyObjectWrapper<>(Way.LOOKING);
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private int wrong;
    private Instant notBefore = Instant.MIN;

    /// Shows `locked`; see [#show] for what follows.
    public LockViewModel(Locked locked, Parts parts) {
        this.parts = parts;
        this.messages = parts.messages();
        this.locked = locked;
        busy.subscribe(() -> check());
        complete.subscribe(() -> check());
        way.subscribe(() -> check());
        show(locked);
    }

    /// What was done by now.
    public void show(Locked now) {
        List<Line> all = new ArrayList<>();
        LockReport report = now.report();
        switch (report.clipboard()) {
            case CLEARED -> all.add(done(messages.get("credential.lock.cleared", parts.times().time(now.since()))));
            case LEFT_ALONE -> all.add(done(messages.get("credential.lock.left-alone")));
            case NOTHING -> {
                // nothing was on it
            }
        }
        all.add(done(report.disarmed()
                ? messages.get("credential.lock.disarmed")
                : messages.get("credential.lock.closed")));
        if (report.creating() > 0) {
            all.add(open(messages.get("credential.lock.creating", report.creating())));
        }
        if (report.reveals() > 0) {
            all.add(open(messages.get("credential.lock.reveals", report.reveals())));
        }
        if (report.proofs() > 0) {
            all.add(open(messages.get("credential.lock.proofs", report.proofs())));
        }
        if (!report.failed().isEmpty()) {
            all.add(open(messages.get("credential.lock.failed")));
        }
        lines.set(all);
        if (now.isComplete() && !complete.get()) {
            complete.set(true);
            look();
        }
    }

    private static Line done(String words) {
        return new Line(words, "success");
    }

    private static Line open(String words) {
        return new Line(words, "warning");
    }

    /// Looks at the store; the page says what opens it.
    private void look() {
        parts.runner().start(_ -> parts.service().state(), outcome -> {
            switch (outcome) {
                case Outcome.Ok<KeychainControl.State>(var state) -> found(state);
                case Outcome.Failed<KeychainControl.State>(var why) -> {
                    failure.set(FailureText.of(why, messages));
                    way.set(Way.PASSPHRASE);
                }
            }
        });
    }

    private void found(KeychainControl.State state) {
        boolean passphrase = state.openings().contains(Opening.PASSPHRASE);
        boolean keyring = state.openings().contains(Opening.KEYRING);
        way.set(passphrase ? keyring ? Way.BOTH : Way.PASSPHRASE : keyring ? Way.KEYRING : Way.FREE);
        if (way.get() == Way.FREE) {
            note.set(state.kind() == Keychain.Kind.MEMORY
                    ? messages.get("credential.lock.memory")
                    : messages.get("credential.lock.empty"));
        }
    }

    private void check() {
        ready.set(complete.get() && !busy.get() && way.get() != Way.LOOKING
                && !parts.times().now().isBefore(notBefore));
    }

    /// Opens it with a passphrase; the array is wiped.
    void open(char[] typed) {
        Secret passphrase = Secret.ofChars(typed);
        Arrays.fill(typed, '\0');
        if (!ready.get() || passphrase.length() == 0) {
            passphrase.close();
            return;
        }
        start(() -> {
            try (passphrase) {
                return parts.service().byPassphrase(passphrase);
            }
        });
    }

    /// Opens it with what the system's keyring holds.
    void openByKeyring() {
        start(parts.service()::byKeyring);
    }

    /// Opens it where nothing has to be opened.
    void openFreely() {
        start(parts.service()::freely);
    }

    private void start(Supplier<Outcome<Opened>> opening) {
        if (!ready.get()) {
            return;
        }
        busy.set(true);
        failure.set("");
        long turn = parts.lock().turn();
        parts.runner().start(_ -> opening.get(), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Opened> _ -> {
                    if (!parts.lock().unlock(turn)) {
                        failure.set(messages.get("credential.lock.again"));
                    }
                }
                case Outcome.Failed<Opened>(var why) -> refused(why);
            }
        });
    }

    private void refused(Failure why) {
        if (!(why instanceof Failure.KeychainFailed(var problem, _, _)) || problem != Problem.WRONG_PASSPHRASE) {
            failure.set(FailureText.of(why, messages));
            return;
        }
        wrong++;
        failure.set(messages.get("credential.lock.wrong"));
        if (wrong >= FREE_TRIES) {
            long wait = Math.min(LONGEST_WAIT, 1L << Math.min(10, wrong - FREE_TRIES + 1));
            notBefore = parts.times().now().plusSeconds(wait);
            tick();
        }
    }

    /// Counts down; called once a second.
    public void tick() {
        Duration left = notBefore.equals(Instant.MIN)
                ? Duration.ZERO
                : Duration.between(parts.times().now(), notBefore);
        if (left.isPositive()) {
            note.set(messages.get("credential.lock.wait", TimeText.countdown(left.plusMillis(999))));
        } else if (!notBefore.equals(Instant.MIN)) {
            notBefore = Instant.MIN;
            note.set("");
        }
        check();
    }

    /// Why it is locked, and since when.
    String cause() {
        String at = parts.times().time(locked.since());
        return switch (locked.cause()) {
            case ASKED -> messages.get("credential.lock.cause.asked", at);
            case IDLE -> messages.get("credential.lock.cause.idle", at,
                    parts.idle().map(Duration::toMinutes).orElse(0L));
            case SLEEP -> messages.get("credential.lock.cause.sleep", at);
            case SCREEN -> messages.get("credential.lock.cause.screen", at);
            case COMMAND -> messages.get("credential.lock.cause.command", at);
        };
    }

    ReadOnlyObjectProperty<Way> wayProperty() {
        return way.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether it can be opened now.
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// What is to be known before it is opened; empty for nothing.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }
}
