package dev.keyrack.twofactor.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Keeps the shared key of a second factor that is on already, so that codes are filled in. JavaFX thread.
final class KeepKeyViewModel {
    private final Profile profile;
    private final TwoFactorViewModel.Parts parts;
    private final Runnable onKept;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// @param onKept told once it is kept
    KeepKeyViewModel(Profile profile, TwoFactorViewModel.Parts parts, Runnable onKept) {
        this.profile = profile;
        this.parts = parts;
        this.onKept = onKept;
    }

    /// Keeps the key that a picture of its QR code holds.
    void keep(String path) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        problem.set("");
        parts.runner().start(_ -> parts.pictures().read(path).then(this::kept), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Boolean> _ -> onKept.run();
                case Outcome.Failed<Boolean>(var why) -> problem.set(FailureText.of(why, parts.messages()));
            }
        });
    }

    /// Off the JavaFX thread.
    private Outcome<Boolean> kept(Secret text) {
        try (text) {
            return OtpAuthUri.parse(text).then(key -> {
                try (key) {
                    return parts.service().keep(profile, key);
                }
            });
        }
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    String profileName() {
        return profile.name().value();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
