package dev.keyrack.credential.domain;

/// Why Keyrack was locked.
public enum LockCause {
    /// Somebody pressed *Lock now* or its keys.
    ASKED("somebody asked for it"),
    /// Nobody touched mouse or keyboard for the time that the settings name.
    IDLE("nobody was there"),
    /// The computer went to sleep, or has slept.
    SLEEP("the computer slept"),
    /// The system's screen was locked.
    SCREEN("the screen was locked"),
    /// `keyrack lock` was run.
    COMMAND("by command");

    private final String words;

    LockCause(String words) {
        this.words = words;
    }

    /// For the journal.
    String words() {
        return words;
    }
}
