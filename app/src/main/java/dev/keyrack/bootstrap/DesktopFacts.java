package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.KeychainControl.State;
import dev.keyrack.profile.ui.FirstRunView;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.domain.DesktopFact.Kind;
import dev.keyrack.reveal.domain.DesktopFact.Verdict;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.shared.i18n.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What this desktop can do for secrets, found out from the system and the session, and told as it is.
final class DesktopFacts {
    private final Map<String, String> environment;
    private final String system;
    private final Messages messages;
    private Optional<State> store = Optional.empty();

    DesktopFacts(Map<String, String> environment, String system, Messages messages) {
        this.environment = environment;
        this.system = system.toLowerCase(Locale.ROOT);
        this.messages = messages;
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
        facts.add(new DesktopFact(Kind.CLEARING, Verdict.YES));
        if (isLinux()) {
            facts.add(new DesktopFact(Kind.SELECTION, Verdict.YES));
        }
        facts.add(new DesktopFact(Kind.HISTORY, history()));
        facts.add(new DesktopFact(Kind.CAPTURE, Verdict.NO));
        return facts;
    }

    /// Windows and KDE know signs by which a copy stays out of their history; others do not.
    private Verdict history() {
        boolean kde = environment.getOrDefault("XDG_CURRENT_DESKTOP", "").toUpperCase(Locale.ROOT).contains("KDE");
        return isWindows() || kde ? Verdict.ASKED : Verdict.NO;
    }

    /// The same in sentences, with the store for credentials.
    List<FirstRunView.Fact> sentences() {
        List<FirstRunView.Fact> all = new ArrayList<>();
        store.ifPresent(state -> all.add(StoreText.fact(state, messages)));
        all.add(fact(messages.get("bootstrap.fact.clearing"),
                messages.get("bootstrap.fact.clearing.rest", ClipboardViewModel.LEASE.toSeconds()), "success"));
        all.add(history() == Verdict.NO
                ? fact(messages.get("bootstrap.fact.history"), messages.get("bootstrap.fact.history.rest"), "warning")
                : fact(messages.get("bootstrap.fact.history-asked"), messages.get("bootstrap.fact.history-asked.rest"),
                        "success"));
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
