package dev.keyrack.profile.ui;

import dev.keyrack.key.domain.KeyService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Signs a profile in with a second factor. JavaFX thread.
public final class CodeViewModel {
    private final Profile profile;
    private final KeyService service;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final Runnable onSignedIn;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /// Asks for nothing yet.
    public CodeViewModel(Profile profile, KeyService service, BackgroundRunner runner, Messages messages,
            Runnable onSignedIn) {
        this.profile = profile;
        this.service = service;
        this.runner = runner;
        this.messages = messages;
        this.onSignedIn = onSignedIn;
    }

    /// Signs in with `code`.
    ///
    /// @param close run when it worked, before the rest goes on
    void send(String code, Runnable close) {
        if (busy.get() || code.isBlank()) {
            return;
        }
        busy.set(true);
        failure.set("");
        String digits = code.replaceAll("\\s", "");
        runner.start(_ -> service.signIn(profile, Optional.of(digits)), outcome -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Ok<Call> _ -> {
                    close.run();
                    onSignedIn.run();
                }
                case Outcome.Failed<Call>(Failure.SecondFactorNeeded _) ->
                    failure.set(messages.get("profile.connect.code-wrong"));
                case Outcome.Failed<Call>(var why) -> failure.set(FailureText.of(why, messages));
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
}
