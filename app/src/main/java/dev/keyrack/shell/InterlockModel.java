package dev.keyrack.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the window says of the open profile's interlock: banner, frame, status bar. A feature writes it; JavaFX thread.
public final class InterlockModel {
    /// Whether changes go through.
    public enum State {
        /// The environment needs no arming, or no profile is open.
        NONE,
        /// Nothing can be changed until somebody arms the profile.
        READ_ONLY,
        /// Changes take effect at once.
        ARMED
    }

    private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.NONE);
    private final StringProperty word = new SimpleStringProperty("");
    private final StringProperty profile = new SimpleStringProperty("");
    private final StringProperty armedBy = new SimpleStringProperty("");
    private final StringProperty left = new SimpleStringProperty("");
    private final StringProperty spoken = new SimpleStringProperty("");
    private final BooleanProperty ending = new SimpleBooleanProperty();
    private Runnable arm = () -> {
    };
    private Runnable disarm = () -> {
    };

    /// Whether changes go through.
    public ObjectProperty<State> stateProperty() {
        return state;
    }

    /// The environment's word.
    public StringProperty wordProperty() {
        return word;
    }

    /// Name of the profile.
    public StringProperty profileProperty() {
        return profile;
    }

    /// Who armed it, and when: a sentence.
    public StringProperty armedByProperty() {
        return armedBy;
    }

    /// Time until it closes by itself, such as `8:47`.
    public StringProperty leftProperty() {
        return left;
    }

    /// The same for a screen reader: in whole minutes, so that it does not speak each second.
    public StringProperty spokenProperty() {
        return spoken;
    }

    /// Whether less than ten seconds are left.
    public BooleanProperty endingProperty() {
        return ending;
    }

    /// What the window's own buttons do.
    public void setActions(Runnable onArm, Runnable onDisarm) {
        arm = onArm;
        disarm = onDisarm;
    }

    /// Says nothing of any profile any more.
    void clear() {
        state.set(State.NONE);
        word.set("");
        profile.set("");
        armedBy.set("");
        left.set("");
        spoken.set("");
        arm = () -> {
        };
        disarm = arm;
    }

    void arm() {
        arm.run();
    }

    void disarm() {
        disarm.run();
    }
}
