package dev.keyrack.shell;

/// Stands before everything that changes something in the open profile. JavaFX thread.
@FunctionalInterface
public interface Guard {
    /// Runs `act` at once where changes are allowed; else asks for the profile's name, and runs it after that was typed.
    /// It is not run if nobody types it.
    void whenArmed(Runnable act);
}
