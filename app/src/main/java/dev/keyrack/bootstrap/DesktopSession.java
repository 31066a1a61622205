package dev.keyrack.bootstrap;

import dev.keyrack.audit.ui.JournalView;
import dev.keyrack.audit.ui.JournalViewModel;
import dev.keyrack.credential.domain.LockTally;
import dev.keyrack.key.ui.KeyDetailViewModel;
import dev.keyrack.key.ui.KeyTableViewModel;
import dev.keyrack.key.ui.KeyUsageViewModel;
import dev.keyrack.key.ui.KeysView;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.ui.CodeView;
import dev.keyrack.profile.ui.CodeViewModel;
import dev.keyrack.profile.ui.ConnectView;
import dev.keyrack.profile.ui.CurrentProfile;
import dev.keyrack.profile.ui.FirstRunView;
import dev.keyrack.profile.ui.InterlockViewModel;
import dev.keyrack.profile.ui.ProfileEditorViewModel;
import dev.keyrack.profile.ui.SettingsView;
import dev.keyrack.profile.ui.SettingsViewModel;
import dev.keyrack.profile.ui.SwitcherView;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.ui.ProvidersView;
import dev.keyrack.provider.ui.ProvidersViewModel;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.MainWindow;
import dev.keyrack.shell.PaletteView;
import dev.keyrack.shell.PaletteViewModel;
import dev.keyrack.shell.Section;
import dev.keyrack.shell.StatusBarViewModel;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.twofactor.data.QrPictures;
import dev.keyrack.twofactor.ui.CodePrinter;
import dev.keyrack.twofactor.ui.TwoFactorView;
import dev.keyrack.twofactor.ui.TwoFactorViewModel;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What the window shows once local storage is open: the first run, or the sections on one profile. JavaFX thread.
final class DesktopSession {
    /// What the window lends.
    record Frame(Stage stage, MainWindow window, StatusBarViewModel status, ClipboardViewModel clipboard,
            BackgroundRunner runner, TimeText times, Messages messages, DesktopFacts facts, AppGraph graph,
            SampleAuthority sample, DesktopLock lock) {}

    private final Frame frame;
    private final MainWindow window;
    private final StatusBarViewModel status;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final AppGraph graph;
    private final CurrentProfile profiles;
    private final KeyTableViewModel table;
    private final KeyUsageViewModel usage;
    private final KeysView view;
    private final KeyFlows flows;
    private final InterlockViewModel interlock;
    private final Arming arming;
    private final JournalViewModel journal;
    private final ProfileEditorViewModel.Parts editing;
    private final SettingsViewModel settings;
    private final TwoFactorViewModel twoFactor;
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private boolean isLocked;
    private final StringProperty startFailure = new SimpleStringProperty("");

    /// Fills the window; [#load] shows something.
    DesktopSession(Frame frame) {
        this.frame = frame;
        this.window = frame.window();
        this.status = frame.status();
        this.runner = frame.runner().onlyWhile(() -> !isLocked);
        this.messages = frame.messages();
        this.graph = frame.graph();
        TimeText times = frame.times();
        profiles = new CurrentProfile(graph.profiles(), graph.catalog(), runner, messages);
        table = new KeyTableViewModel(graph.keys(), runner, times, messages, status);
        usage = new KeyUsageViewModel(graph.keys(), runner, times, table);
        KeyDetailViewModel detail = new KeyDetailViewModel(table, graph.keys(), runner, times, messages);
        interlock = new InterlockViewModel(graph.interlock(), runner, times, messages, status);
        arming = new Arming(interlock, window.dialogs(), messages);
        status.interlock().setActions(arming::ask, interlock::disarm);
        table.setGuard(arming);
        flows = new KeyFlows(new KeyFlows.Parts(graph, table, profiles, arming, frame.clipboard(), status,
                window.dialogs(), frame.runner(), Platform::runLater, times, messages, frame.facts()::facts,
                this::openSettings, this::openPalette));
        view = new KeysView(table, detail, usage, flows, messages, times);
        journal = new JournalViewModel(graph.journal(), runner, times, messages);
        editing = new ProfileEditorViewModel.Parts(graph.profiles(), graph.keys(), graph.keychain(), graph.catalog(),
                runner, times, messages);
        settings = new SettingsViewModel(profiles, editing);
        twoFactor = new TwoFactorViewModel(new TwoFactorViewModel.Parts(graph.twoFactor(), runner, arming,
                frame.clipboard()::copy, new PlacesByName(graph, ""),
                new QrPictures(messages), CodePrinter::isThere,
                this::askForCode, times, messages));
        window.setOnLeave(twoFactor::leave);
        profiles.setOnLeave(twoFactor::leave);
        window.setSections(new SwitcherView(profiles, this::connect, this::openSettings, messages), sections());
        table.setOnCodeNeeded(this::askForCode);
        table.setOnRead(() -> {
            usage.outdate();
            settings.keysRead();
        });
        profiles.currentProperty().subscribe(this::openProfile);
        status.journalProperty().bind(journal.stateProperty());
        journal.refresh();
    }

