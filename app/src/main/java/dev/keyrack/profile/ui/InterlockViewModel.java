package dev.keyrack.profile.ui;

import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.Interlock.Armed;
import dev.keyrack.profile.domain.Interlock.Ending;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.InterlockModel;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.control.EnvironmentLook;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The open profile's interlock: arming it by its name, counting down, closing it. Opening another profile closes it.
/// JavaFX thread.
public final class InterlockViewModel {
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Interlock interlock;
    private final BackgroundRunner runner;
    private final TimeText times;
    private final Messages messages;
    private final StatusBarViewModel status;
    private final InterlockModel model;
    private final StringProperty typedName = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private @Nullable Profile profile;

    /// No profile is open yet.
    public InterlockViewModel(Interlock interlock, BackgroundRunner runner, TimeText times, Messages messages,
            StatusBarViewModel status) {
        this.interlock = interlock;
        this.runner = runner;
        this.times = times;
        this.messages = messages;
        this.status = status;
        this.model = status.interlock();
        typedName.subscribe(() -> check());
        busy.subscribe(() -> check());
    }

    private void check() {
        ready.set(!busy.get() && typedName.get().strip().equals(profileName()));
    }

    /// Another profile is open from now on, or none. What was armed is closed.
    public void show(Optional<Profile> opened) {
        Profile before = profile;
        Profile after = opened.orElse(null);
        if (before != null && !before.equals(after)) {
            close(Ending.SWITCHED);
        }
        profile = after;
        String word = opened.map(its -> its.environment().label()).orElse("");
        model.wordProperty().set(word);
        model.profileProperty().set(profileName());
        status.interlockProperty().set(opened.isEmpty() || needsArming()
                ? ""
                : messages.get("profile.interlock.none", word));
        refresh();
    }

    private boolean needsArming() {
        return profile != null && Interlock.guards(profile);
    }

    /// Whether the open profile takes no changes now.
    public boolean isClosed() {
        return profile != null && needsArming() && interlock.armed(profile).isEmpty();
    }

    /// Begins anew with the name.
    void begin() {
        typedName.set("");
        failure.set("");
        check();
    }

    /// Opens the profile to changes. Does nothing before its name is typed in full.
    ///
    /// @param onArmed run once it is open
    void arm(Runnable onArmed) {
        Profile wanted = profile;
        if (wanted == null || !ready.get()) {
            return;
        }
        busy.set(true);
        failure.set("");
        String typed = typedName.get().strip();
        runner.start(_ -> interlock.arm(wanted, typed), outcome -> {
            busy.set(false);
            refresh();
            switch (outcome) {
                case Outcome.Ok<Armed> _ -> onArmed.run();
                case Outcome.Failed<Armed>(var why) -> failure.set(FailureText.of(why, messages));
            }
        });
    }

    /// Closes it.
    public void disarm() {
        close(Ending.BY_HAND);
    }

    /// Closes it because the program was locked.
    public void lock() {
        close(Ending.LOCKED);
    }

    private void close(Ending ending) {
        write(() -> interlock.disarm(ending));
    }

    /// It is closed also where that cannot be written down; the journal's own page tells that storage fails.
    private void write(Runnable work) {
        runner.<Boolean>start(_ -> {
            try {
                work.run();
                return Outcome.ok(true);
            } catch (StorageException e) {
                return Outcome.failed(e.asFailure());
            }
        }, _ -> refresh());
    }

    /// Counts down; called once a second.
    public void tick() {
        boolean wasArmed = model.stateProperty().get() == InterlockModel.State.ARMED;
        refresh();
        if (wasArmed && model.stateProperty().get() != InterlockModel.State.ARMED) {
            write(interlock::sweep);
        }
    }

    private void refresh() {
        Profile its = profile;
        Optional<Armed> armed = its == null ? Optional.empty() : interlock.armed(its);
        if (its == null || armed.isEmpty()) {
            model.stateProperty().set(needsArming() ? InterlockModel.State.READ_ONLY : InterlockModel.State.NONE);
            model.leftProperty().set("");
            model.spokenProperty().set("");
            return;
        }
        Duration left = interlock.left(its).plusMillis(999);
        model.leftProperty().set(TimeText.countdown(left));
        model.endingProperty().set(left.compareTo(ENDING) < 0);
        model.spokenProperty().set(messages.get("profile.interlock.spoken", its.environment().label(), its.name(),
                left.plusSeconds(59).toMinutes()));
        model.armedByProperty().set(messages.get("profile.interlock.by", armed.get().by(),
                times.time(armed.get().at())));
        model.stateProperty().set(InterlockModel.State.ARMED);
    }

    String profileName() {
        return profile == null ? "" : profile.name().value();
    }

    String account() {
        return profile == null ? "" : profile.account().orElse("");
    }

    String address() {
        return profile == null ? "" : profile.baseUrl().toString();
    }

    long minutes() {
        return Interlock.OPEN_FOR.toMinutes();
    }

    EnvironmentLook look() {
        if (profile == null) {
            throw new IllegalStateException("no profile is open");
        }
        return EnvironmentLook.of(profile.environment());
    }

    StringProperty typedNameProperty() {
        return typedName;
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }
}
