package dev.keyrack.credential.data;

import dev.keyrack.credential.data.KeyringPort.KeyringRefused;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.jspecify.annotations.Nullable;

/// Asks a Secret Service whether its default collection is locked, which makes nobody ask for a password. Where there
/// is no session bus, or no service on it, this knows of no lock.
///
/// Blocks for as long as the service likes, as every [KeyringPort] does.
final class SecretServiceLock implements AutoCloseable {
    private static final String SERVICE = "org.freedesktop.secrets";
    private static final String COLLECTION = "/org/freedesktop/secrets/aliases/default";
    private static final String INTERFACE = "org.freedesktop.Secret.Collection";

    private final @Nullable DBusConnection bus;

    private SecretServiceLock(@Nullable DBusConnection bus) {
        this.bus = bus;
    }

    static SecretServiceLock open() {
        String address = Optional.ofNullable(System.getenv("DBUS_SESSION_BUS_ADDRESS")).orElse("");
        if (address.isBlank()) {
            return new SecretServiceLock(null);
        }
        try {
            return new SecretServiceLock(DBusConnectionBuilder.forSessionBus().withShared(false).build());
        } catch (DBusException | DBusExecutionException _) {
            return new SecretServiceLock(null); // the library will say so
        }
    }

    /// Does nothing unless the collection is known to be locked.
    ///
    /// @throws KeyringRefused if it is
    void check() throws KeyringRefused {
        if (isLocked()) {
            throw new KeyringRefused(Problem.LOCKED, null);
        }
    }

    /// Why the library came upon nothing where it expected something: it was locked, or it is gone.
    Problem afterStumble() {
        return bus == null || isLocked() ? Problem.LOCKED : Problem.UNAVAILABLE;
    }

    private boolean isLocked() {
        DBusConnection open = bus;
        if (open == null) {
            return false;
        }
        try {
            Boolean locked = open.getRemoteObject(SERVICE, COLLECTION, Properties.class).Get(INTERFACE, "Locked");
            return locked;
        } catch (DBusException | DBusExecutionException _) {
            return false; // no service, or no default collection
        }
    }

    @Override
    public void close() {
        DBusConnection open = bus;
        if (open != null) {
            open.disconnect();
        }
    }
}
