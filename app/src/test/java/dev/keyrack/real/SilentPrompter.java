package dev.keyrack.real;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// A process in the place of the desktop's dialog for passwords, where nobody sits. It notes that it was called.
final class SilentPrompter {
    private SilentPrompter() {
    }

    /// The interface by which gnome-keyring has passwords asked for.
    @DBusInterfaceName("org.gnome.keyring.internal.Prompter")
    public interface Prompter extends DBusInterface {
        void BeginPrompting(DBusPath callback);
    }

    private record Deaf(AtomicBoolean asked) implements Prompter {
        @Override
        public void BeginPrompting(DBusPath callback) {
            asked.set(true);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return "/org/gnome/keyring/Prompter";
        }
    }

    public static void main(String[] args) throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        try (DBusConnection bus = DBusConnectionBuilder.forSessionBus().withShared(false).build()) {
            bus.exportObject(new Deaf(asked));
            bus.requestBusName("org.gnome.keyring.SystemPrompter");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("=" + (line.equals("asked") ? asked.get() ? "yes" : "no" : "ready"));
            }
        }
    }
}
