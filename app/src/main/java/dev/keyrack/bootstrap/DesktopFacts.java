package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.KeychainControl.State;
import dev.keyrack.profile.ui.FirstRunView;
import dev.keyrack.reveal.data.ClipboardWatchers;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.domain.DesktopFact.Kind;
import dev.keyrack.reveal.domain.DesktopFact.Verdict;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.shared.i18n.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What this desktop can do for secrets, found out from the system and the session, and told as it is.
final class DesktopFacts {
    private final Map<String, String> environment;
    private final String system;
    private final Messages messages;
    private volatile ClipboardWatchers watchers = ClipboardWatchers.UNKNOWN;
    private Optional<State> store = Optional.empty();

    DesktopFacts(Map<String, String> environment, String system, Messages messages) {
        this.environment = environment;
        this.system = system.toLowerCase(Locale.ROOT);
        this.messages = messages;
    }

    /// Asks what can be asked, behind the window: until it has answered, and where it does not, what it would have said
    /// is not known.
    void lookAround(Executor background) {
        if (isLinux()) {
            background.execute(() -> watchers = ClipboardWatchers.ask(environment,
                    Path.of(System.getProperty("user.home", ""))));
        }
    }

    /// Takes note of where credentials are kept.
    void keptIn(State state) {
        store = Optional.of(state);
    }

    /// Name of the desktop, such as `GNOME on Wayland`.
    String name() {
        if (!isLinux()) {
            return isWindows() ? "Windows" : "macOS";
        }
        String desktop = environment.getOrDefault("XDG_CURRENT_DESKTOP", "");
        String session = environment.getOrDefault("XDG_SESSION_TYPE", "");
        if (desktop.isEmpty()) {
            return session.isEmpty() ? "Linux" : messages.get("bootstrap.desktop.linux", session);
        }
        return session.isEmpty() ? desktop : messages.get("bootstrap.desktop.on", desktop, session);
    }

    /// What it can do with a copied secret.
    List<DesktopFact> facts() {
        List<DesktopFact> facts = new ArrayList<>();
        facts.add(new DesktopFact(Kind.CLEARING, clearing()));
        if (isLinux()) {
            facts.add(new DesktopFact(Kind.SELECTION, Verdict.YES));
        }
        facts.add(new DesktopFact(Kind.HISTORY, history()));
        if (isManagerKnown()) {
            facts.add(new DesktopFact(Kind.MANAGER,
                    watchers.manager() == ClipboardWatchers.Answer.NO ? Verdict.YES : Verdict.NO));
        }
        facts.add(new DesktopFact(Kind.CAPTURE, Verdict.NO));
        return facts;
    }

    /// On Wayland the toolkit lives behind XWayland, and each compositor has its own mind about a clipboard that is
    /// cleared by a program in the background.
    private Verdict clearing() {
        boolean wayland = !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank()
                || environment.getOrDefault("XDG_SESSION_TYPE", "").equals("wayland");
        return isLinux() && wayland ? Verdict.UNKNOWN : Verdict.YES;
    }

    /// Windows and KDE know signs by which a copy stays out of their history. The toolkit cannot set the one of macOS.
    /// Of other desktops nobody knows which history runs as their extension.
    private Verdict history() {
        boolean kde = environment.getOrDefault("XDG_CURRENT_DESKTOP", "").toUpperCase(Locale.ROOT).contains("KDE");
        if (isWindows() || kde || watchers.klipper() == ClipboardWatchers.Answer.YES) {
            return Verdict.ASKED;
        }
        return isLinux() ? Verdict.UNKNOWN : Verdict.NO;
    }

    /// KDE's own history is such a program, and is spoken of already.
    private boolean isManagerKnown() {
        return isLinux() && history() != Verdict.ASKED
                && watchers.manager() != ClipboardWatchers.Answer.UNKNOWN;
    }

    /// The same in sentences, with the store for credentials.
    List<FirstRunView.Fact> sentences() {
        List<FirstRunView.Fact> all = new ArrayList<>();
        store.ifPresent(state -> all.add(StoreText.fact(state, messages)));
        all.add(clearing() == Verdict.YES
                ? fact(messages.get("bootstrap.fact.clearing"),
                        messages.get("bootstrap.fact.clearing.rest", ClipboardViewModel.LEASE.toSeconds()), "success")
                : fact(messages.get("bootstrap.fact.clearing-wayland"),
                        messages.get("bootstrap.fact.clearing-wayland.rest"), "warning"));
        all.add(history() == Verdict.ASKED
                ? fact(messages.get("bootstrap.fact.history-asked"), messages.get("bootstrap.fact.history-asked.rest"),
                        "success")
                : fact(messages.get("bootstrap.fact.history"), messages.get("bootstrap.fact.history.rest"),
                        "warning"));
        all.add(fact(messages.get("bootstrap.fact.capture"), messages.get("bootstrap.fact.capture.rest"), "danger"));
        all.add(isLinux()
                ? fact(messages.get("bootstrap.fact.reader"), messages.get("bootstrap.fact.reader.rest"), "warning")
                : fact(messages.get("bootstrap.fact.reader-works"), messages.get("bootstrap.fact.reader-works.rest"),
                        "success"));
        return all;
    }

    private static FirstRunView.Fact fact(String sentence, String rest, String tone) {
        return new FirstRunView.Fact(sentence, rest, tone);
    }

    private boolean isLinux() {
        return system.contains("linux");
    }

    private boolean isWindows() {
        return system.contains("windows");
    }
}
