package dev.keyrack.credential.data;

import dev.keyrack.credential.data.LockSignals.Heard;
import dev.keyrack.credential.data.LockSignals.Wanted;
import dev.keyrack.credential.domain.LockCause;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.freedesktop.dbus.DBusMatchRule;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One D-Bus, and the signals on it that lock. Any thread.
final class SignalBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalBus.class);

    private final String name;
    private final String address;
    private final List<Wanted> wanted;
    private final Consumer<LockCause> onSignal;
    private @Nullable DBusConnection connection;
    private boolean closed;

    SignalBus(String name, String address, List<Wanted> wanted, Consumer<LockCause> onSignal) {
        this.name = name;
        this.address = address;
        this.wanted = wanted;
        this.onSignal = onSignal;
    }

    String name() {
        return name;
    }

    synchronized boolean isHeard() {
        return connection != null && connection.isConnected();
    }

    /// Connects and listens. May hang where the bus does.
    void connect() {
        try {
            DBusConnection made = DBusConnectionBuilder.forAddress(address).withShared(false)
                    .withDisconnectCallback(new Leaving()).build();
            if (!keep(made)) {
                made.disconnect();
                return;
            }
            for (Wanted signal : wanted) {
                made.addGenericSigHandler(new DBusMatchRule("signal", signal.type(), signal.name()),
                        heard -> hear(signal, heard));
            }
            LOG.info("listening on the {}: {}", name,
                    wanted.stream().map(each -> each.type() + "." + each.name()).collect(Collectors.joining(", ")));
        } catch (DBusException | RuntimeException e) { // the library throws both where there is no bus
            LOG.info("there is no {} to listen on: {}", name, String.valueOf(e.getMessage()));
        }
    }

    private synchronized boolean keep(DBusConnection made) {
        if (closed) {
            return false;
        }
        connection = made;
        return true;
    }

    private void hear(Wanted signal, DBusSignal heard) {
        try {
            Object[] values = heard.getParameters();
            boolean saysTrue = values != null && values.length > 0 && Boolean.TRUE.equals(values[0]);
            if (signal.counts().test(new Heard(heard.getPath(), saysTrue))) {
                LOG.info("heard {} on the {}", signal.name(), name);
                onSignal.accept(signal.cause());
            }
        } catch (DBusException e) {
            LOG.warn("a signal on the {} could not be read", name, e);
        }
    }

    @Override
    public void close() {
        DBusConnection mine = closing();
        if (mine != null) {
            mine.disconnect();
        }
    }

    private synchronized @Nullable DBusConnection closing() {
        closed = true;
        DBusConnection mine = connection;
        connection = null;
        return mine;
    }

    /// Only for the log: what the desktop does not tell any more, the idle clock still notices.
    private final class Leaving implements IDisconnectCallback {
        @Override
        public void disconnectOnError(@Nullable IOException error) {
            LOG.warn("the {} has gone away", name);
        }
    }
}
