package dev.keyrack;

import dev.keyrack.bootstrap.AppGraph;
import dev.keyrack.cli.Cli;
import dev.keyrack.cli.Host;
import dev.keyrack.cli.SystemTerminal;
import dev.keyrack.shared.i18n.Messages;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// Starts Keyrack.
public final class Keyrack {
    private Keyrack() {}

    /// Runs the desktop or one command.
    ///
    /// @param args none for the desktop, else a command
    public static void main(String[] args) {
        Messages messages = Messages.forLocale(Locale.ENGLISH);
        int exitCode = new Cli(new SystemTerminal(), Host.current(),
                settings -> new AppGraph(settings, Clock.tickMillis(ZoneOffset.UTC), messages, Optional::empty), _ -> 0)
                .run(args);
        System.exit(exitCode);
    }
}
