package dev.keyrack.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A D-Bus session of its own with a real gnome-keyring in it. Everything it writes is in one folder, no service can be
/// started by asking for it, and it ends only what it has started.
public final class SecretService implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final Path folder;
    private final Map<String, String> environment;
    private final Deque<Process> started = new ArrayDeque<>();

    private @Nullable ChildJvm prompter;
    private @Nullable Process newest;

    private SecretService(Path folder) {
        this.folder = folder;
        this.environment = Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                "XDG_DATA_HOME", folder.resolve("data").toString(), "DBUS_SESSION_BUS_ADDRESS",
                "unix:path=" + folder.resolve("run/bus"));
    }

    /// Starts a bus with nothing on it; skips the test where that is not possible.
    public static SecretService bus(Path folder) throws IOException {
        Tools.assumeAll("dbus-daemon", "gnome-keyring-daemon", "secret-tool", "gdbus");
        SecretService service = new SecretService(folder);
        Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder.resolve("run"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        Path config = Files.writeString(folder.resolve("bus.conf"),
                busConfig(folder.resolve("run/bus")));
        service.start("dbus-daemon", "--config-file=" + config, "--nofork", "--nopidfile");
        service.await("the bus", () -> Files.exists(folder.resolve("run/bus")));
        return service;
    }

    private static String busConfig(Path socket) {
        return """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:path=%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                  </policy>
                </busconfig>
                """.formatted(socket);
    }

    /// The same with a keyring that is unlocked.
    public static SecretService unlocked(Path folder) throws IOException {
        SecretService service = bus(folder);
        service.startUnlocked();
        return service;
    }

    /// Starts the keyring on what is in the folder, unlocked.
    public Process startUnlocked() throws IOException {
        Process keyring = start("gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground");
        newest = keyring;
        try (var in = keyring.getOutputStream()) {
            in.write("kettle".getBytes(StandardCharsets.UTF_8));
        }
        awaitService();
        await("the default collection", () -> alias().contains("/collection/login"));
        return keyring;
    }

    /// Starts the keyring without a collection.
    public Process startEmpty() throws IOException {
        Process keyring = start("gnome-keyring-daemon", "--start", "--components=secrets", "--foreground");
        awaitService();
        return keyring;
    }

    /// What a process on this bus needs.
    public Map<String, String> environment() {
        return environment;
    }

    /// Locks the default collection.
    public void lock() throws IOException {
        call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
                "[objectpath '/org/freedesktop/secrets/collection/login']");
        await("the lock", () -> call("/org/freedesktop/secrets/collection/login",
                "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection", "Locked")
                .contains("true"));
    }

    /// Unlocks what is locked, by the keyring's next start: the daemon itself lets nobody unlock it without a dialog.
    public void unlock() throws IOException {
        Process keyring = Objects.requireNonNull(newest);
        keyring.destroyForcibly().onExit().join();
        startUnlocked();
    }

    /// Takes the place of the program that asks for passwords, and asks nobody: whoever waits for it, waits for ever.
    public void promptNobodyAnswers() throws IOException {
        prompter = ChildJvm.start(SilentPrompter.class, environment, false);
        prompter.ask("ready");
    }

    /// Whether a password was asked for.
    public boolean wasPrompted() {
        return prompter != null && prompter.ask("asked").equals("yes");
    }

    /// Starts secret-tool on a keyring that is locked, and waits until it has a password asked for.
    public void startLookup(String account) throws IOException {
        start("secret-tool", "lookup", "service", "dev.keyrack", "account", account);
        await("the question for a password", this::wasPrompted);
    }

    /// Stores by secret-tool.
    public void store(String account, String value) throws IOException {
        Tools.Answer said = tool(value.getBytes(StandardCharsets.UTF_8), "store", "--label=test", "service",
                "dev.keyrack", "account", account);
        if (said.exitCode() != 0) {
            throw new IOException("secret-tool: " + said.text());
        }
    }

    /// What secret-tool finds; empty text if there is nothing.
    public String lookup(String account) throws IOException {
        return tool(NOTHING, "lookup", "service", "dev.keyrack", "account", account).text();
    }

    /// All items of the account, as secret-tool prints them.
    public String search(String account) throws IOException {
        return tool(NOTHING, "search", "--all", "service", "dev.keyrack", "account", account).text();
    }

    /// Stores a second item that answers to the same attributes, by an attribute more.
    public void storeTwin(String account, String value) throws IOException {
        tool(value.getBytes(StandardCharsets.UTF_8), "store", "--label=twin", "service", "dev.keyrack", "account",
                account, "twin", "yes");
    }

    private Tools.Answer tool(byte[] input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("secret-tool"));
        command.addAll(List.of(arguments));
        return Tools.run(environment, input, command);
    }

    private String alias() throws IOException {
        return call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", "default");
    }

    private void awaitService() throws IOException {
        await("the keyring", () -> Tools.run(environment, NOTHING, List.of("gdbus", "call", "--session", "--dest",
                "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus", "--method",
                "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets")).text().contains("true"));
    }

    private String call(String path, String method, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gdbus", "call", "--session", "--dest",
                "org.freedesktop.secrets", "--object-path", path, "--method", method));
        command.addAll(List.of(arguments));
        return Tools.run(environment, NOTHING, command).text();
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.push(process);
        return process;
    }

    private void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException(what + " did not come: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        if (prompter != null) {
            prompter.close();
        }
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
