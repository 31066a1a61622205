package dev.keyrack.twofactor.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.time.TimeText;
import dev.keyrack.twofactor.domain.CodeHelp;
import dev.keyrack.twofactor.domain.CodeHelpText;
import dev.keyrack.twofactor.domain.Enrolment;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.QrMatrix;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// One second factor on its way: the picture for a while, the code that proves it. Owns the shared key and wipes it as
/// soon as the provider has accepted the code, or when it is given up. JavaFX thread.
final class EnrolmentViewModel implements AutoCloseable {
    /// How long the picture is shown at a time.
    static final Duration SHOWN_FOR = Duration.ofSeconds(60);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Profile profile;
    private final String provider;
    private final Enrolment enrolment;
    private final Secret base32;
    private final QrMatrix matrix;
    private final TwoFactorViewModel.Parts parts;
    private final TwoFactorWording wording;
    private final Consumer<AccountTwoFactor.Enabled> onEnabled;
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyBooleanWrapper ending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper code = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper accepted = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final BooleanProperty keep = new SimpleBooleanProperty();
    private Instant hiddenAt;
    private Runnable onLost = () -> {
    };
    private boolean closed;

    /// Takes over `enrolment`.
    ///
    /// @param onEnabled given the backup codes, which it owns then
    EnrolmentViewModel(Profile profile, String provider, Enrolment enrolment, TwoFactorViewModel.Parts parts,
            Consumer<AccountTwoFactor.Enabled> onEnabled) {
        this.profile = profile;
        this.provider = provider;
        this.enrolment = enrolment;
        this.parts = parts;
        this.wording = new TwoFactorWording(parts.messages());
        this.onEnabled = onEnabled;
        base32 = enrolment.key().base32();
        try (Secret text = enrolment.key().text()) {
            matrix = QrMatrix.of(text);
        }
        hiddenAt = parts.times().now().plus(SHOWN_FOR);
        tick();
    }

    /// Told if the provider's answer brings backup codes after [#close].
    void setOnLost(Runnable action) {
        onLost = action;
    }

    /// Counts down; called once a second.
    void tick() {
        Duration rest = Duration.between(parts.times().now(), hiddenAt);
        if (!rest.isPositive() || rest.compareTo(SHOWN_FOR) > 0) { // over, or the clock was set back
            shown.set(false);
        }
        Duration shownLeft = rest.isPositive() ? rest : Duration.ZERO;
        left.set(TimeText.countdown(shownLeft.plusMillis(999)));
        fraction.set((double) shownLeft.toMillis() / SHOWN_FOR.toMillis());
        ending.set(rest.compareTo(ENDING) < 0);
    }

    /// Shows the picture for a whole turn from now on.
    void showLonger() {
        if (!closed) {
            hiddenAt = parts.times().now().plus(SHOWN_FOR);
            shown.set(true);
            tick();
        }
    }

    /// The picture. Only while it is shown.
    QrModules picture() {
        return new QrModules() {
            @Override
            public int size() {
                return matrix.size();
            }

            @Override
            public boolean isDark(int x, int y) {
                return matrix.isDark(x, y);
            }
        };
    }

    /// What stands for the shared key.
    List<String> masked() {
        return Masks.key(base32);
    }

    /// The shared key in plain, while somebody holds the button. Nobody may keep it.
    List<String> peek() {
        return Masks.plainKey(base32);
    }

    /// Puts the shared key on the clipboard for a while.
    void copy() {
        if (shown.get()) {
            parts.clipboard().accept(base32);
            note.set(parts.messages().get("twofactor.seed.copied"));
        }
    }

    /// Saves the picture into a new file.
    void savePicture(String path) {
        if (closed) {
            return;
        }
        try (Secret text = enrolment.key().text()) {
            QrMatrix copy = QrMatrix.of(text);
            parts.runner().start(_ -> {
                try (copy) {
                    return parts.pictures().save(copy, path);
                }
            }, outcome -> note.set(switch (outcome) {
                case Outcome.Ok<String>(var where) -> parts.messages().get("twofactor.picture.saved", where);
                case Outcome.Failed<String>(var why) -> FailureText.of(why, parts.messages());
            }));
        }
    }

