package dev.keyrack.reveal.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;

/// Programs that keep what is copied, as far as a desktop on Linux tells of them. An extension of the desktop itself
/// tells nobody.
///
/// @param manager whether a clipboard manager runs on the X display, which XWayland is too
/// @param klipper whether KDE's clipboard history runs, which leaves out what is marked as secret
public record ClipboardWatchers(Answer manager, Answer klipper) {
    /// Nothing was asked, or nothing has answered.
    public static final ClipboardWatchers UNKNOWN = new ClipboardWatchers(Answer.UNKNOWN, Answer.UNKNOWN);

    private static final String MANAGER = "CLIPBOARD_MANAGER"; // freedesktop.org's clipboard-manager specification
    private static final String KLIPPER = "org.kde.klipper";

    /// What is known.
    public enum Answer {
        /// It runs.
        YES,
        /// It does not.
        NO,
        /// Nobody could say.
        UNKNOWN
    }

    /// Asks the display and the session bus. Blocks for as long as they like: nobody may wait for it.
    ///
    /// @param environment the process environment
    /// @param userHome    the user's home folder
    public static ClipboardWatchers ask(Map<String, String> environment, Path userHome) {
        return new ClipboardWatchers(manager(environment, userHome), klipper(environment));
    }

    private static Answer manager(Map<String, String> environment, Path userHome) {
        String file = environment.getOrDefault("XAUTHORITY", "");
        Path authority = file.isBlank() ? userHome.resolve(".Xauthority") : Path.of(file);
        try (X11Selections display = X11Selections.open(environment.getOrDefault("DISPLAY", ""), authority)) {
            return display.hasOwner(MANAGER) ? Answer.YES : Answer.NO;
        } catch (IOException _) {
            return Answer.UNKNOWN;
        }
    }

    private static Answer klipper(Map<String, String> environment) {
        String address = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (address.isBlank()) {
            return Answer.UNKNOWN;
        }
        try (DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build()) {
            DBus itself = bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            return itself.NameHasOwner(KLIPPER) ? Answer.YES : Answer.NO;
        } catch (DBusException | DBusExecutionException | IOException _) {
            return Answer.UNKNOWN;
        }
    }
}
