package dev.keyrack.twofactor.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The one time that backup codes can be kept. Owns them and wipes them when somebody is done with them. JavaFX thread.
final class CodesViewModel implements AutoCloseable {
    private final Profile profile;
    private final String provider;
    private final AccountTwoFactor.Enabled enabled;
    private final TwoFactorViewModel.Parts parts;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper handedOver = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper inKeyring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper printer = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final BooleanProperty reachable = new SimpleBooleanProperty();
    private boolean closed;

    /// Takes over the codes.
    CodesViewModel(Profile profile, String provider, AccountTwoFactor.Enabled enabled,
            TwoFactorViewModel.Parts parts) {
        this.profile = profile;
        this.provider = provider;
        this.enabled = enabled;
        this.parts = parts;
        parts.runner().start(_ -> Outcome.ok(parts.printers().getAsBoolean()),
                outcome -> outcome.peek(printer::set));
    }

    /// What stands for the codes.
    List<String> masked() {
        return enabled.backupCodes().stream().map(Masks::code).toList();
    }

    /// The codes in plain, while somebody holds the button. Nobody may keep them.
    List<String> peek() {
        return enabled.backupCodes().stream().map(Masks::plainCode).toList();
    }

    int count() {
        return enabled.backupCodes().size();
    }

    /// Saves them into a new file that only its owner can read.
    void save(String path) {
        deliver(parts.places().file(path), false);
    }

    /// Puts them into the system's keyring.
    void toKeyring() {
        deliver(parts.places().keyring(parts.messages().get("twofactor.codes.entry", profile.name())), true);
    }

    private void deliver(HandOver place, boolean keyring) {
        if (busy.get() || closed) {
            return;
        }
        busy.set(true);
        failure.set("");
        Secret all = text();
        parts.runner().start(_ -> {
            try (all) {
                return place.check().then(_ -> place.deliver(all))
                        .then(where -> parts.service().codesHandedOver(profile, where).map(_ -> where));
            }
        }, outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<String>(var where) -> {
                    handedOver.set(true);
                    inKeyring.set(keyring || inKeyring.get());
                    note.set(parts.messages().get("twofactor.codes.kept", where));
                }
                case Outcome.Failed<String>(var why) -> failure.set(FailureText.of(why, parts.messages()));
            }
        });
    }

    /// They are on paper now.
    void printed() {
        handedOver.set(true);
        note.set(parts.messages().get("twofactor.codes.printed"));
        parts.runner().start(_ -> parts.service().codesHandedOver(profile,
                parts.messages().get("twofactor.codes.printer")), outcome -> {
                    if (outcome instanceof Outcome.Failed<Boolean>(var why)) {
                        failure.set(FailureText.of(why, parts.messages()));
                    }
                });
    }

    /// The printer did not take them.
    void notPrinted() {
        failure.set(parts.messages().get("twofactor.codes.not-printed"));
    }

    /// All codes with a heading, one a line; the caller closes it.
    private Secret text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        out.writeBytes(heading().getBytes(StandardCharsets.UTF_8));
        for (Secret code : enabled.backupCodes()) {
            out.write('\n');
            code.use(bytes -> {
                out.writeBytes(bytes);
                return bytes.length;
            });
        }
        return Secret.wrap(out.toByteArray());
    }

    /// Whose codes they are.
    String heading() {
        return parts.messages().get("twofactor.codes.heading", profile.account().orElse(profile.name().value()),
                provider);
    }

    String once() {
        return parts.messages().get("twofactor.codes.once", provider);
    }

    /// Whether they are wiped.
    boolean isClosed() {
        return closed;
    }

    /// Whether they would get lost now.
    boolean wouldBeLost() {
        return !closed && count() > 0 && !handedOver.get() && !reachable.get();
    }

    BooleanProperty reachableProperty() {
        return reachable;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty inKeyringProperty() {
        return inKeyring.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty printerProperty() {
        return printer.getReadOnlyProperty();
    }

    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    @Override
    public void close() {
        closed = true;
        enabled.close();
    }
}
