package dev.keyrack.twofactor.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.shell.Guard;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.twofactor.domain.CodePlaces;
import dev.keyrack.twofactor.domain.Enrolment;
import dev.keyrack.twofactor.domain.QrFiles;
import dev.keyrack.twofactor.domain.TwoFactorService;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The second factor of the account that the open profile signs in with: where it stands, and how it is switched on
/// and off. Whoever leaves it while a shared key or backup codes are there calls [#leave]; [#forget] wipes them without
/// a question. JavaFX thread.
public final class TwoFactorViewModel {
    /// What the page shows.
    enum Phase {
        /// No profile is open.
        NONE,
        /// The provider has none.
        CANNOT,
        /// The provider has one, in its console alone.
        CONSOLE,
        /// Nothing is known yet.
        LOADING,
        /// The provider could not be asked, or said no.
        FAILED,
        /// It is off.
        OFF,
        /// A shared key is there and not proved yet.
        ENROLLING,
        /// It has just been switched on, and the backup codes are there.
        CODES,
        /// It is on.
        ON
    }

    /// Why nothing could be read.
    enum Trouble {
        OFFLINE, REFUSED, CODE
    }

    /// What the page works with.
    ///
    /// @param clipboard takes a copy of a secret for a while; the secret stays the page's
    /// @param printers  whether there is a printer; called off the JavaFX thread
    /// @param signIn    asks for a code and signs in with it
    public record Parts(TwoFactorService service, BackgroundRunner runner, Guard guard, Consumer<Secret> clipboard,
            CodePlaces places, QrFiles pictures, BooleanSupplier printers, Runnable signIn, TimeText times,
            Messages messages) {}

    private record Standing(AccountTwoFactor.Status status, boolean isKept) {}

