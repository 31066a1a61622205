package dev.keyrack;

import dev.keyrack.bootstrap.AppGraph;
import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.CommandLineClipboard;
import dev.keyrack.bootstrap.Desktop;
import dev.keyrack.bootstrap.SystemBrowser;
import dev.keyrack.bootstrap.TourRunner;
import dev.keyrack.cli.Cli;
import dev.keyrack.cli.Host;
import dev.keyrack.cli.SystemTerminal;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.tour.HeadlessTour;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Starts Keyrack: without arguments the desktop, else the command line. Not an `Application`, since the toolkit would
/// start for every command then.
public final class Keyrack {
    private Keyrack() {
    }

    /// Runs the desktop or one command. Without a display, the desktop's place is taken by the tour.
    ///
    /// @param args none for the desktop, `--home DIR` alone for the desktop on that folder, else a command
    public static void main(String[] args) {
        Host host = Host.current();
        boolean desktop = args.length == 0 || (args.length == 2 && args[0].equals("--home"));
        if (desktop && hasDisplay(host)) {
            openDesktop(host, args.length == 2 ? Optional.of(Path.of(args[1])) : Optional.empty());
        } else {
            System.exit(run(host, desktop ? new String[]{"tour"} : args));
        }
    }

    private static int run(Host host, String[] args) {
        InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
        Messages messages = Messages.forLocale(Locale.ENGLISH);
        SystemTerminal terminal = new SystemTerminal();
        return new Cli(terminal, host, settings -> new AppGraph(settings, clock, messages, () -> hasDisplay(host)
                ? Optional.of(new CommandLineClipboard(clock, terminal.err(), messages))
                : Optional.empty()), tour()).run(args);
    }

    private static TourRunner tour() {
        return new HeadlessTour(System.out, Path.of(System.getProperty("keyrack.tour.out", "keyrack-tour")));
    }

    private static boolean hasDisplay(Host host) {
        return !host.system().toLowerCase(Locale.ROOT).contains("linux")
                || !host.environment().getOrDefault("DISPLAY", "").isBlank();
    }

    private static void openDesktop(Host host, Optional<Path> home) {
        // else JavaFX keeps the text of every label it ever laid out; the image's launcher says so too
        System.setProperty("prism.cacheLayoutSize", "0");
        AppPaths paths = AppPaths.resolve(home, host.environment(), host.system(), host.userHome());
        Platform.startup(() -> {
            Desktop opened = new Desktop(new Stage(),
                    new Desktop.Options(paths, Clock.tickMillis(ZoneOffset.UTC), host.environment(), host.system(),
                            false, new SystemBrowser()));
            opened.closeOnShutdown();
            opened.show();
        });
    }
}
