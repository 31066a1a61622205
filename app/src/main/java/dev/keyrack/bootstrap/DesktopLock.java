package dev.keyrack.bootstrap;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.credential.data.LockSignals;
import dev.keyrack.credential.domain.IdleClock;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.Lock;
import dev.keyrack.credential.domain.Lock.Locked;
import dev.keyrack.credential.domain.Lock.Part;
import dev.keyrack.credential.domain.LockCause;
import dev.keyrack.credential.domain.LockReport;
import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.domain.LockTally;
import dev.keyrack.credential.ui.AfterUnlockView;
import dev.keyrack.credential.ui.LockSettingsView;
import dev.keyrack.credential.ui.LockSettingsViewModel;
import dev.keyrack.credential.ui.LockView;
import dev.keyrack.credential.ui.LockViewModel;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.MainWindow;
import dev.keyrack.shell.StatusBarViewModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Locks the window and opens it again: what makes it lock, what is wiped, and what is there afterwards. JavaFX thread.
final class DesktopLock implements AutoCloseable {
    /// What the window lends.
    ///
    /// @param background runs elsewhere
    record Parts(Stage stage, MainWindow window, StatusBarViewModel status, ClipboardViewModel clipboard,
            BackgroundRunner runner, Executor background, TimeText times, Messages messages, AppGraph graph,
            InstantSource clock) {}

    /// What the window shows while it is open.
    interface Sessions {
        /// What it shows now.
        Optional<DesktopSession> current();

        /// Forgets it.
        void drop();

        /// Builds it anew.
        ///
        /// @param profile the profile that was open
        /// @param section id of the section that was shown
        void reopen(Optional<String> profile, String section);

        /// Says where credentials are kept.
        void keptIn(KeychainControl.State state);
    }

    private record Place(Optional<String> profile, String section) {}

    private static final Place NOWHERE = new Place(Optional.empty(), "");

    private final Parts parts;
    private final Sessions sessions;
    private final Lock lock;
    private final IdleClock idle;
    private final LooseEnds looseEnds = new LooseEnds();
    private volatile LockSettings settings = LockSettings.DEFAULT; // read on threads of D-Bus
    private Optional<LockSignals> signals = Optional.empty();
    private Place place = NOWHERE;
    private @Nullable LockView view;
    private @Nullable LockViewModel viewModel;
    private boolean ready;
    private boolean polling;

    DesktopLock(Parts parts, Sessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
        this.lock = new Lock(parts.clock(), entry -> parts.graph().journal().append(entry), Platform::runLater,
                parts.background());
        this.idle = new IdleClock(parts.clock(), System::nanoTime, settings);
        lock.register(Part.SECRETS, this::wipeSecrets);
        lock.register(Part.CLIPBOARD, tally -> tally.clipboard(switch (parts.clipboard().lock()) {
            case CLEARED -> LockReport.Clipboard.CLEARED;
            case LEFT_ALONE -> LockReport.Clipboard.LEFT_ALONE;
            case NOTHING -> LockReport.Clipboard.NOTHING;
        }));
        lock.register(Part.WINDOW, _ -> wipeWindow());
        lock.register(Part.PRODUCTION, this::disarm);
        lock.register(Part.SESSIONS, _ -> parts.graph().gateways().forgetAll());
        lock.register(Part.STORE, _ -> parts.graph().keychainControl().lock());
        lock.setOnChange(this::changed);
    }

