package dev.keyrack.credential.data;

import dev.keyrack.credential.domain.LockCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from the desktop, over D-Bus, that the computer goes to sleep or the screen is locked. A bus that is missing,
/// hangs or goes away is written to the log and hurts nothing. On macOS and Windows it hears nothing. Any thread.
public final class LockSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockSignals.class);
    private static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";
    private static final long PATIENCE_SECONDS = 5;
    private static final Set<String> SCREEN_SAVERS = Set.of("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
            "org.xfce.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver");

    private final List<SignalBus> buses = new ArrayList<>();
    private final CompletableFuture<Void> settled;

    private LockSignals(List<SignalBus> buses, CompletableFuture<Void> settled) {
        this.buses.addAll(buses);
        this.settled = settled;
    }

    /// A signal that locks.
    ///
    /// @param counts whether one with this object path and these values is meant
    record Wanted(String type, String name, LockCause cause, Predicate<Heard> counts) {}

    /// A signal as it came.
    ///
    /// @param saysTrue whether its first value is `true`
    record Heard(String path, boolean saysTrue) {}

    /// Begins to listen, and returns at once.
    ///
    /// @param environment the process environment, which says where the buses are
    /// @param system      name of the operating system, as Java tells it
    /// @param onSignal    called on a thread of the bus
    public static LockSignals listen(Map<String, String> environment, String system, Consumer<LockCause> onSignal) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows") || name.contains("mac")) {
            return new LockSignals(List.of(), CompletableFuture.completedFuture(null));
        }
        List<SignalBus> buses = new ArrayList<>();
        buses.add(new SignalBus("system bus", environment.getOrDefault("DBUS_SYSTEM_BUS_ADDRESS", SYSTEM_BUS),
                onSystemBus(environment), onSignal));
        sessionBus(environment)
                .ifPresent(address -> buses.add(new SignalBus("session bus", address, onSessionBus(), onSignal)));
        return new LockSignals(buses, CompletableFuture.allOf(
                buses.stream().map(LockSignals::connect).toArray(CompletableFuture[]::new)));
    }

    private static CompletableFuture<Void> connect(SignalBus bus) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("keyrack-signals").start(() -> {
            bus.connect();
            done.complete(null);
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> {
            LOG.warn("the {} does not answer; nothing is heard from it", bus.name());
            return null;
        });
    }

    private static Optional<String> sessionBus(Map<String, String> environment) {
        Optional<String> given = Optional.ofNullable(environment.get("DBUS_SESSION_BUS_ADDRESS"))
                .filter(text -> !text.isBlank());
        return given.or(() -> Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).filter(text -> !text.isBlank())
                .map(folder -> Path.of(folder, "bus")).filter(Files::exists).map(socket -> "unix:path=" + socket));
    }

    private static List<Wanted> onSystemBus(Map<String, String> environment) {
        Optional<String> mine = Optional.ofNullable(environment.get("XDG_SESSION_ID")).filter(id -> !id.isBlank())
                .map(id -> "/org/freedesktop/login1/session/" + escaped(id));
        return List.of(new Wanted("org.freedesktop.login1.Manager", "PrepareForSleep", LockCause.SLEEP,
                Heard::saysTrue),
                // who does not know the own session takes every one: locking too often hurts nobody
                new Wanted("org.freedesktop.login1.Session", "Lock", LockCause.SCREEN,
                        heard -> mine.isEmpty() || heard.path().equals(mine.get())));
    }

    private static List<Wanted> onSessionBus() {
        return SCREEN_SAVERS.stream().sorted()
                .map(type -> new Wanted(type, "ActiveChanged", LockCause.SCREEN, Heard::saysTrue)).toList();
    }

    /// As systemd writes a name into an object path: letters and digits stay, but for a digit in front.
    static String escaped(String id) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            text.append(letter || (digit && i > 0) ? String.valueOf(c) : "_%02x".formatted((int) c));
        }
        return text.toString();
    }

    /// Waits until all buses have answered or will not be waited for any longer.
    ///
    /// @return names of the buses that are heard
    List<String> settled() throws InterruptedException {
        try {
            settled.get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("a bus was not waited for", e);
        }
        return buses.stream().filter(SignalBus::isHeard).map(SignalBus::name).toList();
    }

    /// Hears nothing any more.
    @Override
    public void close() {
        buses.forEach(SignalBus::close);
    }
}