    private final Parts parts;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NONE);
    private final ReadOnlyObjectWrapper<Trouble> trouble = new ReadOnlyObjectWrapper<>(Trouble.OFFLINE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Profile profile;
    private @Nullable Provider provider;
    private @Nullable Standing standing;
    private @Nullable EnrolmentViewModel enrolment;
    private @Nullable CodesViewModel codes;
    private boolean isVisible;
    private int era;
    private Consumer<Runnable> onAsk = Runnable::run;

    /// Knows no profile yet.
    public TwoFactorViewModel(Parts parts) {
        this.parts = parts;
        this.messages = parts.messages();
    }

    /// Turns to another profile; what was there of the last one is wiped.
    public void open(Profile opened, Provider its) {
        forget();
        profile = opened;
        provider = its;
        standing = null;
        phase.set(switch (its.support(Capability.TWO_FACTOR)) {
            case Support.Yes _ -> Phase.LOADING;
            case Support.ConsoleOnly _ -> Phase.CONSOLE;
            case Support.No _ -> Phase.CANNOT;
        });
        refreshIfVisible();
    }

    /// Turns to no profile.
    public void openNone() {
        forget();
        profile = null;
        provider = null;
        phase.set(Phase.NONE);
    }

    /// The page came on screen, or went: nothing is asked of the provider for a page that nobody sees.
    void visible(boolean visible) {
        isVisible = visible;
        if (visible) {
            refreshIfVisible();
        } else if (phase.get() == Phase.ENROLLING && !isProving()) {
            forget();
        }
    }

    private void refreshIfVisible() {
        if (isVisible) {
            refresh();
        }
    }

    /// Asks the provider again, unless a shared key or backup codes are there.
    public void refresh() {
        Profile from = profile;
        boolean canAsk = phase.get() == Phase.LOADING || phase.get() == Phase.FAILED || phase.get() == Phase.OFF
                || phase.get() == Phase.ON;
        if (from == null || !canAsk || busy.get()) {
            return;
        }
        int asked = begins();
        parts.runner().start(_ -> parts.service().status(from).map(status -> new Standing(status, isKept(from))),
                outcome -> {
                    if (asked == era) {
                        show(outcome);
                    }
                });
    }

    /// Off the JavaFX thread. A store that cannot be asked shows itself where it is needed.
    private boolean isKept(Profile of) {
        return parts.service().isKept(of) instanceof Outcome.Ok<Boolean>(var kept) && kept;
    }

    private int begins() {
        busy.set(true);
        problem.set("");
        return era;
    }

    private void show(Outcome<Standing> outcome) {
        busy.set(false);
        switch (outcome) {
            case Outcome.Ok<Standing>(var now) -> {
                standing = now;
                turnTo(now.status().enabled() ? Phase.ON : Phase.OFF);
            }
            case Outcome.Failed<Standing>(var why) -> {
                trouble.set(switch (why) {
                    case Failure.Unreachable _ -> Trouble.OFFLINE;
                    case Failure.SecondFactorNeeded _ -> Trouble.CODE;
                    default -> Trouble.REFUSED;
                });
                problem.set(FailureText.of(why, messages));
                turnTo(Phase.FAILED);
            }
        }
    }

    /// Also tells about facts that changed while the phase did not.
    private void turnTo(Phase next) {
        if (phase.get() == next) {
            phase.set(Phase.LOADING);
        }
        phase.set(next);
    }

    /// Runs `act` now, or after arming where that is needed.
    void whenArmed(Runnable act) {
        parts.guard().whenArmed(act);
    }

    /// Asks the provider for a shared key, after arming where that is needed.
    void begin() {
        whenArmed(this::beginNow);
    }

    private void beginNow() {
        Profile from = profile;
        Provider its = provider;
        if (from == null || its == null || busy.get() || phase.get() != Phase.OFF) {
            return;
        }
        int asked = begins();
        parts.runner().start(_ -> parts.service().begin(from), outcome -> {
            if (asked != era) {
                outcome.peek(Enrolment::close); // somebody went on meanwhile
                return;
            }
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Enrolment>(var begun) -> {
                    enrolment = new EnrolmentViewModel(from, its.name(), begun, parts,
                            enabled -> enabled(from, its, enabled));
                    phase.set(Phase.ENROLLING);
                }
                case Outcome.Failed<Enrolment>(var why) -> problem.set(FailureText.of(why, messages));
            }
        });
    }

    private void enabled(Profile of, Provider its, AccountTwoFactor.Enabled enabled) {
        codes = new CodesViewModel(of, its.name(), enabled, parts);
        phase.set(Phase.CODES);
    }

    /// Ends an enrolment before its key was proved; it does not count then.
    void cancel() {
        if (phase.get() == Phase.ENROLLING && !isProving()) {
            forget();
            refresh();
        }
    }

    /// Done with the backup codes, which are wiped.
    void finish() {
        if (codes != null && (codes.reachableProperty().get() || codes.count() == 0) && !codes.busyProperty().get()) {
            forget();
            refresh();
        }
    }

    /// Switches it off.
    ///
    /// @param code   of the app, or a backup code
    /// @param onDone told what is wrong; empty text if it is off now
    void turnOff(String code, Consumer<String> onDone) {
        Profile from = profile;
        if (from == null || busy.get()) {
            return;
        }
        int asked = begins();
        String typed = code.strip();
        parts.runner().start(_ -> parts.service().disable(from, typed)
                .map(status -> new Standing(status, isKept(from))), outcome -> {
                    busy.set(false);
                    switch (outcome) {
                        case Outcome.Ok<Standing> _ -> {
                            if (asked == era) {
                                show(outcome);
                            }
                            onDone.accept("");
                        }
                        case Outcome.Failed<Standing>(Failure.SecondFactorNeeded _),Outcome.Failed<Standing>(Failure.Rejected _) ->
                            onDone.accept(messages.get("twofactor.off.wrong"));
                        case Outcome.Failed<Standing>(var why) -> onDone.accept(FailureText.of(why, messages));
                    }
                });
    }

    /// Keeps a shared key for filling in codes.
    ///
    /// @param onKept run before the page looks again
    Optional<KeepKeyViewModel> keepKey(Runnable onKept) {
        return Optional.ofNullable(profile).map(of -> new KeepKeyViewModel(of, parts, () -> {
            onKept.run();
            refresh();
        }));
    }

    /// Forgets the shared key that is kept for filling in codes.
    void forgetKey() {
        Profile from = profile;
        if (from == null || busy.get()) {
            return;
        }
        int asked = begins();
        parts.runner().start(_ -> parts.service().forget(from), outcome -> {
            if (asked == era) {
                busy.set(false);
                switch (outcome) {
                    case Outcome.Ok<Boolean> _ -> refresh();
                    case Outcome.Failed<Boolean>(var why) -> problem.set(FailureText.of(why, messages));
                }
            }
        });
    }

    /// Goes on with `next`, which leaves the page, the profile or the window. A key that is not proved is wiped; about
    /// backup codes that nobody has is asked first. Waits while the provider proves a code: its answer brings codes that
    /// come once.
    public void leave(Runnable next) {
        if (isProving()) {
            return;
        }
        if (codes != null && codes.wouldBeLost()) {
            onAsk.accept(() -> {
                forget();
                next.run();
            });
            return;
        }
        if (enrolment != null) {
            forget();
            refreshIfVisible();
        }
        next.run();
    }

    /// Whether backup codes are on their way that would get lost if the window closed now.
    public boolean isProving() {
        return enrolment != null && enrolment.busyProperty().get();
    }

    /// Wipes the shared key and the backup codes, without a question.
    public void forget() {
        era++;
        busy.set(false);
        problem.set("");
        Optional.ofNullable(enrolment).ifPresent(EnrolmentViewModel::close);
        Optional.ofNullable(codes).ifPresent(CodesViewModel::close);
        enrolment = null;
        codes = null;
        if (phase.get() == Phase.ENROLLING || phase.get() == Phase.CODES) {
            phase.set(Phase.LOADING);
        }
    }

    /// Wipes all of it, since the program is locked.
    ///
    /// @param onLost told, now or when they come, if nobody has the backup codes of a second factor that is on
    public void lock(Runnable onLost) {
        if (codes != null && codes.wouldBeLost()) {
            onLost.run();
        }
        Optional.ofNullable(enrolment).ifPresent(open -> open.setOnLost(onLost));
        openNone();
    }

    /// Counts down; called once a second.
    public void tick() {
        Optional.ofNullable(enrolment).ifPresent(EnrolmentViewModel::tick);
    }

    /// Asked before backup codes get lost; runs what it is given to go on.
    void setOnAsk(Consumer<Runnable> action) {
        onAsk = action;
    }

    /// Signs in with a code, where the provider wants one before it tells anything.
    void signIn() {
        parts.signIn().run();
    }

    TwoFactorFacts facts() {
        return new TwoFactorFacts(profile, provider, standing == null ? null : standing.status(),
                standing != null && standing.isKept(), parts.times(), messages);
    }

    Optional<EnrolmentViewModel> enrolment() {
        return Optional.ofNullable(enrolment);
    }

    Optional<CodesViewModel> codes() {
        return Optional.ofNullable(codes);
    }

    Optional<EnvironmentLook> look() {
        return Optional.ofNullable(profile).map(its -> EnvironmentLook.of(its.environment()));
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