    private List<Section> sections() {
        return List.of(
                new Section("keys", messages.get("bootstrap.section.keys"), BootstrapIcons.KEY, table.totalProperty(),
                        view),
                new Section("audit", messages.get("bootstrap.section.audit"), BootstrapIcons.JOURNAL_CHECK,
                        journal.countProperty(), new JournalView(journal, messages)),
                new Section("twofactor", messages.get("bootstrap.section.twofactor"), BootstrapIcons.SHIELD_LOCK,
                        new SimpleStringProperty(""), new TwoFactorView(twoFactor, window.dialogs(), messages)),
                new Section("providers", messages.get("bootstrap.section.providers"), BootstrapIcons.PLUG,
                        new SimpleStringProperty(""),
                        new ProvidersView(new ProvidersViewModel(graph.catalog(), graph.descriptorFindings(), messages),
                                messages)),
                new Section("settings", messages.get("bootstrap.section.settings"), BootstrapIcons.GEAR,
                        new SimpleStringProperty(""), new SettingsView(settings, window.dialogs(),
                                new SettingsView.Exits(this::connect, () -> window.go("providers"),
                                        this::profileRemoved),
                                frame.lock().settingsPage(runner))));
    }

    /// Reads the profiles and opens one; without any, shows the first run.
    ///
    /// @param wanted the one to open if it is there
    void load(Optional<String> wanted) {
        profiles.load(wanted, outcome -> {
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
        usage.forget();
        table.openNone(Optional.empty());
        frame.stage().setTitle("Keyrack");
        window.setEnvironment(Optional.empty());
        status.connectionRestProperty().set(messages.get("bootstrap.no-profile"));
        interlock.show(Optional.empty());
        twoFactor.openNone();
        FirstRunView page = new FirstRunView(new FirstRunView.Model(
                graph.catalog().all().stream().map(Provider::name).toList(), frame.facts().sentences(),
                frame.facts().name(), graph.paths().data().toString(), this::startSample, this::connect, starting,
                startFailure), messages);
        window.showPage(page);
        page.first().requestFocus();
    }

    private void startSample() {
        starting.set(true);
        startFailure.set("");
        runner.start(_ -> frame.sample().addProfiles(graph.profiles(), graph.catalog()), outcome -> {
            starting.set(false);
            switch (outcome) {
                case Outcome.Ok<String>(var name) -> load(Optional.of(name));
                case Outcome.Failed<String>(var why) -> startFailure.set(FailureText.of(why, messages));
            }
        });
    }

    private void connect() {
        if (!window.dialogs().isOpen()) {
            twoFactor.leave(() -> ConnectView.open(new ProfileEditorViewModel(Optional.empty(), editing),
                    window.dialogs(), name -> load(Optional.of(name))));
        }
    }

    /// Shows the settings with the open profile.
    void openSettings() {
        unlessAsking(() -> {
            table.profile().ifPresent(profile -> settings.select(profile.name().value()));
            window.go("settings");
        });
    }

    /// Goes on with `next`, after asking if changes that are not saved would be lost.
    void leave(Runnable next) {
        twoFactor.leave(() -> leaveSettings(next));
    }

    private void leaveSettings(Runnable next) {
        if (!settings.hasChanges()) {
            next.run();
        } else if (!window.dialogs().isOpen()) {
            window.go("settings");
            settings.leave(next);
        }
    }

    private void openProfile(@Nullable Profile profile) {
        if (profile == null) {
            return;
        }
        Optional<Provider> provider = profiles.provider(profile);
        window.setEnvironment(Optional.of(EnvironmentLook.of(profile.environment())));
        frame.stage().setTitle(messages.get("bootstrap.window.title", profile.name(), profile.environment().label()));
        interlock.show(Optional.of(profile));
        usage.forget();
        provider.ifPresentOrElse(its -> {
            table.open(profile, its);
            twoFactor.open(profile, its);
        }, () -> {
            twoFactor.openNone();
            table.openNone(Optional.of(new Failure.Unsupported(profile.provider(),
                    messages.get("bootstrap.unknown-provider", profile.name(), profile.provider()))));
        });
        window.showSections();
    }

    private void askForCode() {
        if (window.dialogs().isOpen()) {
            return; // the page says so too, and trying again from there asks for it
        }
        table.profile().ifPresent(profile -> CodeView.open(new CodeViewModel(profile, graph.keys(),
                runner, messages, () -> {
                    table.refresh();
                    twoFactor.refresh();
                }), window.dialogs(), messages));
    }

    /// Brings what depends on the time up to date; called once a second.
    void tick() {
        table.tick();
        flows.tick();
        interlock.tick();
        twoFactor.tick();
        journal.refresh();
    }

    /// Whether a secret would get lost if the window closed now.
    boolean holdsSecret() {
        return flows.holdsSecret() || twoFactor.isProving();
    }

    /// Ends proofs that are under way.
    void close() {
        flows.close();
        twoFactor.forget();
        settings.close();
    }

    /// Ends all that it shows and works on, for good: the program is locked.
    void lock(LockTally tally, LooseEnds ends) {
        isLocked = true; // what comes back from now on finds nobody, but for what must not get lost
        flows.lock(tally, ends);
        table.profile().ifPresent(open -> twoFactor.lock(() -> ends.codesLost(open)));
        settings.close();
        usage.forget();
        table.openNone(Optional.empty());
    }

    /// Name of the open profile.
    Optional<String> profile() {
        return table.profile().map(profile -> profile.name().value());
    }

    /// Leads to a key of some profile.
    void showKey(String profile, String id) {
        window.go("keys");
        if (profile().filter(profile::equals).isEmpty()) {
            load(Optional.of(profile));
        } else if (table.find(id).isPresent()) {
            table.select(id);
        }
    }

    /// Leads to the second factor of some profile's account.
    void showTwoFactor(String profile) {
        if (profile().filter(profile::equals).isEmpty()) {
            load(Optional.of(profile));
        }
        window.go("twofactor");
    }

    void newKey() {
        flows.create();
    }

    void arm() {
        arming.ask();
    }

    void disarm() {
        interlock.disarm();
    }

    void focusSearch() {
        unlessAsking(view::focusSearch);
    }

    void lookAgain() {
        unlessAsking(table::refresh);
    }

    void go(int section) {
        unlessAsking(() -> window.go(section));
    }

    void openProfile(int index) {
        unlessAsking(() -> profiles.open(index));
    }

    void openPalette() {
        PaletteEntries entries = new PaletteEntries(table, flows, profiles, messages,
                status.interlock().stateProperty().get(), arming::ask, interlock::disarm, this::connect,
                frame.clipboard()::clearNow, frame.lock()::lockNow, () -> window.go(0), this::openSettings);
        unlessAsking(() -> PaletteView.open(new PaletteViewModel(entries.all()), window.dialogs(), messages));
    }

    /// A dialog has the word; keys that mean something else must wait.
    private void unlessAsking(Runnable action) {
        if (!window.dialogs().isOpen()) {
            action.run();
        }
    }
}
