package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Gives a profile another credential. JavaFX thread.
public final class CredentialViewModel {
    private final Profile profile;
    private final ProfileService service;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final Runnable onSignedIn;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper codeNeeded = new ReadOnlyBooleanWrapper();

    /// Asks for nothing yet.
    public CredentialViewModel(Profile profile, ProfileService service, BackgroundRunner runner, Messages messages,
            Runnable onSignedIn) {
        this.profile = profile;
        this.service = service;
        this.runner = runner;
        this.messages = messages;
        this.onSignedIn = onSignedIn;
    }

    /// Signs in with the new credential, and keeps it if that works.
    ///
    /// @param credential as typed; wiped here
    /// @param close      run when it worked
    void replace(char[] credential, String code, Runnable close) {
        if (busy.get() || credential.length == 0) {
            Arrays.fill(credential, '\0');
            return;
        }
        Secret given = Secret.ofChars(credential);
        Arrays.fill(credential, '\0');
        busy.set(true);
        failure.set("");
        runner.start(_ -> {
            try (given) {
                return service.replaceCredential(profile, given,
                        Optional.of(code.strip()).filter(text -> !text.isEmpty()));
            }
        }, outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Profile> _ -> {
                    close.run();
                    onSignedIn.run();
                }
                case Outcome.Failed<Profile>(Failure.SecondFactorNeeded(var wrong)) -> {
                    codeNeeded.set(true);
                    failure.set(wrong
                            ? messages.get("profile.connect.code-wrong")
                            : messages.get("profile.connect.code-needed"));
                }
                case Outcome.Failed<Profile>(var why) -> failure.set(FailureText.of(why, messages));
            }
        });
    }

    EnvironmentLook look() {
        return EnvironmentLook.of(profile.environment());
    }

    String profileName() {
        return profile.name().value();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty codeNeededProperty() {
        return codeNeeded.getReadOnlyProperty();
    }
}
