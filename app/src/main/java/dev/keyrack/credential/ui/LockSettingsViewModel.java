package dev.keyrack.credential.ui;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.domain.LockSettingsStore;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// When Keyrack locks by itself, and what opens the store for credentials. JavaFX thread.
public final class LockSettingsViewModel {
    /// What it works with.
    ///
    /// @param onChanged told of settings that were kept
    /// @param onState   told how the store stands, each time that it was looked at
    public record Parts(LockSettingsStore settings, KeychainControl store, BackgroundRunner runner, Messages messages,
            Consumer<LockSettings> onChanged, Consumer<KeychainControl.State> onState) {}

    /// The store in words, and what can be done with it.
    ///
    /// @param where           where credentials are
    /// @param why             why there
    /// @param opens           what opens it
    /// @param hasPassphrase   whether one opens it
    /// @param hasKeyring      whether the system's keyring opens it
    /// @param isManaged       whether what opens it can be changed
    record Store(String where, String why, String opens, boolean hasPassphrase, boolean hasKeyring,
            boolean isManaged) {}

    /// A change of the store.
    @FunctionalInterface
    interface Change {
        void make(KeychainControl store) throws KeychainException;
    }

    static final int NEVER = 0;
    static final int MIN_PASSPHRASE = 8;

    private final Parts parts;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<LockSettings> settings = new ReadOnlyObjectWrapper<>(LockSettings.DEFAULT);
    private final ReadOnlyObjectWrapper<@Nullable Store> store = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper done = new ReadOnlyStringWrapper("");

    /// Reads both.
    public LockSettingsViewModel(Parts parts) {
        this.parts = parts;
        this.messages = parts.messages();
        parts.runner().start(_ -> Outcome.ok(parts.settings().load()), outcome -> outcome.peek(settings::set));
        look();
    }

    /// Looks at the store again; the page was just opened.
    void look() {
        parts.runner().start(_ -> state(), outcome -> {
            switch (outcome) {
                case Outcome.Ok<KeychainControl.State>(var state) -> {
                    store.set(words(state));
                    parts.onState().accept(state);
                }
                case Outcome.Failed<KeychainControl.State>(var why) -> problem.set(FailureText.of(why, messages));
            }
        });
    }

    private Outcome<KeychainControl.State> state() {
        try {
            return Outcome.ok(parts.store().state());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private Store words(KeychainControl.State state) {
        Set<Opening> openings = state.openings();
        boolean passphrase = openings.contains(Opening.PASSPHRASE);
        boolean keyring = openings.contains(Opening.KEYRING);
        String opens = passphrase
                ? keyring
                        ? messages.get("credential.store.opens.both")
                        : messages.get("credential.store.opens.passphrase")
                : keyring
                        ? messages.get("credential.store.opens.keyring")
                        : messages.get("credential.store.opens.none");
        return new Store(where(state.kind()), why(state), opens, passphrase, keyring,
                state.kind() == Keychain.Kind.ENCRYPTED_FILE && state.isOpen());
    }

    private String where(Keychain.Kind kind) {
        return switch (kind) {
            case OS_KEYRING -> messages.get("credential.store.keyring");
            case ENCRYPTED_FILE -> messages.get("credential.store.file");
            case MEMORY -> messages.get("credential.store.memory");
        };
    }

    private String why(KeychainControl.State state) {
        return switch (state.reason()) {
            case PASSPHRASE_FILE_GIVEN -> messages.get("credential.store.why.given");
            case VAULT_EXISTS -> messages.get("credential.store.why.exists");
            case KEYRING_ANSWERS -> messages.get("credential.store.why.answers");
            case KEYRING_UNUSABLE -> messages.get("credential.store.why.unusable");
            case NOTHING_ELSE -> messages.get("credential.store.why.nothing");
        };
    }

    /// Locks after so many minutes, or never for [#NEVER].
    void lockAfter(int minutes) {
        save(settings.get().after(minutes == NEVER ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes))));
    }

