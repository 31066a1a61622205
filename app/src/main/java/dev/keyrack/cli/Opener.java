package dev.keyrack.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Opens pages in the system's browser, where there is a desktop.
@FunctionalInterface
interface Opener {
    /// Opens `page` if that is possible. Its address has been shown already, so nothing is said if it is not.
    void open(URI page);

    /// The opener of the system that `host` runs.
    static Opener of(Host host) {
        String system = host.system().toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return page -> start(List.of("rundll32", "url.dll,FileProtocolHandler", page.toString()));
        }
        if (system.startsWith("mac")) {
            return page -> start(List.of("open", page.toString()));
        }
        boolean hasDesktop = host.environment().containsKey("DISPLAY")
                || host.environment().containsKey("WAYLAND_DISPLAY");
        return page -> {
            if (hasDesktop) {
                start(List.of("xdg-open", page.toString()));
            }
        };
    }

    private static void start(List<String> command) {
        try {
            new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
        } catch (IOException _) {
            return; // there is no such program: the address that was shown can be opened by hand
        }
    }
}