    /// Takes what was typed so far.
    void type(String digits) {
        code.set(digits);
    }

    /// Sends the code once, if it is complete.
    void send() {
        if (canSend()) {
            parts.guard().whenArmed(this::sendNow);
        }
    }

    boolean canSend() {
        return !closed && !busy.get() && code.get().length() == digits();
    }

    private void sendNow() {
        if (!canSend()) {
            return;
        }
        busy.set(true);
        failure.set("");
        String digits = code.get();
        parts.runner().start(_ -> parts.service().verify(profile, digits), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<AccountTwoFactor.Enabled>(var enabled) -> accept(enabled);
                case Outcome.Failed<AccountTwoFactor.Enabled>(var why) -> refuse(why, digits);
            }
        });
    }

    private void accept(AccountTwoFactor.Enabled enabled) {
        if (closed) { // locked meanwhile: nothing may come up any more
            enabled.close();
            onLost.run();
            return;
        }
        accepted.set(parts.messages().get("twofactor.accepted", provider, parts.times().seconds(enabled.call().at())));
        if (keep.get()) {
            keepKey();
        }
        code.set("");
        done.set(true);
        close();
        onEnabled.accept(enabled);
    }

    private void keepKey() {
        OtpAuthUri key = enrolment.key();
        OtpAuthUri copy = new OtpAuthUri(key.type(), key.issuer(), key.account(), key.seed().copy(), key.algorithm(),
                key.digits(), key.period(), key.counter());
        parts.runner().start(_ -> {
            try (copy) {
                return parts.service().keep(profile, copy);
            }
        }, outcome -> note.set(switch (outcome) {
            case Outcome.Ok<Boolean> _ -> parts.messages().get("twofactor.keep.done");
            case Outcome.Failed<Boolean>(var why) -> FailureText.of(why, parts.messages());
        }));
    }

    private void refuse(Failure why, String digits) {
        if (closed) {
            return;
        }
        boolean wrongCode = why instanceof Failure.SecondFactorNeeded || why instanceof Failure.Rejected;
        if (wrongCode) {
            try (Secret typed = Secret.wrap(digits.getBytes(StandardCharsets.US_ASCII))) {
                failure.set(CodeHelpText.of(
                        CodeHelp.of(enrolment.key(), typed, parts.times().now(), enrolment.clock()),
                        parts.messages()));
            }
        } else {
            failure.set(FailureText.of(why, parts.messages()));
        }
        code.set("");
    }

    int digits() {
        return enrolment.key().digits();
    }

    String account() {
        return enrolment.key().account();
    }

    String issuer() {
        return enrolment.key().issuer().isEmpty() ? provider : enrolment.key().issuer();
    }

    String codeWords() {
        return wording.code(enrolment.key());
    }

    String method() {
        return wording.method(enrolment.key());
    }

    String spoken() {
        return parts.messages().get("twofactor.qr.spoken", wording.place(enrolment.key()));
    }

    String sentOnce() {
        return parts.messages().get("twofactor.sent-once", provider);
    }

    String clock() {
        return wording.clock(enrolment.clock());
    }

    String provider() {
        return provider;
    }

    BooleanProperty keepProperty() {
        return keep;
    }

    ReadOnlyBooleanProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyStringProperty leftProperty() {
        return left.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty endingProperty() {
        return ending.getReadOnlyProperty();
    }

    ReadOnlyStringProperty codeProperty() {
        return code.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    ReadOnlyStringProperty acceptedProperty() {
        return accepted.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Wipes the shared key and takes the picture away.
    @Override
    public void close() {
        closed = true;
        shown.set(false);
        matrix.close();
        base32.close();
        enrolment.close();
    }
}
