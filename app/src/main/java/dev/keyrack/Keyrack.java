package dev.keyrack;

/// Starts Keyrack.
public final class Keyrack {
    private Keyrack() {}

    /// Runs the desktop or one command.
    ///
    /// @param args none for the desktop, else a command
    public static void main(String[] args) {
        System.out.println("Keyrack " + Runtime.version() + " " + String.join("|", args));
    }
}
