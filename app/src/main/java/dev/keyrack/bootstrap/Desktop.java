package dev.keyrack.bootstrap;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl.State;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.ui.DesktopAttendant;
import dev.keyrack.credential.ui.PassphraseDialog;
import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.reveal.ui.FxClipboard;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.log.BugCode;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.BugDialog;
import dev.keyrack.shell.MainWindow;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.Theme;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.MessageBox;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desktop: one window on the same use cases as the command line. JavaFX thread, except where it says otherwise.
public final class Desktop implements AutoCloseable {
    private final Logger log;
    private final Stage stage;
    private final Messages messages;
    private final TimeText times;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BackgroundRunner runner;
    private final StatusBarViewModel status = new StatusBarViewModel();
    private final ClipboardViewModel clipboard;
    private final MainWindow window;
    private final Theme theme;
    private final DesktopAttendant attendant;
    private final AppGraph graph;
    private final SampleAuthority sample;
    private final DesktopFacts facts;
    private final DesktopLock lock;
    private final Options options;
    private final Timeline clockwork = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));
    private @Nullable DesktopSession session;
    private boolean tellingBug;
    private volatile boolean closed;

    /// What the desktop starts with.
    ///
    /// @param paths        where files are
    /// @param environment  the process environment
    /// @param system       name of the operating system, as Java tells it
    /// @param guided      whether a program drives it: it keeps the light colours and leaves the system's keyring alone
    /// @param browser     opens an address in a browser; called on the JavaFX thread
    public record Options(AppPaths paths, InstantSource clock, Map<String, String> environment, String system,
            boolean guided, Consumer<URI> browser) {}

    /// Makes the window; shows nothing yet.
    public Desktop(Stage stage, Options options) {
        this.stage = stage;
        this.options = options;
        this.messages = Messages.forLocale(java.util.Locale.ENGLISH);
        this.times = new TimeText(messages, options.clock(), ZoneId.systemDefault());
        this.runner = new BackgroundRunner(threads, Platform::runLater, this::report);
        this.clipboard = new ClipboardViewModel(new ClipboardLease(new FxClipboard(), options.clock()), status, times,
                messages);
        this.window = new MainWindow(status, clipboard::clearNow, messages);
        this.facts = new DesktopFacts(options.environment(), options.system(), messages);
        this.attendant = new DesktopAttendant(new DesktopAttendant.Parts(window.dialogs(), status, Platform::runLater,
                options.browser(), new FxClipboard()::putText, options.clock(), messages));
        this.graph = new AppGraph(
                new Settings(options.paths(),
                        new PassphraseDialog(window.dialogs(), Platform::runLater, messages), options.guided(),
                        attendant),
                options.clock(), messages, Optional::empty);
        this.log = LoggerFactory.getLogger(Desktop.class); // not before the graph has said where the log is
        this.sample = new SampleAuthority(options.paths().data().resolve("sample"), options.clock());
        this.lock = new DesktopLock(new DesktopLock.Parts(stage, window, status, clipboard, runner, threads, times,
                messages, graph, options.clock()), new Sessions());
        Scene scene = new Scene(window.root(), 1440, 900);
        lock.watch(scene);
        this.theme = Theme.dress(scene, !options.guided());
        stage.setTitle("Keyrack");
        stage.setScene(scene);
        stage.setMinWidth(1000);
        stage.setMinHeight(700);
        stage.setOnCloseRequest(this::askToClose);
        new Shortcuts(this).install(scene);
        clockwork.setCycleCount(Animation.INDEFINITE);
        Thread.currentThread().setUncaughtExceptionHandler((_, bug) -> report(bug));
    }

    /// Shows the window, then opens local storage behind it.
    public void show() {
        window.showPage(new Region());
        stage.show();
        clockwork.play();
        facts.lookAround(threads);
        if (!options.guided()) {
            lock.listen(options.environment(), options.system());
        }
        openStorage();
    }

    private void openStorage() {
        runner.start(_ -> open(), outcome -> {
            switch (outcome) {
                case Outcome.Ok<Opened>(var opened) -> show(opened);
                case Outcome.Failed<Opened>(var why) -> showStartFailure(why);
            }
        });
    }

    private void showStartFailure(Failure why) {
        MessageBox box = new MessageBox(MessageBox.Kind.DANGER, messages.get("bootstrap.start-failed"),
                FailureText.of(why, messages), Buttons.of("start-retry", messages.get("bootstrap.start-failed.retry"),
                        this::openStorage));
        box.setId("start-failure");
        box.setMaxSize(640, Region.USE_PREF_SIZE);
        window.showPage(new StackPane(box));
    }

    private record Opened(State store, LockSettings lock, boolean isLocked) {}

    /// Off the JavaFX thread: opens what takes a moment, and starts the sample if there is one.
    private Outcome<Opened> open() {
        graph.journal().size();
        graph.keys();
        graph.profiles();
        graph.catalog().all();
        if (sample.isThere() && sample.start() instanceof Outcome.Failed<?>(var why)) {
            log.warn("the sample authority did not start: {}", why);
        }
        try {
            State store = graph.keychainControl().state(); // chooses the store, which may take a second
            boolean isLocked = !(graph.lockService().lockedSince() instanceof Outcome.Ok<Optional<Instant>>(var since))
                    || since.isPresent(); // what cannot be told counts as locked
            return Outcome.ok(new Opened(store, graph.lockSettings().load(), isLocked));
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private void show(Opened opened) {
        keptIn(opened.store());
        if (lock.storageOpened(opened.lock(), opened.isLocked())) {
            openSession(Optional.empty());
        }
    }

    private void keptIn(State store) {
        facts.keptIn(store);
        status.storeProperty().set(StoreText.status(store, messages));
    }

    private void openSession(Optional<String> profile) {
        DesktopSession open = new DesktopSession(new DesktopSession.Frame(stage, window, status, clipboard, runner,
                times, messages, facts, graph, sample, lock));
        session = open;
        open.load(profile);
    }

    /// What the lock may know of what is shown.
    private final class Sessions implements DesktopLock.Sessions {
        @Override
        public Optional<DesktopSession> current() {
            return Optional.ofNullable(session);
        }

        @Override
        public void drop() {
            session = null;
        }

        @Override
        public void reopen(Optional<String> profile, String section) {
            openSession(profile);
            window.go(section);
        }

        @Override
        public void keptIn(State state) {
            Desktop.this.keptIn(state);
        }
    }

    private void tick() {
        clipboard.tick();
        attendant.tick();
        withSession(DesktopSession::tick);
        if (session != null && graph.keychain().kind() == Keychain.Kind.MEMORY) { // somebody declined a passphrase
            status.storeProperty().set(messages.get("bootstrap.store.memory"));
        }
        lock.tick();
    }

    private void report(Throwable bug) {
        log.error("bug {}", BugCode.of(bug), bug);
        if (!closed && !tellingBug) { // one that comes with each second must not bury the window
            tellingBug = true;
            BugDialog.open(bug, window.dialogs(), messages, new FxClipboard()::putText, () -> tellingBug = false);
        }
    }

    /// The window stays while it holds a secret that nobody has yet, and asks about changes that are not saved.
    private void askToClose(WindowEvent event) {
        if (session != null && session.holdsSecret()) {
            event.consume();
            stage.toFront();
            return;
        }
        if (session == null) {
            end();
            return;
        }
        event.consume();
        session.leave(this::end);
    }

    private void end() {
        close();
        Platform.exit();
    }

    /// Clears the clipboard, ends proofs, and closes what is open. The window may stay open.
    @Override
    public void close() {
        closed = true;
        clockwork.stop();
        lock.close();
        clipboard.clearNow();
        withSession(DesktopSession::close);
        closeStorage();
    }

    /// Any thread; may be called again.
    private void closeStorage() {
        threads.shutdownNow();
        try {
            graph.close();
        } catch (StorageException e) {
            log.warn("local storage did not close cleanly", e);
        } finally {
            sample.close();
        }
    }

    /// Clears the clipboard and closes storage also when the system ends the program, which closes no window.
    public void closeOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (closed) {
                return; // the window did it, and there is no JavaFX thread any more
            }
            CountDownLatch cleared = new CountDownLatch(1);
            Platform.runLater(() -> {
                clipboard.clearNow();
                cleared.countDown();
            });
            try {
                if (!cleared.await(2, TimeUnit.SECONDS)) {
                    log.warn("the clipboard could not be cleared in time");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            closeStorage();
        }, "close-keyrack"));
    }

    /// Clears the clipboard at once, if a secret is on it.
    public void clearClipboard() {
        clipboard.clearNow();
    }

    /// The clipboard lease, which whoever locks the window ends.
    ClipboardViewModel clipboard() {
        return clipboard;
    }

    /// Does `action` once local storage is open; nothing before.
    /// Locks the window at once.
    public void lockNow() {
        lock.lockNow();
    }

    /// Does `action` once local storage is open and while the window is not locked; nothing else.
    void withSession(Consumer<DesktopSession> action) {
        if (session != null) {
            action.accept(session);
        }
    }

    /// The person at it, as requests may need them.
    public DesktopAttendant attendant() {
        return attendant;
    }

    /// The colours of the window.
    public Theme theme() {
        return theme;
    }

    /// The window itself.
    public Stage stage() {
        return stage;
    }

    /// Starts the sample authority unless it runs, and says where it is served. Any thread.
    public Outcome<List<ReadyLine>> sample() {
        return sample.start();
    }

    /// The use cases that it works with.
    public AppGraph graph() {
        return graph;
    }
}
