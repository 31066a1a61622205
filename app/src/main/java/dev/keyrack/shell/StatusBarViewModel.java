package dev.keyrack.shell;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the status bar says. Features write their part; JavaFX thread.
public final class StatusBarViewModel {
    /// How the current profile's provider can be reached.
    public enum Connection {
        NONE, CONNECTED, WORKING, OFFLINE, REFUSED
    }

    private final ObjectProperty<Connection> connection = new SimpleObjectProperty<>(Connection.NONE);
    private final StringProperty connectionLead = new SimpleStringProperty("");
    private final StringProperty connectionRest = new SimpleStringProperty("");
    private final StringProperty limit = new SimpleStringProperty("");
    private final StringProperty store = new SimpleStringProperty("");
    private final StringProperty interlock = new SimpleStringProperty("");
    private final InterlockModel armable = new InterlockModel();
    private final StringProperty journal = new SimpleStringProperty("");
    private final BooleanProperty clipboardLeased = new SimpleBooleanProperty();
    private final StringProperty clipboardLeft = new SimpleStringProperty("");
    private final DoubleProperty clipboardFraction = new SimpleDoubleProperty();
    private final BooleanProperty clipboardEnding = new SimpleBooleanProperty();
    private final StringProperty pause = new SimpleStringProperty("");
    private Runnable onPauseCancelled = () -> {
    };
    private final BooleanProperty locked = new SimpleBooleanProperty();
    private final StringProperty clipboardNote = new SimpleStringProperty("");

    /// How the provider can be reached.
    public ObjectProperty<Connection> connectionProperty() {
        return connection;
    }

    /// The first word about the connection.
    public StringProperty connectionLeadProperty() {
        return connectionLead;
    }

    /// What follows it, such as the age of what is on screen.
    public StringProperty connectionRestProperty() {
        return connectionRest;
    }

    /// The provider's request limit.
    public StringProperty limitProperty() {
        return limit;
    }

    /// Where credentials are kept.
    public StringProperty storeProperty() {
        return store;
    }

    /// What is said of an environment that does not guard against changes; empty where it does.
    public StringProperty interlockProperty() {
        return interlock;
    }

    /// What is said of an environment that guards against changes.
    public InterlockModel interlock() {
        return armable;
    }

    /// The journal's state.
    public StringProperty journalProperty() {
        return journal;
    }

    /// Whether a secret is on the clipboard.
    public BooleanProperty clipboardLeasedProperty() {
        return clipboardLeased;
    }

    /// Time until it is cleared, such as `0:23`.
    public StringProperty clipboardLeftProperty() {
        return clipboardLeft;
    }

    /// The same from 1 down to 0.
    public DoubleProperty clipboardFractionProperty() {
        return clipboardFraction;
    }

    /// Whether less than ten seconds are left.
    public BooleanProperty clipboardEndingProperty() {
        return clipboardEnding;
    }

    /// How the latest lease ended.
    public StringProperty clipboardNoteProperty() {
        return clipboardNote;
    }

    /// That a request waits for the provider's limit, and for how long.
    public StringProperty pauseProperty() {
        return pause;
    }

    /// Whether the window is locked and says nothing of what it works with.
    public BooleanProperty lockedProperty() {
        return locked;
    }

    /// Says from now on that the window is locked, and nothing else that was said.
    public void lock() {
        journal.unbind();
        List.of(connectionLead, connectionRest, limit, store, interlock, journal, pause, clipboardNote)
                .forEach(text -> text.set(""));
        connection.set(Connection.NONE);
        onPauseCancelled = () -> {
        };
        armable.clear();
        locked.set(true);
    }

    /// Says again what features write.
    public void open() {
        journal.set("");
        locked.set(false);
    }

    /// What is done if somebody does not want to wait.
    public void setOnPauseCancelled(Runnable action) {
        onPauseCancelled = action;
    }

    void cancelPause() {
        onPauseCancelled.run();
    }
}
