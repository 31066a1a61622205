package dev.keyrack.reveal.ui;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.reveal.domain.HandOverPlaces;
import dev.keyrack.reveal.domain.KeyringAnswer;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The one time that a new secret can be handed over. Owns it from creation on and wipes it when the reveal ends, which
/// it does only after a hand-over or a deliberate discard. JavaFX thread.
public final class RevealViewModel {
    /// Where the secret can go.
    enum Target {
        CLIPBOARD, FILE, ENV, KEYRING, COMMAND
    }

    /// What this desktop can do with a secret, or not.
    ///
    /// @param tone `yes`, `asked`, `no` or `unknown`
    record Ability(String words, String tone) {}

    /// What was just handed over, for people.
    ///
    /// @param where such as `Copied at 14:07:09` or `In /home/…/key`
    record Done(String where) {}

    /// The system's keyring as a place for the secret.
    ///
    /// @param words    what it has answered, or why it is no place
    /// @param isUsable whether it takes a secret
    record Keyring(String words, boolean isUsable) {}

    private static final int MOST_DOTS = 36;

    private final Profile profile;
    private final Provider provider;
    private final IssuedKey issued;
    private final Parts parts;
    private final TimeText times;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Map<Target, Done>> done = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Keyring> keyring = new ReadOnlyObjectWrapper<>(new Keyring("", false));
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper handedOver = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper discarding = new ReadOnlyBooleanWrapper();

    /// What a reveal works with.
    ///
    /// @param desktop what this desktop can do for secrets
    public record Parts(KeyService service, ClipboardViewModel clipboard, HandOverPlaces places,
            BackgroundRunner runner, List<DesktopFact> desktop) {}

    private Runnable onAbandoned = () -> {
    };
    private @Nullable Runnable onLost;

    /// Takes over `issued` with its secret.
    public RevealViewModel(Profile profile, Provider provider, IssuedKey issued, Parts parts, TimeText times,
            Messages messages) {
        this.profile = profile;
        this.provider = provider;
        this.issued = issued;
        this.parts = parts;
        this.times = times;
        this.messages = messages;
    }

    /// Puts the secret on the clipboard for a while.
    void copy() {
        parts.clipboard().copy(issued.secret());
        note(Target.CLIPBOARD, messages.get("reveal.done.clipboard", times.seconds(times.now())),
                messages.get("reveal.journal.clipboard"));
    }

    /// Takes it off the clipboard again.
    void clearClipboard() {
        parts.clipboard().clearNow();
    }

    /// Saves it into a new file that only its owner can read.
    void save(String path) {
        deliver(Target.FILE, parts.places().file(path));
    }

    /// Sets it in an `.env` file.
    void setIn(String path) {
        deliver(Target.ENV, parts.places().env(path, variable()));
    }

    /// Asks the system's keyring whether it takes a secret.
    void askKeyring() {
        keyring.set(new Keyring(messages.get("reveal.keyring.asking"), false));
        parts.runner().start(_ -> Outcome.ok(parts.places().askKeyring()), outcome -> {
            if (outcome instanceof Outcome.Ok<KeyringAnswer>(var answer)) {
                keyring.set(new Keyring(words(answer), answer.problem().isEmpty()));
            }
        });
    }

    private String words(KeyringAnswer answer) {
        if (answer.problem().isEmpty()) {
            return messages.get("reveal.keyring.answers", answer.name(), answer.took().toMillis());
        }
        return switch (answer.problem().get()) {
            case LOCKED -> messages.get("reveal.keyring.locked");
            case NOT_WRITTEN -> messages.get("reveal.keyring.forgets");
            default -> messages.get("reveal.keyring.none");
        };
    }

    /// Stores it in the system's keyring.
    void store(String name) {
        deliver(Target.KEYRING, parts.places().keyring(name.strip()));
    }

    /// What an item in the keyring would be called.
    String keyringName() {
        return profile.name() + "/" + issued.key().name();
    }

    /// Hands it to a command on its standard input.
    void run(String commandLine) {
        deliver(Target.COMMAND, parts.places().command(commandLine));
    }

    private void deliver(Target target, HandOver place) {
        if (busy.get() || issued.secret().isClosed()) {
            return;
        }
        busy.set(true);
        failure.set("");
        Secret copy = issued.secret().copy();
        parts.runner().start(_ -> {
            try (copy) {
                return place.check().then(_ -> place.deliver(copy));
            }
        }, outcome -> {
            busy.set(false);
            tellWhetherLost(outcome.isOk());
            switch (outcome) {
                case Outcome.Ok<String>(var where) -> note(target, messages.get("reveal.done.place", where), where);
                case Outcome.Failed<String>(var why) -> failure.set(FailureText.of(why, messages));
            }
        });
    }

    private void note(Target target, String words, String place) {
        Map<Target, Done> all = new EnumMap<>(Target.class);
        all.putAll(done.get());
        all.put(target, new Done(words));
        done.set(all);
        handedOver.set(true);
        discarding.set(false);
        record(() -> parts.service().handedOver(profile, issued.key().id(), place));
    }