    /// Takes mouse and keyboard on `scene` for somebody who is there.
    void watch(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, _ -> idle.touch());
        parts.window().setOnLock(this::lockNow);
    }

    /// Locks too when the system tells that it sleeps or that its screen is locked.
    void listen(Map<String, String> environment, String system) {
        signals = Optional.of(LockSignals.listen(environment, system, cause -> {
            boolean wanted = cause == LockCause.SLEEP ? settings.withSleep() : settings.withScreen();
            if (wanted) {
                Platform.runLater(() -> lock(cause));
            }
        }));
    }

    /// Local storage is open.
    ///
    /// @param isLocked whether `keyrack lock` was run before: nothing is shown then
    /// @return whether the window may show something
    boolean storageOpened(LockSettings chosen, boolean isLocked) {
        ready = true;
        use(chosen);
        if (isLocked) {
            lock(LockCause.COMMAND);
        }
        return !isLocked;
    }

    private void use(LockSettings chosen) {
        settings = chosen;
        idle.use(chosen);
    }

    /// Locks because somebody asked for it.
    void lockNow() {
        lock(LockCause.ASKED);
    }

    /// Locks, if there is something that could be shown.
    void lock(LockCause cause) {
        if (ready) {
            lock.lock(cause);
        }
    }

    private void wipeSecrets(LockTally tally) {
        place = new Place(sessions.current().flatMap(DesktopSession::profile), parts.window().section());
        sessions.current().ifPresent(session -> session.lock(tally, looseEnds));
    }

    private void wipeWindow() {
        sessions.drop();
        parts.window().lock(new Region());
        parts.status().lock();
        parts.stage().setTitle("Keyrack");
        LockViewModel shown = new LockViewModel(lock.state().orElseThrow(),
                new LockViewModel.Parts(lock, parts.graph().lockService(), parts.runner(), parts.times(),
                        parts.messages(), settings.after()));
        LockView page = new LockView(shown, parts.messages());
        viewModel = shown;
        view = page;
        parts.window().showPage(page);
        page.first();
    }

    private void disarm(LockTally tally) {
        Interlock interlock = parts.graph().interlock();
        if (interlock.isOpen()) {
            tally.disarmed();
        }
        interlock.disarm(Interlock.Ending.LOCKED);
    }

    private void changed(Optional<Locked> state) {
        if (state.isEmpty()) {
            opened();
            return;
        }
        if (viewModel != null) {
            viewModel.show(state.get());
        }
        if (state.get().isComplete()) {
            describeJournal();
        }
    }

    private record Written(long size, Optional<Instant> at) {}

    private void describeJournal() {
        parts.runner().start(_ -> {
            Journal journal = parts.graph().journal();
            return Outcome.ok(new Written(journal.size(), journal.lastWrittenAt()));
        }, outcome -> outcome.peek(written -> {
            if (lock.isLocked()) {
                parts.status().journalProperty().set(parts.messages().get("bootstrap.locked.journal", written.size(),
                        written.at().map(parts.times()::time).orElse("")));
            }
        }));
    }

    private void opened() {
        if (view != null) {
            view.forget();
        }
        view = null;
        viewModel = null;
        idle.restart();
        parts.status().open();
        parts.window().open();
        parts.window().showPage(new Region());
        Place before = place;
        place = NOWHERE;
        // what was being armed in the moment of locking must not be open now
        parts.runner().start(_ -> {
            parts.graph().interlock().disarm(Interlock.Ending.LOCKED);
            return Outcome.ok(true);
        }, _ -> sessions.reopen(before.profile(), before.section()));
    }

    /// Looks at the time and at the mark of `keyrack lock`; called once a second.
    void tick() {
        if (viewModel != null) {
            viewModel.tick();
            return;
        }
        if (!ready || lock.isLocked()) {
            return;
        }
        idle.tick().ifPresent(this::lock);
        poll();
        if (sessions.current().isPresent() && !parts.window().dialogs().isOpen()) {
            List<AfterUnlockView.Item> items = looseEnds.take(parts.messages(), new LooseEnds.Places() {
                @Override
                public void key(String profile, String id) {
                    sessions.current().ifPresent(session -> session.showKey(profile, id));
                }

                @Override
                public void twoFactor(String profile) {
                    sessions.current().ifPresent(session -> session.showTwoFactor(profile));
                }
            });
            if (!items.isEmpty()) {
                AfterUnlockView.open(items, parts.window().dialogs(), parts.messages());
            }
        }
    }

    private void poll() {
        if (polling) {
            return;
        }
        polling = true;
        long turn = lock.turn();
        parts.runner().start(_ -> parts.graph().lockService().lockedSince(), outcome -> {
            polling = false;
            if (turn == lock.turn() && outcome instanceof Outcome.Ok<Optional<Instant>>(var since)
                    && since.isPresent()) {
                lock(LockCause.COMMAND);
            }
        });
    }

    /// The settings' page about it.
    Node settingsPage(BackgroundRunner runner) {
        return new LockSettingsView(new LockSettingsViewModel(new LockSettingsViewModel.Parts(
                parts.graph().lockSettings(), parts.graph().keychainControl(), runner, parts.messages(), this::use,
                sessions::keptIn)),
                parts.window().dialogs(), parts.messages());
    }

    /// Listens to the system no more.
    @Override
    public void close() {
        signals.ifPresent(LockSignals::close);
    }
}
