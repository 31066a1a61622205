package dev.keyrack.bootstrap;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.ui.JournalView;
import dev.keyrack.audit.ui.JournalViewModel;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.ui.PassphraseDialog;
import dev.keyrack.key.ui.KeyDetailViewModel;
import dev.keyrack.key.ui.KeyTableViewModel;
import dev.keyrack.key.ui.KeyUsageViewModel;
import dev.keyrack.key.ui.KeysView;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.ui.CodeView;
import dev.keyrack.profile.ui.CodeViewModel;
import dev.keyrack.profile.ui.ConnectView;
import dev.keyrack.profile.ui.ConnectViewModel;
import dev.keyrack.profile.ui.CurrentProfile;
import dev.keyrack.profile.ui.FirstRunView;
import dev.keyrack.profile.ui.SwitcherView;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.ui.ProvidersView;
import dev.keyrack.provider.ui.ProvidersViewModel;
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
import dev.keyrack.shell.PaletteView;
import dev.keyrack.shell.PaletteViewModel;
import dev.keyrack.shell.Section;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.Theme;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.MessageBox;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
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
    private final AppGraph graph;
    private final SampleAuthority sample;
    private final DesktopFacts facts;
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private final StringProperty startFailure = new SimpleStringProperty("");
    private final Timeline clockwork = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));
    private @Nullable Session session;
    private boolean readingJournal;
    private boolean tellingBug;
    private volatile boolean closed;

    /// What is there once local storage is open.
    private record Session(CurrentProfile profiles, KeyTableViewModel table, KeyUsageViewModel usage, KeysView view,
            KeyFlows flows, JournalViewModel journal) {}

    /// What the desktop starts with.
    ///
    /// @param paths        where files are
    /// @param environment  the process environment
    /// @param system       name of the operating system, as Java tells it
    /// @param guided      whether a program drives it: it keeps the light colours and leaves the system's keyring alone
    public record Options(AppPaths paths, InstantSource clock, Map<String, String> environment, String system,
            boolean guided) {}

    /// Makes the window; shows nothing yet.
    public Desktop(Stage stage, Options options) {
        this.stage = stage;
        this.messages = Messages.forLocale(java.util.Locale.ENGLISH);
        this.times = new TimeText(messages, options.clock(), ZoneId.systemDefault());
        this.runner = new BackgroundRunner(threads, Platform::runLater, this::report);
        this.clipboard = new ClipboardViewModel(new ClipboardLease(new FxClipboard(), options.clock()), status, times,
                messages);
        this.window = new MainWindow(status, clipboard::clearNow, messages);
        this.facts = new DesktopFacts(options.environment(), options.system(), messages);
        this.graph = new AppGraph(
                new Settings(options.paths(),
                        new PassphraseDialog(window.dialogs(), Platform::runLater, messages), options.guided()),
                options.clock(), messages, Optional::empty);
        this.log = LoggerFactory.getLogger(Desktop.class); // not before the graph has said where the log is
        this.sample = new SampleAuthority(options.paths().data().resolve("sample"), options.clock());
        Scene scene = new Scene(window.root(), 1440, 900);
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
        openStorage();
    }

    private void openStorage() {
        runner.start(_ -> Outcome.ok(open()), outcome -> {
            switch (outcome) {
                case Outcome.Ok<Keychain>(var keychain) -> opened(keychain);
                case Outcome.Failed<Keychain>(var why) -> showStartFailure(why);
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

    /// Off the JavaFX thread: opens what takes a moment, and starts the sample if there is one.
    private Keychain open() {
        graph.journal().size();
        graph.keys();
        graph.profiles();
        graph.catalog().all();
        if (sample.isThere() && sample.start() instanceof Outcome.Failed<?>(var why)) {
            log.warn("the sample authority did not start: {}", why);
        }
        Keychain keychain = graph.keychain();
        keychain.kind(); // chooses it, which may take a second
        return keychain;
    }

    private void opened(Keychain keychain) {
        status.storeProperty().set(switch (keychain.kind()) {
            case OS_KEYRING -> messages.get("bootstrap.store.keyring");
            case ENCRYPTED_FILE -> messages.get("bootstrap.store.file");
            case MEMORY -> messages.get("bootstrap.store.memory");
        });
        CurrentProfile profiles = new CurrentProfile(graph.profiles(), graph.catalog(), runner, messages);
        KeyTableViewModel table = new KeyTableViewModel(graph.keys(), runner, times, messages, status);
        KeyUsageViewModel usage = new KeyUsageViewModel(graph.keys(), runner, times, table);
        KeyDetailViewModel detail = new KeyDetailViewModel(table, graph.keys(), runner, times, messages);
        KeyFlows flows = new KeyFlows(new KeyFlows.Parts(graph, table, profiles, clipboard, status, window.dialogs(),
                runner, Platform::runLater, times, messages, facts.facts(), this::profileRemoved, this::openPalette));
        KeysView view = new KeysView(table, detail, usage, flows, messages, times);
        JournalViewModel journal = new JournalViewModel(graph.journal(), runner, times, messages);
        session = new Session(profiles, table, usage, view, flows, journal);
        window.setSections(new SwitcherView(profiles, this::connect, flows::openProfile, messages),
                List.of(new Section("keys", messages.get("bootstrap.section.keys"), BootstrapIcons.KEY,
                        table.totalProperty(), view),
                        new Section("audit", messages.get("bootstrap.section.audit"), BootstrapIcons.JOURNAL_CHECK,
                                journal.countProperty(), new JournalView(journal, messages)),
                        new Section("providers", messages.get("bootstrap.section.providers"), BootstrapIcons.PLUG,
                                new SimpleStringProperty(""),
                                new ProvidersView(new ProvidersViewModel(graph.catalog(), messages), messages))));
        table.setOnCodeNeeded(this::askForCode);
        table.setOnRead(usage::outdate);
        profiles.currentProperty().subscribe(this::openProfile);
        describeJournal();
        loadProfiles(Optional.empty());
    }

    private void loadProfiles(Optional<String> wanted) {
        Session open = session();
        open.profiles().load(wanted, outcome -> {
            switch (outcome) {
                case Outcome.Ok<Boolean>(var any) -> profileRemoved(any);
                case Outcome.Failed<Boolean>(var why) -> {
                    startFailure.set(FailureText.of(why, messages));
                    showFirstRun();
                }
            }
        });
    }

    private void profileRemoved(boolean anyLeft) {
        if (anyLeft) {
            window.showSections();
        } else {
            showFirstRun();
        }
    }

    private void showFirstRun() {
        session().usage().forget();
        session().table().openNone(Optional.empty());
        stage.setTitle("Keyrack");
        window.setEnvironment(Optional.empty());
        status.connectionRestProperty().set(messages.get("bootstrap.no-profile"));
        status.interlockProperty().set("");
        FirstRunView page = new FirstRunView(new FirstRunView.Model(
                graph.catalog().all().stream().map(Provider::name).toList(), facts.sentences(graph.keychain()),
                facts.name(), graph.paths().data().toString(), this::startSample, this::connect, starting,
                startFailure), messages);
        window.showPage(page);
        page.first().requestFocus();
    }

    private void startSample() {
        starting.set(true);
        startFailure.set("");
        runner.start(_ -> sample.addProfiles(graph.profiles()), outcome -> {
            starting.set(false);
            switch (outcome) {
                case Outcome.Ok<String>(var name) -> loadProfiles(Optional.of(name));
                case Outcome.Failed<String>(var why) -> startFailure.set(FailureText.of(why, messages));
            }
        });
    }

    private void connect() {
        if (!window.dialogs().isOpen()) {
            ConnectView.open(new ConnectViewModel(graph.profiles(), graph.catalog(), runner, messages, name -> {
                loadProfiles(Optional.of(name));
            }), window.dialogs(), messages);
        }
    }

    private void openProfile(@Nullable Profile profile) {
        if (profile == null) {
            return;
        }
        Session open = session();
        Optional<Provider> provider = open.profiles().provider(profile);
        window.setEnvironment(Optional.of(EnvironmentLook.of(profile.environment())));
        stage.setTitle(messages.get("bootstrap.window.title", profile.name(), profile.environment().label()));
        status.interlockProperty().set(profile.environment().isProduction()
                ? messages.get("bootstrap.interlock.production")
                : messages.get("bootstrap.interlock.none", profile.environment().label()));
        open.usage().forget();
        provider.ifPresentOrElse(its -> open.table().open(profile, its),
                () -> open.table().openNone(Optional.of(new Failure.Unsupported(profile.provider(),
                        messages.get("bootstrap.unknown-provider", profile.name(), profile.provider())))));
        window.showSections();
    }

    private void askForCode() {
        if (window.dialogs().isOpen()) {
            return; // the page says so too, and trying again from there asks for it
        }
        Session open = session();
        open.table().profile().ifPresent(profile -> CodeView.open(new CodeViewModel(profile, graph.keys(),
                runner, messages, open.table()::refresh), window.dialogs(), messages));
    }

    private void tick() {
        clipboard.tick();
        if (session != null) {
            session.table().tick();
            session.flows().tick();
            session.journal().refresh();
            describeJournal();
        }
    }

    private void describeJournal() {
        if (readingJournal) {
            return;
        }
        readingJournal = true;
        Journal journal = graph.journal();
        runner.start(_ -> {
            long size = journal.size();
            return Outcome.ok(size == 0
                    ? messages.get("bootstrap.journal.empty")
                    : messages.get("bootstrap.journal", size,
                            journal.lastWrittenAt().map(times::time).orElse("")));
        }, outcome -> {
            readingJournal = false;
            status.journalProperty().set(switch (outcome) {
                case Outcome.Ok<String>(var words) -> words;
                case Outcome.Failed<String> _ -> messages.get("bootstrap.journal.unreadable");
            });
        });
    }

    private void report(Throwable bug) {
        log.error("bug {}", BugCode.of(bug), bug);
        if (!closed && !tellingBug) { // one that comes with each second must not bury the window
            tellingBug = true;
            BugDialog.open(bug, window.dialogs(), messages, new FxClipboard()::putText, () -> tellingBug = false);
        }
    }

    /// The window stays while it holds a secret that nobody has yet.
    private void askToClose(WindowEvent event) {
        if (session != null && session.flows().holdsSecret()) {
            event.consume();
            stage.toFront();
            return;
        }
        close();
        Platform.exit();
    }

    /// Clears the clipboard, ends proofs, and closes what is open. The window may stay open.
    @Override
    public void close() {
        closed = true;
        clockwork.stop();
        clipboard.clearNow();
        if (session != null) {
            session.flows().close();
        }
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

    private Session session() {
        if (session == null) {
            throw new IllegalStateException("local storage is not open yet");
        }
        return session;
    }

    void newKey() {
        if (session != null) {
            session.flows().create();
        }
    }

    void focusSearch() {
        if (session != null && !window.dialogs().isOpen()) {
            session.view().focusSearch();
        }
    }

    void lookAgain() {
        if (session != null && !window.dialogs().isOpen()) {
            session.table().refresh();
        }
    }

    void openPalette() {
        if (session != null && !window.dialogs().isOpen()) {
            PaletteEntries entries = new PaletteEntries(session.table(), session.flows(), session.profiles(), messages,
                    this::connect, this::clearClipboard, () -> window.go(0));
            PaletteView.open(new PaletteViewModel(entries.all()), window.dialogs(), messages);
        }
    }

    void go(int section) {
        if (session != null && !window.dialogs().isOpen()) {
            window.go(section);
        }
    }

    void openProfile(int index) {
        if (session != null && !window.dialogs().isOpen()) {
            session.profiles().open(index);
        }
    }

    /// The colours of the window.
    public Theme theme() {
        return theme;
    }

    /// The window itself.
    public Stage stage() {
        return stage;
    }

    /// The use cases that it works with.
    public AppGraph graph() {
        return graph;
    }
}
