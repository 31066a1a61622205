package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyrack.credential.domain.LockCause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The system's signals that lock")
class LockSignalsTest {
    private static final String MANAGER = "/org/freedesktop/login1";
    private static final String MINE = "/org/freedesktop/login1/session/_32";

    private final BlockingQueue<LockCause> heard = new LinkedBlockingQueue<>();
    private final List<Process> daemons = new ArrayList<>();
    private @Nullable LockSignals signals;

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws InterruptedException {
        if (signals != null) {
            signals.close();
        }
        for (Process daemon : daemons) {
            daemon.destroy();
            daemon.waitFor();
        }
    }

    private static boolean has(String tool) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    }

    /// Starts a bus of its own, and gives its address.
    private String startBus(String name) throws IOException {
        assumeTrue(has("dbus-daemon") && has("dbus-send"), "dbus-daemon and dbus-send are not installed here");
        Path config = folder.resolve(name + ".conf");
        Files.writeString(config, """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig><type>session</type><listen>unix:path=%s</listen><auth>EXTERNAL</auth>
                <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
                </busconfig>
                """.formatted(folder.resolve(name)));
        Process daemon = new ProcessBuilder("dbus-daemon", "--config-file=" + config, "--nofork", "--nopidfile",
                "--print-address=1").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        daemons.add(daemon);
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(out.readLine());
        }
    }

    private static void emit(String bus, String path, String signal, String... values) throws Exception {
        List<String> command = new ArrayList<>(List.of("dbus-send", "--bus=" + bus, "--type=signal", path, signal));
        command.addAll(List.of(values));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private List<String> listen(Map<String, String> environment) throws InterruptedException {
        signals = LockSignals.listen(environment, "Linux", heard::add);
        return signals.settled();
    }

    private @Nullable LockCause next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    @Nested
    @DisplayName("on the system bus")
    class OnSystemBus {
        @Test
        void areSleepAndTheLockOfTheOwnSession() throws Exception {
            String bus = startBus("system");
            assertThat(listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus, "XDG_SESSION_ID", "2")))
                    .containsExactly("system bus");
            emit(bus, MANAGER, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:false");
            emit(bus, MINE + "9", "org.freedesktop.login1.Session.Lock");
            emit(bus, MINE, "org.freedesktop.login1.Session.Unlock");
            emit(bus, MANAGER, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true");
            assertThat(next()).isEqualTo(LockCause.SLEEP);
            emit(bus, MINE, "org.freedesktop.login1.Session.Lock");
            assertThat(next()).isEqualTo(LockCause.SCREEN);
            assertThat(heard).isEmpty();
        }

        @Test
        void areTheLocksOfAllSessionsWhereTheOwnOneIsNotKnown() throws Exception {
            String bus = startBus("system");
            listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus));
            emit(bus, MINE, "org.freedesktop.login1.Session.Lock");
            assertThat(next()).isEqualTo(LockCause.SCREEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.xfce.ScreenSaver",
            "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver"})
    void areThoseOfTheScreenSavers(String saver) throws Exception {
        String bus = startBus("session");
        assertThat(listen(Map.of("DBUS_SESSION_BUS_ADDRESS", bus, "DBUS_SYSTEM_BUS_ADDRESS",
                "unix:path=" + folder.resolve("none")))).containsExactly("session bus");
        emit(bus, "/ScreenSaver", saver + ".ActiveChanged", "boolean:false");
        emit(bus, "/ScreenSaver", saver + ".ActiveChanged");
        emit(bus, "/ScreenSaver", saver + ".ActiveChanged", "string:true");
        assertThat(heard).isEmpty();
        emit(bus, "/org/gnome/ScreenSaver", saver + ".ActiveChanged", "boolean:true");
        assertThat(next()).isEqualTo(LockCause.SCREEN);
        assertThat(heard).isEmpty();
    }

    @Test
    void doNotHurtWhereThereIsNoBus() throws InterruptedException {
        assertThat(listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("none"),
                "DBUS_SESSION_BUS_ADDRESS", "nonsense"))).isEmpty();
    }

    @Test
    void doNotHoldTheStartUpWhereABusHangs() throws Exception {
        Path socket = folder.resolve("mute");
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(socket)); // takes the connection and never says a word
            long start = System.nanoTime();
            signals = LockSignals.listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + socket), "Linux",
                    heard::add);
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(signals.settled()).isEmpty();
        }
    }

    @Test
    void doNotHurtWhereTheBusGoesAway() throws Exception {
        String bus = startBus("system");
        LockSignals listening = LockSignals.listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus), "Linux", heard::add);
        signals = listening;
        assertThat(listening.settled()).containsExactly("system bus");
        daemons.getLast().destroyForcibly().waitFor();
        listening.close();
        assertThat(heard).isEmpty();
    }

    @Test
    void keepNoThreadThatWouldKeepTheProgram() throws Exception {
        List<Thread> before = threads();
        String bus = startBus("system");
        listen(Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus));
        assertThat(threads()).filteredOn(thread -> !before.contains(thread) && !thread.getName().startsWith("process"))
                .allMatch(Thread::isDaemon);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows 11", "Mac OS X"})
    void areNotToldByOtherSystems(String system) throws InterruptedException {
        try (LockSignals none = LockSignals.listen(Map.of(), system, heard::add)) {
            assertThat(none.settled()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"2,_32", "c1,c1", "12,_312", "a-b,a_2db"})
    void areKnownByThePathThatSystemdWrites(String id, String escaped) {
        assertThat(LockSignals.escaped(id)).isEqualTo(escaped);
    }
}