    /// Whether to lock with the screen.
    void withScreen(boolean yes) {
        save(new LockSettings(settings.get().after(), yes, settings.get().withSleep()));
    }

    /// Whether to lock when the computer goes to sleep.
    void withSleep(boolean yes) {
        save(new LockSettings(settings.get().after(), settings.get().withScreen(), yes));
    }

    private void save(LockSettings wanted) {
        LockSettings before = settings.get();
        if (wanted.equals(before)) {
            return;
        }
        settings.set(wanted);
        problem.set("");
        parts.runner().start(_ -> {
            parts.settings().save(wanted);
            return Outcome.ok(wanted);
        }, outcome -> {
            switch (outcome) {
                case Outcome.Ok<LockSettings>(var kept) -> parts.onChanged().accept(kept);
                case Outcome.Failed<LockSettings>(var why) -> {
                    settings.set(before);
                    problem.set(FailureText.of(why, messages));
                }
            }
        });
    }

    /// What is wrong with a new passphrase; empty if nothing is.
    String problemWith(String typed, String again) {
        if (typed.codePointCount(0, typed.length()) < MIN_PASSPHRASE) {
            return messages.get("credential.passphrase.short");
        }
        return typed.equals(again) ? "" : messages.get("credential.passphrase.differ");
    }

    /// Makes a passphrase open the store, in place of an earlier one; the array is wiped.
    ///
    /// @param onDone run if that worked
    void setPassphrase(char[] typed, Runnable onDone) {
        Secret passphrase = Secret.ofChars(typed);
        Arrays.fill(typed, '\0');
        if (busy.get()) {
            passphrase.close();
            return;
        }
        change(control -> {
            try (passphrase) {
                control.setPassphrase(passphrase);
            }
        }, messages.get("credential.store.done.passphrase"), onDone);
    }

    /// Makes the system's keyring open the store.
    void addKeyring() {
        change(KeychainControl::addKeyring, messages.get("credential.store.done.keyring"), () -> {
        });
    }

    /// Makes the passphrase open the store no more.
    void removePassphrase() {
        change(control -> control.remove(Opening.PASSPHRASE), messages.get("credential.store.done.no-passphrase"),
                () -> {
                });
    }

    /// Makes the system's keyring open the store no more.
    void removeKeyring() {
        change(control -> control.remove(Opening.KEYRING), messages.get("credential.store.done.no-keyring"), () -> {
        });
    }

    /// Encrypts everything under a new key.
    void rotateKey() {
        change(KeychainControl::rotateKey, messages.get("credential.store.done.rotated"), () -> {
        });
    }

    private void change(Change change, String words, Runnable onDone) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        problem.set("");
        done.set("");
        parts.runner().start(_ -> make(change), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Boolean> _ -> {
                    done.set(words);
                    onDone.run();
                }
                case Outcome.Failed<Boolean>(var why) -> problem.set(FailureText.of(why, messages));
            }
            look();
        });
    }

    private Outcome<Boolean> make(Change change) {
        try {
            change.make(parts.store());
            return Outcome.ok(true);
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// The times that can be chosen, in minutes.
    static List<Integer> choices() {
        return LockSettings.CHOICES.stream().map(LockSettingsViewModel::minutes).toList();
    }

    /// The chosen time in minutes.
    int minutes() {
        return minutes(settings.get().after());
    }

    private static int minutes(Optional<Duration> after) {
        return after.map(time -> (int) time.toMinutes()).orElse(NEVER);
    }

    boolean isWithScreen() {
        return settings.get().withScreen();
    }

    boolean isWithSleep() {
        return settings.get().withSleep();
    }

    ReadOnlyObjectProperty<LockSettings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Store> storeProperty() {
        return store.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty doneProperty() {
        return done.getReadOnlyProperty();
    }
}
