package dev.keyrack.incident.ui;

import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.BackgroundRunner;
import dev.keyrack.shared.task.TaskHandle;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The value that a key's death will be proved with, from the moment it is given until it is handed on or wiped.
/// JavaFX thread.
final class HeldValue {
    private final Profile profile;
    private final SeenKey seen;
    private final ProofOfDeath proof;
    private final BackgroundRunner runner;
    private final Messages messages;
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper trying = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable ProvableValue value;
    private @Nullable TaskHandle trial;
    private @Nullable Secret tried;

    /// Holds nothing yet.
    HeldValue(Profile profile, SeenKey seen, ProofOfDeath proof, BackgroundRunner runner, Messages messages) {
        this.profile = profile;
        this.seen = seen;
        this.proof = proof;
        this.runner = runner;
        this.messages = messages;
    }

    /// Whether a value can be told to be the key's without asking the provider.
    boolean isKnown() {
        return proof.ground(seen).isPresent();
    }

    /// Takes over `given`, if it can be the key's. Where nothing ties it to the key, it is tried once in the background:
    /// only a value that works before the revocation can prove anything by being refused after it.
    void take(Secret given) {
        problem.set("");
        if (given.length() == 0) {
            given.close();
            return;
        }
        if (isKnown() || proof.mismatch(seen, given).isPresent()) {
            recognised(given, proof.recognise(profile, seen, given)); // nothing is sent for that
            return;
        }
        forget();
        tried = given;
        trying.set(true);
        trial = runner.start(_ -> proof.recognise(profile, seen, given), outcome -> {
            trial = null;
            tried = null;
            trying.set(false);
            recognised(given, outcome);
        });
    }

    private void recognised(Secret given, Outcome<ProvableValue> outcome) {
        switch (outcome) {
            case Outcome.Ok<ProvableValue>(var provable) -> {
                forget();
                value = provable;
                held.set(true);
            }
            case Outcome.Failed<ProvableValue>(var why) -> {
                given.close();
                problem.set(FailureText.of(why, messages));
            }
        }
    }

    /// Gives it away: whoever receives it closes it.
    Optional<ProvableValue> handOn() {
        Optional<ProvableValue> given = Optional.ofNullable(value);
        value = null;
        return given;
    }

    /// Wipes it.
    void forget() {
        if (trial != null) {
            trial.cancel();
            trial = null;
        }
        if (tried != null) {
            tried.close(); // the trial may not have begun, and would then never close it
            tried = null;
        }
        trying.set(false);
        if (value != null) {
            value.close();
            value = null;
        }
        held.set(false);
    }

    ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /// Whether the value is being tried, to see that it still works.
    ReadOnlyBooleanProperty tryingProperty() {
        return trying.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