    /// Writes to the journal; that it could not be written is said, and keeps nobody from going on.
    private void record(Runnable entry) {
        parts.runner().<Boolean>start(_ -> {
            entry.run();
            return Outcome.ok(true);
        }, outcome -> {
            if (outcome instanceof Outcome.Failed<Boolean>(var why)) {
                failure.set(FailureText.of(why, messages));
            }
        });
    }

    /// Asks whether the secret shall really be discarded; or takes that back.
    void askDiscard(boolean asking) {
        discarding.set(asking);
    }

    /// Ends the reveal because the program is locked: the secret is wiped, and the dialog leaves. What is being handed
    /// over at this moment goes on to its end.
    ///
    /// @param lost run if nobody is known to have the secret: it was handed over nowhere, or to the clipboard alone,
    ///             which is being cleared
    public void abandon(Runnable lost) {
        boolean safe = done.get().keySet().stream().anyMatch(target -> target != Target.CLIPBOARD)
                || (handedOver.get() && !parts.clipboard().isRunning());
        onLost = () -> {
            record(() -> parts.service().wiped(profile, issued.key().id()));
            lost.run();
        };
        issued.close();
        onAbandoned.run();
        if (!busy.get()) {
            tellWhetherLost(safe);
        }
    }

    /// Told that the reveal has ended without its dialog's doing.
    void setOnAbandoned(Runnable action) {
        onAbandoned = action;
    }

    private void tellWhetherLost(boolean safe) {
        Runnable action = onLost;
        onLost = null;
        if (action != null && !safe) {
            action.run();
        }
    }

    /// The key.
    public ApiKey key() {
        return issued.key();
    }

    /// Ends the reveal: the secret is wiped. Does nothing before it was handed over.
    ///
    /// @return whether it ended
    boolean finish() {
        if (!handedOver.get() || busy.get()) {
            return false;
        }
        issued.close();
        return true;
    }

    /// Ends the reveal with nobody having the secret. The key lives on. Does nothing while it is being handed over.
    ///
    /// @return whether it ended
    boolean discard() {
        if (busy.get()) {
            return false;
        }
        issued.close();
        record(() -> parts.service().discarded(profile, issued.key().id()));
        return true;
    }

    /// Discards the secret from the reveal and hands it to `revoker`, who now owns it, to revoke the key and prove it.
    /// Does nothing while it is being handed over.
    void discardAndRevoke(Consumer<Secret> revoker) {
        if (!busy.get()) {
            Secret value = issued.secret().copy();
            discard();
            revoker.accept(value);
        }
    }

    /// The secret in plain, while somebody holds the button; nothing once it was wiped. Nobody may keep it.
    String peek() {
        return issued.secret().isClosed() ? "" : issued.secret().reveal();
    }

    /// What will happen to a copy on the clipboard.
    String clipboardHelp() {
        boolean kept = parts.desktop().contains(new DesktopFact(DesktopFact.Kind.MANAGER, DesktopFact.Verdict.NO));
        return kept
                ? messages.get("reveal.clipboard.help.kept", ClipboardViewModel.LEASE.toSeconds())
                : messages.get("reveal.clipboard.help", ClipboardViewModel.LEASE.toSeconds());
    }

    /// What stands for the secret: its kind's prefix and dots.
    String masked() {
        String prefix = provider.prefixOf(issued.secret());
        return prefix + "•".repeat(Math.min(MOST_DOTS, Math.max(1, issued.secret().length() - prefix.length())));
    }

    int length() {
        return issued.secret().length();
    }

    /// The variable that an `.env` file gets.
    String variable() {
        return !provider.variable().isEmpty()
                ? provider.variable()
                : provider.id().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_KEY";
    }

    String title() {
        return messages.get("reveal.title", issued.key().name());
    }

    String place() {
        return messages.get("reveal.place", profile.name(), provider.name());
    }

    String once() {
        return messages.get("reveal.once", provider.name());
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    List<Ability> desktop() {
        return parts.desktop().stream()
                .map(fact -> new Ability(words(fact), fact.verdict().name().toLowerCase(Locale.ROOT))).toList();
    }

    private String words(DesktopFact fact) {
        return switch (fact.kind()) {
            case CLEARING -> fact.verdict() == DesktopFact.Verdict.YES
                    ? messages.get("reveal.desktop.clears")
                    : messages.get("reveal.desktop.clears.unknown");
            case SELECTION -> messages.get("reveal.desktop.selection");
            case HISTORY -> switch (fact.verdict()) {
                case YES -> messages.get("reveal.desktop.history.yes");
                case ASKED -> messages.get("reveal.desktop.history.asked");
                case NO -> messages.get("reveal.desktop.history.no");
                case UNKNOWN -> messages.get("reveal.desktop.history.unknown");
            };
            case MANAGER -> fact.verdict() == DesktopFact.Verdict.YES
                    ? messages.get("reveal.desktop.manager.none")
                    : messages.get("reveal.desktop.manager.runs");
            case CAPTURE -> messages.get("reveal.desktop.capture.no");
        };
    }

    /// The id of the key.
    public String keyId() {
        return issued.key().id().value();
    }

    ReadOnlyObjectProperty<Map<Target, Done>> doneProperty() {
        return done.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Keyring> keyringProperty() {
        return keyring.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty handedOverProperty() {
        return handedOver.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty discardingProperty() {
        return discarding.getReadOnlyProperty();
    }
}
